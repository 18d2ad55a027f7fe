import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import { log } from '#vigia/log.ts';
import * as audit from '#vigia/db/audit.ts';
import * as terms from '#vigia/db/terms.ts';
import type { JobName } from '#vigia/jobs/jobs.ts';
import { allow } from '#lib/server/allow.server.ts';
import { queue } from '#lib/server/queue.server.ts';
import { refuse } from '#lib/server/refusal.server.ts';
import { subjectOf } from './subject.ts';
import type { Actions, PageServerLoad } from './$types.js';

async function standing(db: App.Locals['db']) {
  const jobs = await queue();
  const [counts, failed, watched] = await Promise.all([jobs.counts(), jobs.failed(), terms.list(db)]);
  const queries = new Map(watched.map(({ id, query }) => [id, query]));
  return {
    counts: (Object.keys(counts) as JobName[]).map((name) => ({ name, ...counts[name] })),
    failed: failed.map(({ payload, ...job }) => {
      const subject = subjectOf(job.name, payload);
      return { ...job, subject, query: subject.kind === 'term' ? queries.get(subject.id) : undefined };
    }),
  };
}

export const load: PageServerLoad = async ({ locals }) => {
  allow(locals, 'job.retry');
  try {
    return { queue: await standing(locals.db) };
  } catch (error) {
    log.warn({ err: error }, 'the queue cannot be shown');
    return { queue: null };
  }
};

const Retry = z.object({ name: z.string(), id: z.string() });

export const actions: Actions = {
  retry: async ({ request, locals }) => {
    const user = allow(locals, 'job.retry');
    const parsed = Retry.safeParse(Object.fromEntries(await request.formData()));
    if (!parsed.success) return refuse('form_invalid', 400);
    const jobs = await queue();
    const job = (await jobs.failed()).find(({ name, id }) => name === parsed.data.name && id === parsed.data.id);
    if (!job || !(await jobs.retry(job.name, job.id))) return fail(409, { gone: true });
    await audit.note(user.id, 'job.retry', `job:${job.name}`, { id: job.id }, locals.db);
    return { retried: true };
  },
};
