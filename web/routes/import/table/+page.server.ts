import { fail, redirect } from '@sveltejs/kit';
import * as audit from '#vigia/db/audit.ts';
import * as intake from '#vigia/db/intake.ts';
import { largestTable } from '#vigia/crawler/intake/table.types.ts';
import { takeUp } from '#vigia/jobs/hand-in.server.ts';
import { allow } from '#lib/server/allow.server.ts';
import { hurry } from '#lib/server/hurry.server.ts';
import { filesOf, kept } from '../uploads.server.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals }) => {
  allow(locals, 'import.add');
};

export const actions = {
  default: async ({ request, locals }) => {
    const user = allow(locals, 'import.add');
    const [file] = filesOf(await request.formData(), 'file');
    if (!file) return fail(400, { problem: 'file_missing' as const });
    if (file.size > largestTable) return fail(413, { problem: 'file_large' as const });
    const upload = await kept(file);
    const row = await intake.begin({ kind: 'table', state: 'reading', userId: user.id, file: upload }, locals.db);
    await audit.note(user.id, 'import.table', `intake:${row.id}`, { bytes: upload.bytes }, locals.db);
    await hurry((queue) => takeUp(row, locals.db, queue));
    redirect(303, `/import/${row.id}`);
  },
} satisfies Actions;
