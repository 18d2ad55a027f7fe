/**
 * What is filed as evidence of a post: the page as a visitor without an account saw it, or the platform's own API answer.
 * A wall, a captcha or a blank page is refused with its outcome and never filed.
 */
import { PermanentError } from '../errors.ts';
import { withPage } from './browser/browser.ts';
import { captureAnswer } from './capture/answer.ts';
import { capturePage, refused, type Judged } from './capture/page.ts';
import type { Captured, NotCaptured } from './capture/piece.ts';
import type { Guard } from './guard/guard.ts';
import { parse } from './parse.ts';
import type { Turn } from './politeness.ts';
import { facebookPageWay } from './facebook/ways.ts';
import { googleSerpWay } from './google/ways.ts';
import { SwitchedOff } from './refused.ts';
import type { RobotsAllow } from './guard/robots.ts';
import type { Access, Way } from './source.ts';
import type { Visit } from './browser/tab.ts';
import { identify, type Identified, type Named } from './url.ts';
import { networkFault } from './walk.ts';
import { postUrl, readApi, withoutToken } from './x/endpoint.ts';
import { xApiWay } from './x/ways.ts';

export type { Captured, NotCaptured } from './capture/piece.ts';

export interface CaptureWays {
  googleGuard: Guard;
  facebookGuard: Guard;
  xGuard: Guard;
  /** Any public host: where search results lead. */
  webGuard: Guard;
  robots: RobotsAllow;
  apiBase: string;
}

export interface CaptureRequest {
  url: string;
  turn: Turn;
  /** What an operator gave the way in of this name. */
  accessOf: (source: string) => Promise<Access>;
  signal: AbortSignal;
}

export type Capture = (request: CaptureRequest) => Promise<Captured | NotCaptured>;

const language = 'es-MX';

/**
 * Returns the function that captures one address. It throws PermanentError for an address that can never be captured,
 * SwitchedOff where an operator has not switched the way in on, RetryLaterError when the browser failed or the host is
 * taken, and the signal's reason; all else is an outcome.
 */
export function makeCapture(ways: CaptureWays): Capture {
  const inBrowser = (
    url: string,
    guard: Guard,
    { turn, signal }: CaptureRequest,
    judge: (visit: Visit) => Judged,
  ): Promise<Captured | NotCaptured> =>
    withPage(
      (tab) =>
        capturePage(tab, {
          url,
          language,
          visit: () => turn(new URL(url).host, signal, () => tab.visit(url)),
          judge,
        }),
      { guard, signal, language },
    );

  async function fromApi(id: string, { turn, accessOf, signal }: CaptureRequest): Promise<Captured | NotCaptured> {
    const bearerToken = (await switchedOn(xApiWay, accessOf)).secrets.bearer_token;
    if (!bearerToken) return { outcome: 'auth_expired', detail: withoutToken };
    const url = postUrl(ways.apiBase, id);
    const ask = () => readApi({ guard: ways.xGuard, bearerToken }, url, signal);
    const payload = await turn(xApiWay.host, signal, ask);
    const { outcome, detail } = parse('x', payload);
    return outcome === 'ok' ? captureAnswer(url, payload, 'X API v2') : refused(outcome, detail);
  }

  async function capture(request: CaptureRequest): Promise<Captured | NotCaptured> {
    const { url, accessOf, signal } = request;
    const address = identify(url);
    if ('error' in address) throw new PermanentError(`This cannot be captured: ${address.error}.`);
    if (address.platform === 'x') {
      const id = address.ids.post_id;
      if (id === undefined) throw new PermanentError('Only single posts of X can be captured.');
      return fromApi(id, request);
    }
    const way = wayTo(address);
    if (way) {
      await switchedOn(way, accessOf);
      const guard = way === googleSerpWay ? ways.googleGuard : ways.facebookGuard;
      return inBrowser(address.canonicalUrl, guard, request, (visit) => shown(address, visit));
    }
    if (!(await ways.robots(url, signal)))
      return { outcome: 'not_available', detail: 'The robots.txt of this host asks crawlers not to read this page.' };
    return inBrowser(url, ways.webGuard, request, judgeWebPage);
  }

  return async (request) => {
    try {
      return await capture(request);
    } catch (error) {
      request.signal.throwIfAborted();
      const fault = networkFault(error);
      if (fault === null) throw error;
      return { outcome: 'network_error', detail: fault };
    }
  };
}

/** The way in that a capture of this address goes; null for a site that is none of the platforms'. */
export function captureWay(url: string): Way | null {
  const address = identify(url);
  return 'error' in address ? null : wayTo(address);
}

function wayTo({ platform, kind }: Pick<Named, 'platform' | 'kind'>): Way | null {
  if (platform === 'x') return xApiWay;
  if (platform === 'facebook') return facebookPageWay;
  return kind === 'search' ? googleSerpWay : null;
}

async function switchedOn(way: Way, accessOf: CaptureRequest['accessOf']): Promise<Access> {
  const access = await accessOf(way.name);
  if (!access.on) throw new SwitchedOff(way);
  return access;
}

/** Whether a platform's page shows what was asked for: a post's address may lead to its author's other posts. */
function shown(asked: Exclude<Identified, { error: string }>, visit: Visit): Judged {
  const { outcome, detail, posts } = parse(asked.platform, visit);
  if (outcome !== 'ok') return { outcome, detail };
  if (asked.key === null || (asked.kind !== 'post' && asked.kind !== 'group_post')) return { outcome };
  const post = posts.find(({ key }) => key === asked.key);
  if (post) return { outcome, words: beginning(post.text) };
  // A post that is one photo or video leads there, under another id.
  const final = identify(visit.url);
  if (!('error' in final) && (final.kind === 'photo' || final.kind === 'video')) return { outcome };
  return { outcome: 'not_available', detail: 'The page shows other posts, not this one.' };
}

/** Few enough characters of a post's first line to stand in one piece on its page. */
const beginning = (text: string): string | null => /^\s*(\S[^\n]{4,23})/u.exec(text)?.[1]?.trim() ?? null;

/** Any other web site: it answered. Whether there is something to see is told from its look. */
function judgeWebPage({ status }: Visit): Judged {
  if (status === 404 || status === 410)
    return { outcome: 'not_available', detail: `The site answers ${status}: gone.` };
  if (status === 401 || status === 403)
    return { outcome: 'login_wall', detail: `The site does not show this page to visitors (${status}).` };
  if (status === 429) return { outcome: 'rate_limited', detail: 'The site asks us to come less often.' };
  if (status >= 400) return { outcome: 'network_error', detail: `The site answers with an error (${status}).` };
  return { outcome: 'ok' };
}
