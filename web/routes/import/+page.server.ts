import { fail, redirect } from '@sveltejs/kit';
import * as audit from '#vigia/db/audit.ts';
import * as intake from '#vigia/db/intake.ts';
import { goOn, handLinks, linksIn, longestPaste, mostLinks, previewLinks } from '#vigia/jobs/hand-in.server.ts';
import { textField } from '#lib/form.ts';
import type { FormProblem } from '#lib/intake-problems.ts';
import { allow } from '#lib/server/allow.server.ts';
import { hurry } from '#lib/server/hurry.server.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals }) => {
  allow(locals, 'import.add');
  return { recent: await intake.recent(locals.db) };
};

function refused(text: string): FormProblem | null {
  if (text.length > longestPaste) return 'text_long';
  const { length } = linksIn(text);
  if (length === 0) return 'links_none';
  return length > mostLinks ? 'links_many' : null;
}

export const actions = {
  look: async ({ request, locals }) => {
    allow(locals, 'import.add');
    const text = textField(await request.formData(), 'text');
    const problem = refused(text);
    if (problem) return fail(400, { problem, text: text.slice(0, longestPaste) });
    return { text, preview: await previewLinks(text, locals.db) };
  },
  hand: async ({ request, locals }) => {
    const user = allow(locals, 'import.add');
    const text = textField(await request.formData(), 'text');
    const problem = refused(text);
    if (problem) return fail(400, { problem, text: text.slice(0, longestPaste) });
    const links = linksIn(text);
    const id = await handLinks(links, user.id, locals.db);
    await audit.note(user.id, 'import.links', `intake:${id}`, { links: links.length }, locals.db);
    await hurry((queue) => goOn(id, locals.db, queue));
    redirect(303, `/import/${id}`);
  },
} satisfies Actions;
