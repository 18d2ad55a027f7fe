import { redirect } from '@sveltejs/kit';
import * as users from '#vigia/db/users.ts';
import { ownPath, toKeyState, toLocale, toTheme } from '#lib/preferences.ts';
import type { RequestHandler } from './$types.js';

const year = 365 * 86_400;

/** Keeps the language, the appearance and the keys in cookies (and the language with the user), then goes back. */
export const POST: RequestHandler = async ({ request, cookies, locals, url }) => {
  const form = await request.formData();
  const kept = { path: '/', httpOnly: true, sameSite: 'lax', secure: url.protocol === 'https:', maxAge: year } as const;
  const locale = toLocale(form.get('locale'));
  if (locale) {
    cookies.set('locale', locale, kept);
    if (locals.user) await users.setLocale(locals.user.id, locale, locals.db);
  }
  const theme = toTheme(form.get('theme'));
  if (theme) cookies.set('theme', theme, kept);
  const keys = toKeyState(form.get('keys'));
  if (keys) cookies.set('keys', keys, kept);
  redirect(303, ownPath(form.get('back')));
};
