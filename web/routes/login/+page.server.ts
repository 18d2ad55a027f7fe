import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import * as audit from '#vigia/db/audit.ts';
import * as sessions from '#vigia/db/sessions.ts';
import * as users from '#vigia/db/users.ts';
import { ownPath } from '#lib/preferences.ts';
import { attempts } from '#lib/server/attempts.server.ts';
import { cookieName, dropCookie, setCookie } from '#lib/server/session.server.ts';
import type { Actions, PageServerLoad } from './$types.js';

const quarter = 15 * 60_000;
/** One account from one address, and one address over all accounts. */
const perAccount = attempts(5, quarter);
const perAddress = attempts(50, quarter);

const Form = z.object({ email: z.string().trim().min(3).max(254), password: z.string().min(1).max(1024) });

export const load: PageServerLoad = async ({ locals, url }) => {
  if (locals.user) redirect(303, ownPath(url.searchParams.get('next')));
  return { nobody: await users.none(locals.db) };
};

export const actions: Actions = {
  enter: async ({ request, cookies, locals, url, getClientAddress }) => {
    const parsed = Form.safeParse(Object.fromEntries(await request.formData()));
    const email = parsed.data?.email ?? '';
    if (!parsed.success) return fail(400, { wrong: true, email });
    const now = Date.now();
    const address = getClientAddress();
    const account = `${address} ${email.toLowerCase()}`;
    const wait = Math.max(perAccount.wait(account, now), perAddress.wait(address, now));
    if (wait > 0) return fail(429, { wait: Math.ceil(wait / 60_000), email });
    const user = await users.byPassword(email, parsed.data.password, locals.db);
    if (!user) {
      perAccount.fail(account, now);
      perAddress.fail(address, now);
      return fail(400, { wrong: true, email });
    }
    perAccount.forget(account);
    setCookie(cookies, await sessions.open(user.id, locals.db), url);
    await audit.note(user.id, 'user.sign_in', `user:${user.id}`, {}, locals.db);
    redirect(303, ownPath(url.searchParams.get('next')));
  },
  leave: async ({ cookies, locals }) => {
    const token = cookies.get(cookieName);
    if (token) await sessions.close(token, locals.db);
    if (locals.user) await audit.note(locals.user.id, 'user.sign_out', `user:${locals.user.id}`, {}, locals.db);
    dropCookie(cookies);
    redirect(303, '/login');
  },
};
