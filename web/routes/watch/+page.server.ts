import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import { platforms } from '#vigia/crawler/source.ts';
import * as audit from '#vigia/db/audit.ts';
import * as coverage from '#vigia/db/coverage.ts';
import * as holds from '#vigia/db/holds.ts';
import * as spend from '#vigia/db/spend.ts';
import * as terms from '#vigia/db/terms.ts';
import { textField } from '#lib/form.ts';
import { allow } from '#lib/server/allow.server.ts';
import { hurry } from '#lib/server/hurry.server.ts';
import { queue } from '#lib/server/queue.server.ts';
import { orRefuse, refuse } from '#lib/server/refusal.server.ts';
import { byPlatform, lastDays } from './coverage.ts';
import { longest } from './choices.ts';
import { isPriced, parseTerm, parseUsd } from './term.ts';
import { wayChoices } from './ways.server.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, url }) => {
  allow(locals, 'term.read');
  const { db } = locals;
  const week = await coverage.byTerm(7, db);
  return {
    terms: await terms.list(db),
    ways: await wayChoices(db),
    spent: await spend.byTerm(db),
    coverage: { day: byPlatform(week, lastDays(1)), week: byPlatform(week, lastDays(7)) },
    held: await holds.inForce(db),
    prefill: {
      platform: platforms.find((platform) => platform === url.searchParams.get('platform')) ?? 'google',
      query: (url.searchParams.get('query') ?? '').slice(0, longest),
      source: '',
      budget: '',
    },
  };
};

const Toggle = z.object({ id: z.uuid(), active: z.enum(['true', 'false']).transform((value) => value === 'true') });
const Now = z.object({ id: z.uuid() });
const Budget = z.object({ id: z.uuid(), budget: z.string().max(100).transform(parseUsd) });

export const actions: Actions = {
  add: async ({ request, locals }) => {
    const user = allow(locals, 'term.write');
    const form = await request.formData();
    const parsed = parseTerm(Object.fromEntries(form));
    const typed = {
      platform: textField(form, 'platform'),
      query: textField(form, 'query').slice(0, 2 * longest),
      source: textField(form, 'source').slice(0, 100),
      budget: textField(form, 'budget').slice(0, 100),
    };
    if ('problem' in parsed) return fail(400, { problem: parsed.problem, typed });
    const done = await orRefuse((): Promise<{ term: terms.TermRow }> =>
      locals.db.transaction(async (tx) => {
        const term = await terms.add(parsed.term, user.id, tx);
        const { platform, source, everyMinutes, monthlyBudgetUsd } = term;
        const detail = { platform, source, everyMinutes, ...(monthlyBudgetUsd !== null && { monthlyBudgetUsd }) };
        await audit.note(user.id, 'term.add', `term:${term.id}`, detail, tx);
        return { term };
      }),
    );
    if (!('term' in done)) return fail(done.status, { ...done.data, typed });
    await hurry((jobs) => jobs.schedule(done.term));
    return { added: done.term.query };
  },
  toggle: async ({ request, locals }) => {
    const user = allow(locals, 'term.write');
    const parsed = Toggle.safeParse(Object.fromEntries(await request.formData()));
    if (!parsed.success) return refuse('form_invalid', 400);
    const { id, active } = parsed.data;
    const term = await locals.db.transaction(async (tx) => {
      const row = await terms.setActive(id, active, tx);
      if (row) await audit.note(user.id, active ? 'term.resume' : 'term.pause', `term:${id}`, {}, tx);
      return row;
    });
    if (!term) return refuse('form_invalid', 404);
    await hurry((jobs) => (active ? jobs.schedule(term) : jobs.unschedule(id)));
    return { switched: { query: term.query, active } };
  },
  budget: async ({ request, locals }) => {
    const user = allow(locals, 'term.write');
    const parsed = Budget.safeParse(Object.fromEntries(await request.formData()));
    if (!parsed.success || parsed.data.budget === undefined) return refuse('form_invalid', 400);
    const { id, budget } = parsed.data;
    const term = await locals.db.transaction(async (tx) => {
      const known = await terms.byId(id, tx);
      if (!known || !isPriced(known.source)) return null;
      await audit.note(user.id, 'term.budget', `term:${id}`, { monthlyBudgetUsd: budget }, tx);
      return terms.setBudget(id, budget, tx);
    });
    if (!term) return refuse('form_invalid', 404);
    return { budgeted: term.query };
  },
  now: async ({ request, locals }) => {
    const user = allow(locals, 'term.write');
    const parsed = Now.safeParse(Object.fromEntries(await request.formData()));
    const term = parsed.success ? await terms.byId(parsed.data.id, locals.db) : null;
    if (!term?.active) return refuse('form_invalid', 400);
    await audit.note(user.id, 'term.crawl_now', `term:${term.id}`, {}, locals.db);
    const plannedAt = new Date().toISOString();
    // Only the queue knows of this wish: when it is away, the person should know.
    await (await queue()).add('crawl', { termId: term.id, plannedAt });
    return { asked: term.query };
  },
};
