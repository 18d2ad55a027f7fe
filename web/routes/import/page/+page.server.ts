import { fail, redirect } from '@sveltejs/kit';
import * as audit from '#vigia/db/audit.ts';
import * as intake from '#vigia/db/intake.ts';
import { takeUp } from '#vigia/jobs/hand-in.server.ts';
import { allow } from '#lib/server/allow.server.ts';
import { hurry } from '#lib/server/hurry.server.ts';
import { filesOf, kept, savedOf } from '../uploads.server.ts';
import type { Actions, PageServerLoad } from './$types.js';

const mostFiles = 20;
const mostBytes = 30_000_000;
const largestPicture = 15_000_000;

export const load: PageServerLoad = ({ locals }) => {
  allow(locals, 'import.add');
};

export const actions = {
  pages: async ({ request, locals }) => {
    const user = allow(locals, 'import.add');
    const form = await request.formData();
    const files = filesOf(form, 'files');
    const size = files.reduce((total, file) => total + file.size, 0);
    const saved = savedOf(form);
    if (files.length === 0) return fail(400, { of: 'pages', problem: 'file_missing' as const });
    if (files.length > mostFiles || size > mostBytes) return fail(413, { of: 'pages', problem: 'file_large' as const });
    if ('problem' in saved) return fail(400, { of: 'pages', problem: saved.problem });
    const rows: intake.Intake[] = [];
    for (const file of files) {
      const upload = await kept(file);
      const savedFrom = files.length === 1 ? saved.from : null;
      const given = {
        kind: 'page',
        state: 'running',
        userId: user.id,
        file: upload,
        savedFrom,
        savedAt: saved.at,
      } as const;
      const row = await intake.begin({ ...given, total: 1 }, locals.db);
      await audit.note(user.id, 'import.page', `intake:${row.id}`, { bytes: upload.bytes }, locals.db);
      rows.push(row);
    }
    await hurry(async (queue) => {
      for (const row of rows) await takeUp(row, locals.db, queue);
    });
    redirect(303, rows.length === 1 ? `/import/${rows[0]!.id}` : '/import');
  },
  picture: async ({ request, locals }) => {
    const user = allow(locals, 'import.add');
    const [file] = filesOf(await request.formData(), 'picture');
    if (!file) return fail(400, { of: 'picture', problem: 'file_missing' as const });
    if (file.size > largestPicture) return fail(413, { of: 'picture', problem: 'picture_large' as const });
    const upload = await kept(file);
    const row = await intake.begin({ kind: 'picture', state: 'reading', userId: user.id, file: upload }, locals.db);
    await audit.note(user.id, 'import.picture', `intake:${row.id}`, { bytes: upload.bytes }, locals.db);
    await hurry((queue) => takeUp(row, locals.db, queue));
    redirect(303, `/import/${row.id}`);
  },
} satisfies Actions;
