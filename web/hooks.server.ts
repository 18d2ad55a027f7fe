/** Every request: language and theme, session, guard. Surprises are logged once, with an id. */
import { redirect } from '@sveltejs/kit';
import { sequence, type Handle, type HandleServerError } from '@sveltejs/kit/hooks';
import * as sessions from '#vigia/db/sessions.ts';
import { errorId } from '#vigia/errors.ts';
import { log } from '#vigia/log.ts';
import { toKeyState, toLocale, toTheme } from '#lib/preferences.ts';
import { database } from '#lib/server/database.server.ts';
import { cookieName } from '#lib/server/session.server.ts';

const open = new Set(['/login', '/preferences', '/healthz', '/readyz']);

const identify: Handle = async ({ event, resolve }) => {
  const { cookies, locals } = event;
  locals.db = database();
  const token = cookies.get(cookieName);
  locals.user = token ? await sessions.user(token, locals.db) : null;
  // Spanish until somebody chooses: the machines of consulates abroad often speak English, their staff seldom first.
  locals.locale = toLocale(cookies.get('locale')) ?? toLocale(locals.user?.locale) ?? 'es';
  locals.theme = toTheme(cookies.get('theme')) ?? 'auto';
  locals.keys = toKeyState(cookies.get('keys')) ?? 'on';
  return resolve(event, {
    transformPageChunk: ({ html }) =>
      html.replace('%vigia.locale%', locals.locale).replace('%vigia.theme%', locals.theme),
  });
};

const guard: Handle = ({ event, resolve }) => {
  if (event.locals.user || open.has(event.url.pathname)) return resolve(event);
  // A form that was sent after the session ended has no page to come back to but the first one.
  const next = event.request.method === 'GET' ? event.url.pathname + event.url.search : '/';
  redirect(303, next === '/' ? '/login' : `/login?next=${encodeURIComponent(next)}`);
};

/** Pages hold other people's data: no cache keeps them unless a route says otherwise. */
const uncached: Handle = async ({ event, resolve }) => {
  const response = await resolve(event);
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-store');
  return response;
};

export const handle = sequence(uncached, identify, guard);

export const handleError: HandleServerError = ({ error, kind, event }) => {
  if (kind !== 'unknown') return;
  const id = errorId();
  log.error({ err: error, errorId: id, route: event.route.id, method: event.request.method }, 'a page failed');
  // web/error.html, the page of last resort, can show nothing but the message.
  return { message: id, id };
};
