import { z } from 'zod';
import { confirmedPosts } from '#vigia/db/confirmed-posts.ts';
import * as reports from '#vigia/db/reports.ts';
import * as users from '#vigia/db/users.ts';
import { PermanentError } from '#vigia/errors.ts';
import { allow } from '#lib/server/allow.server.ts';
import { hurry } from '#lib/server/hurry.server.ts';
import { orRefuse, refuse } from '#lib/server/refusal.server.ts';
import { packageList } from './contents.ts';
import { noticesOf } from './notices.server.ts';
import { contentNow, contentOf, reportOr404 } from './report.server.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** What the package holds or would hold; for a draft that cannot be approved, why. */
async function contents(report: reports.ReportRow, db: App.Locals['db']) {
  try {
    return { files: packageList(await contentNow(report, db)), problem: null };
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error;
    return { files: null, problem: error.message };
  }
}

export const load: PageServerLoad = async ({ locals, params }) => {
  const user = allow(locals, 'report.read');
  const { db } = locals;
  const report = await reportOr404(params.id, db);
  const names = new Map((await users.list(db)).map(({ id, name }) => [id, name]));
  const { content: _, createdBy, approvedBy, ...shown } = report;
  return {
    report: {
      ...shown,
      createdBy: names.get(createdBy) ?? '',
      approvedBy: approvedBy ? (names.get(approvedBy) ?? '') : null,
      own: createdBy === user.id,
      exporting: report.status === 'approved' && report.problem === null,
    },
    notices: await noticesOf(report, await confirmedPosts(report.id, db), db),
    contents: await contents(report, db),
  };
};

const Approve = z.object({ screenshots: z.literal('on').optional(), archives: z.literal('on').optional() });
const Submit = z.object({ reference: z.string().trim().max(200).default('') });

export const actions: Actions = {
  approve: async ({ request, locals, params }) => {
    const user = allow(locals, 'report.approve');
    const parsed = Approve.safeParse(Object.fromEntries(await request.formData()));
    if (!parsed.success) return refuse('form_invalid', 400);
    const { screenshots, archives } = parsed.data;
    const include = { includeScreenshots: screenshots === 'on', includeArchives: archives === 'on' };
    const done = await orRefuse((): Promise<{ approved: true; id: string }> =>
      locals.db.transaction(async (tx) => {
        const report = await reportOr404(params.id, tx);
        // Refused before it is built: what the builder is told must not depend on the content.
        if (report.createdBy === user.id) throw new PermanentError('The builder cannot approve.', 'report_own');
        const content = contentOf(report, await confirmedPosts(report.id, tx), include);
        await reports.approve(report.id, { ...content }, user.id, tx);
        return { approved: true, id: report.id };
      }),
    );
    if ('approved' in done) await hurry((queue) => queue.add('export', { reportId: done.id }));
    return done;
  },
  again: async ({ locals, params }) => {
    const user = allow(locals, 'report.approve');
    const report = await reportOr404(params.id, locals.db);
    const done = await orRefuse(async () => {
      await reports.exportAgain(report.id, user.id, locals.db);
      return { again: true as const };
    });
    if ('again' in done) await hurry((queue) => queue.add('export', { reportId: report.id }));
    return done;
  },
  submit: async ({ request, locals, params }) => {
    const user = allow(locals, 'report.submit');
    const parsed = Submit.safeParse(Object.fromEntries(await request.formData()));
    if (!parsed.success) return refuse('form_invalid', 400);
    const report = await reportOr404(params.id, locals.db);
    return orRefuse(async () => {
      await reports.submit(report.id, parsed.data.reference, user.id, locals.db);
      return { submitted: true as const };
    });
  },
  withdraw: async ({ locals, params }) => {
    const user = allow(locals, 'report.submit');
    const report = await reportOr404(params.id, locals.db);
    return orRefuse(async () => {
      await reports.withdraw(report.id, user.id, locals.db);
      return { withdrawn: true as const };
    });
  },
};
