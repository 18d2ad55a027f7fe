import { fail, redirect } from '@sveltejs/kit';
import * as audit from '#vigia/db/audit.ts';
import { goOn, handShared, linksIn } from '#vigia/jobs/hand-in.server.ts';
import { textField } from '#lib/form.ts';
import { allow } from '#lib/server/allow.server.ts';
import { hurry } from '#lib/server/hurry.server.ts';
import type { Actions, PageServerLoad } from './$types.js';

const longestText = 20_000;

/** What a browser or a phone shares: phones put the address into the text, or behind the title. Nothing is kept until a person confirms. */
export const load: PageServerLoad = ({ locals, url }) => {
  allow(locals, 'import.add');
  const given = (name: string) => (url.searchParams.get(name) ?? '').slice(0, longestText).trim();
  const [text, title] = [given('text'), given('title')];
  const link = given('url') || linksIn(text)[0]?.given || linksIn(title)[0]?.given || '';
  return { link, text: text === link ? '' : text.replace(link, '').trim(), title };
};

export const actions = {
  default: async ({ request, locals }) => {
    const user = allow(locals, 'import.add');
    const form = await request.formData();
    const [link, text] = [textField(form, 'link').trim(), textField(form, 'text').slice(0, longestText)];
    const handed = await handShared(link, text, user.id, locals.db);
    if ('problem' in handed) return fail(400, { problem: handed.problem, link, text });
    await audit.note(user.id, 'import.share', `intake:${handed.id}`, {}, locals.db);
    await hurry((queue) => goOn(handed.id, locals.db, queue));
    redirect(303, `/import/${handed.id}`);
  },
} satisfies Actions;
