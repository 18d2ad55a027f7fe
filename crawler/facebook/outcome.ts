/**
 * What a page of Facebook is, when it shows no post. Facebook answers 200 for nearly everything and puts login forms, "checkpoint"
 * and "comet.error" into ordinary pages, so only the final address, the title and the active route count.
 */
import type { Page } from '../html.ts';
import { canonicalLink } from '../html.ts';
import { text } from '../json.ts';
import type { Outcome, Payload } from '../source.ts';
import type { Route } from './stories.ts';

export interface Judged {
  outcome: Outcome;
  detail?: string;
}

const loginTitle =
  /^(?:log (?:in|into)(?: to)? facebook|facebook ?[–-] ?log in or sign up|inicia(?:r)? sesi[oó]n en facebook|entrar? (?:en|a|no) facebook|facebook ?[–-] ?(?:inicia sesión|entra) o reg[ií]strate)/i;
const wallTitle = /log in or sign up to view|inicia sesi[oó]n o reg[ií]strate para ver/i;
const goneTitle =
  /^(?:page|content) not found|^this content isn['’]t available|^(?:p[aá]gina|contenido) no (?:encontrad[ao]|disponible)|^este contenido no est[aá] disponible/i;
export const blocked =
  /temporarily blocked|can['’]t use this feature|bloquead[ao] temporalmente|no puedes usar esta funci[oó]n/i;

/** The page's word about itself, strongest evidence first. `described` says that its head names what it is about. */
export function judge(page: Page, payload: Payload, route: Route | null, described: boolean): Judged {
  const address = payload.url === undefined ? null : URL.parse(payload.url);
  const path = address && /(?:^|\.)facebook\.com$/.test(address.hostname) ? address.pathname : '';
  if (/^\/(?:login|checkpoint)(?:[./]|$)/.test(path)) return { outcome: 'login_wall' };
  if (/^\/(?:cookie\/consent|privacy\/consent|consent)/.test(path)) return { outcome: 'consent' };
  if (payload.status === 429) return { outcome: 'rate_limited' };
  const failed = route ? ofErrorRoute(route) : null;
  if (failed) return failed;
  const title = page.title ?? '';
  if (blocked.test(title)) return { outcome: 'rate_limited' };
  const canonical = canonicalLink(page);
  const login = canonical !== null && /^\/login(?:[./]|$)/.test(URL.parse(canonical)?.pathname ?? '');
  if (login || loginTitle.test(title) || wallTitle.test(title)) return { outcome: 'login_wall' };
  if (goneTitle.test(title)) return { outcome: 'not_available' };
  if (/^error( facebook)?$/i.test(title)) return { outcome: 'network_error', detail: 'Facebook shows its error page.' };
  if (payload.status === 404 || payload.status === 410) return { outcome: 'not_available' };
  if (payload.status !== undefined && payload.status >= 500) return { outcome: 'network_error' };
  if (isTimeline(route)) {
    return { outcome: 'needs_js', detail: 'The page did not show its posts to a visitor.' };
  }
  if (described) return { outcome: 'ok' };
  const scripted = page.elements.some((element) => element.name === 'script');
  return scripted
    ? { outcome: 'needs_js' }
    : { outcome: 'layout_changed', detail: 'A page of Facebook in a shape that is not known.' };
}

/** Routes whose visitors expect posts. */
const isTimeline = (route: Route | null): boolean =>
  /^comet\.(?:profile|page|group|post|permalink|feed)/.test(route?.tracePolicy ?? '');

function ofErrorRoute(route: Route): Judged | null {
  const isError =
    route.tracePolicy === 'comet.error' ||
    route.name === 'comet.fbweb.CometErrorRoute' ||
    /^CometErrorRoot\b/.test(route.root ?? '');
  if (!isError) return null;
  const said = `${text(route.props, 'title') ?? ''} ${text(route.props, 'body') ?? ''}`;
  if (blocked.test(said)) return { outcome: 'rate_limited' };
  if (route.props.privacy === true) {
    return { outcome: 'not_available', detail: 'Private, deleted or restricted: Facebook does not say which.' };
  }
  const missing = route.props.fourZerofour === true;
  return {
    outcome: 'not_available',
    detail: missing ? 'Facebook has no page at this address.' : 'Facebook says the content is not available.',
  };
}
