/** The session cookie: a random token that opens one row of `sessions`. */
import type { Cookies } from '@sveltejs/kit';
import * as sessions from '#vigia/db/sessions.ts';

export const cookieName = 'vigia_session';

export function setCookie(cookies: Cookies, token: string, url: URL): void {
  cookies.set(cookieName, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: url.protocol === 'https:',
    maxAge: sessions.lifetimeSeconds,
  });
}

export function dropCookie(cookies: Cookies): void {
  cookies.delete(cookieName, { path: '/' });
}
