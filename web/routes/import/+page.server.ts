import { redirect } from '@sveltejs/kit';
import * as audit from '#vigia/db/audit.ts';
import * as evidence from '#vigia/db/evidence.server.ts';
import * as runs from '#vigia/db/runs.ts';
import { fileName, textField } from '#lib/form.ts';
import { allow } from '#lib/server/allow.server.ts';
import { queue } from '#lib/server/queue.server.ts';
import { refuse } from '#lib/server/refusal.server.ts';
import type { Actions, PageServerLoad } from './$types.js';

const mostFiles = 20;
const mostBytes = 30_000_000;

export const load: PageServerLoad = async ({ locals, url }) => {
  allow(locals, 'import.add');
  const sent = Number(url.searchParams.get('sent'));
  return {
    sent: Number.isInteger(sent) && sent > 0 && sent <= mostFiles ? sent : 0,
    imports: await runs.imports(locals.db),
  };
};

/** The chosen files and the pasted text, without the empty ones that a form sends for nothing. */
function handedIn(form: FormData): { name: string; blob: Blob }[] {
  const files = form.getAll('files').filter((file) => file instanceof File && file.size > 0) as File[];
  const pasted = textField(form, 'pasted').trim();
  return [
    ...files.map((file) => ({ name: fileName(file.name), blob: file })),
    ...(pasted ? [{ name: 'pasted', blob: new Blob([pasted]) }] : []),
  ];
}

export const actions = {
  default: async ({ request, locals }) => {
    const user = allow(locals, 'import.add');
    const files = handedIn(await request.formData());
    if (files.length === 0) return refuse('file_empty', 400);
    const size = files.reduce((total, { blob }) => total + blob.size, 0);
    if (files.length > mostFiles || size > mostBytes) return refuse('file_large', 413);
    const jobs = await queue();
    for (const { name, blob } of files) {
      const { sha256, bytes } = await evidence.keep(new Uint8Array(await blob.arrayBuffer()));
      await jobs.add('import', { sha256, filename: name, userId: user.id });
      await audit.note(user.id, 'import.add', `evidence:${sha256}`, { bytes }, locals.db);
    }
    redirect(303, `/import?sent=${files.length}`);
  },
} satisfies Actions;
