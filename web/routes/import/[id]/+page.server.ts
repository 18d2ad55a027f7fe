import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import * as audit from '#vigia/db/audit.ts';
import * as intake from '#vigia/db/intake.ts';
import * as links from '#vigia/db/intake-links.ts';
import * as runs from '#vigia/db/runs.ts';
import * as users from '#vigia/db/users.ts';
import { platforms } from '#vigia/crawler/source.ts';
import { goOn, retryLinks, savePictured, takeUp } from '#vigia/jobs/hand-in.server.ts';
import type { FormProblem, IntakeProblem } from '#lib/intake-problems.ts';
import { allow } from '#lib/server/allow.server.ts';
import { hurry } from '#lib/server/hurry.server.ts';
import { refuse } from '#lib/server/refusal.server.ts';
import { localValue, moment } from '../fields.ts';
import { handInOr404 } from './hand-in.server.ts';
import { parseMapping } from './mapping.ts';
import type { Actions, PageServerLoad } from './$types.js';

const shownProblems = 200;

export const load: PageServerLoad = async ({ locals, params }) => {
  allow(locals, 'import.add');
  const { db } = locals;
  const row = await handInOr404(params.id, db);
  const { fileSha256: _, reading, problem, ...handIn } = row;
  const people = row.userId ? await users.list(db) : [];
  return {
    handIn: { ...handIn, problem: problem as IntakeProblem | null },
    table: reading?.of === 'table' ? reading : null,
    picture: reading?.of === 'picture' ? reading : null,
    now: localValue(row.createdAt),
    userName: people.find((user) => user.id === row.userId)?.name ?? null,
    links: row.kind === 'links' ? await links.all(row.id, db) : [],
    problems: row.kind === 'table' ? await intake.problems(row.id, 0, db, shownProblems) : [],
    posts: row.kind === 'page' || row.kind === 'picture' ? await metBy(row.runId, db) : [],
  };
};

const metBy = async (runId: string | null, db: App.Locals['db']) => (runId ? runs.met(runId, db, 50) : []);

const Picture = z.object({
  platform: z.enum(platforms),
  address: z.string().trim().max(2048),
  text: z.string().max(100_000),
  authorName: z.string().trim().max(500),
  takenAt: z.string().max(40),
});

export const actions = {
  import: async ({ request, locals, params }) => {
    const user = allow(locals, 'import.add');
    const { db } = locals;
    const row = await handInOr404(params.id, db);
    if (row.reading?.of !== 'table') return refuse('refused');
    const { headers, signature } = row.reading;
    const parsed = parseMapping(Object.fromEntries(await request.formData()), headers.length);
    if ('problem' in parsed) return fail(400, { problem: parsed.problem });
    const begun = await db.transaction(async (tx) => {
      const run = await runs.begin(null, 'intake-table', new Date(), tx, user.id);
      if (!(await intake.importAs(row.id, { ...parsed, runId: run.id }, tx))) {
        await runs.finish(run.id, { outcome: 'empty', detail: 'This table was imported already.' }, tx);
        return false;
      }
      await intake.rememberMapping(signature, parsed.mapping, tx);
      await audit.note(user.id, 'import.map', `intake:${row.id}`, { rows: row.total }, tx);
      return true;
    });
    if (begun) await hurry((queue) => takeUp(row, db, queue));
    redirect(303, `/import/${row.id}`);
  },
  retry: async ({ locals, params }) => {
    const user = allow(locals, 'import.add');
    const row = await handInOr404(params.id, locals.db);
    if (await retryLinks(row.id, locals.db)) {
      await audit.note(user.id, 'import.retry', `intake:${row.id}`, {}, locals.db);
      await hurry((queue) => goOn(row.id, locals.db, queue));
    }
    redirect(303, `/import/${row.id}`);
  },
  picture: async ({ request, locals, params }) => {
    const user = allow(locals, 'import.add');
    const row = await handInOr404(params.id, locals.db);
    const typed = Picture.safeParse(Object.fromEntries(await request.formData()));
    if (row.kind !== 'picture' || row.state !== 'ready') return refuse('refused');
    if (!typed.success) return refuse('form_invalid', 400);
    const at = moment(typed.data.takenAt);
    const again = (problem: FormProblem | IntakeProblem) => fail(400, { problem, typed: typed.data });
    if (at === 'invalid') return again('date_future');
    const saved = await savePictured(row, { ...typed.data, takenAt: at ?? row.createdAt }, user.id, locals.db);
    if ('problem' in saved) return again(saved.problem);
    await audit.note(user.id, 'import.confirm', `post:${saved.postId}`, { intake: row.id }, locals.db);
    const postIds = saved.toClassify;
    if (postIds.length > 0) await hurry((queue) => queue.add('classify', { postIds }));
    redirect(303, `/import/${row.id}`);
  },
} satisfies Actions;
