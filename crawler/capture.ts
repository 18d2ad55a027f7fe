/**
 * What is filed as evidence of a post: the page as a visitor without an account saw it, or the platform's own API answer.
 * A wall, a captcha or a blank page is refused with its outcome and never filed.
 */
import type { CustodyRecord } from '../db/schema/evidence.ts';
import { PermanentError } from '../errors.ts';
import { withPage, type LentTab } from './browser.ts';
import type { Guard } from './guard.ts';
import { parse } from './parse.ts';
import type { Turn } from './politeness.ts';
import { notSwitchedOn, type RobotsAllow } from './robots.ts';
import type { Outcome, Parsed } from './source.ts';
import { viewport, type Visit } from './tab.ts';
import { identify, type Identified } from './url.ts';
import { networkFault } from './walk.ts';
import { postUrl, readApi } from './x/api.ts';

export interface Captured {
  outcome: 'ok';
  /** PNG; null where the evidence is an API answer, which has no look of its own. */
  screenshot: Uint8Array | null;
  /** Rendered HTML, or the API's JSON. */
  page: Uint8Array;
  pageMediaType: 'text/html; charset=utf-8' | 'application/json';
  record: CustodyRecord;
  capturedAt: Date;
}

export interface NotCaptured {
  outcome: Exclude<Outcome, 'ok'>;
  /** One plain sentence for a person. */
  detail: string;
}

export interface CaptureWays {
  googleGuard: Guard;
  facebookGuard: Guard;
  xGuard: Guard;
  /** Any public host: where search results lead. */
  webGuard: Guard;
  robots: RobotsAllow;
  turn: Turn;
  x: { apiBase: string; bearerToken: string | undefined };
  /** As in VIGIA_PUBLIC_PAGES. */
  publicPages: readonly string[];
}

export interface CaptureRequest {
  url: string;
  signal: AbortSignal;
}

export type Capture = (request: CaptureRequest) => Promise<Captured | NotCaptured>;

const tool = 'Vigia/0.1';
const language = 'es-MX';

/**
 * Returns the function that captures one address. It throws PermanentError for an address that can never be captured,
 * RetryLaterError when the browser failed, and the signal's reason; all else is an outcome.
 */
export function makeCapture(ways: CaptureWays): Capture {
  const { turn, publicPages } = ways;

  async function inBrowser(
    url: string,
    guard: Guard,
    signal: AbortSignal,
    judge: (visit: Visit, tab: LentTab) => Verdict | Promise<Verdict>,
  ): Promise<Captured | NotCaptured> {
    await turn(new URL(url).host, signal);
    return withPage(
      async (tab) => {
        const visit = await tab.visit(url);
        const verdict = await judge(visit, tab);
        if (verdict.outcome !== 'ok') return refused(verdict);
        return {
          outcome: 'ok',
          screenshot: await tab.screenshot(),
          page: Buffer.from(visit.body, 'utf8'),
          pageMediaType: 'text/html; charset=utf-8',
          record: {
            urlRequested: url,
            urlFinal: visit.url,
            redirectChain: visit.redirectChain,
            httpStatus: visit.status,
            tool,
            browser: tab.browser,
            viewport: `${viewport.width}x${viewport.height}`,
            locale: language,
            session: 'logged_out',
          },
          capturedAt: visit.at,
        };
      },
      { guard, signal, language },
    );
  }

  async function fromApi(id: string, signal: AbortSignal): Promise<Captured | NotCaptured> {
    const { apiBase, bearerToken } = ways.x;
    if (!bearerToken)
      return { outcome: 'auth_expired', detail: 'X needs a bearer token: an administrator must set X_BEARER_TOKEN.' };
    const url = postUrl(apiBase, id);
    await turn(new URL(url).host, signal);
    const payload = await readApi({ guard: ways.xGuard, bearerToken }, url, signal);
    const verdict = parse('x', payload);
    if (verdict.outcome !== 'ok') return refused(verdict);
    return {
      outcome: 'ok',
      screenshot: null,
      page: Buffer.from(payload.body, 'utf8'),
      pageMediaType: 'application/json',
      record: {
        urlRequested: url,
        urlFinal: payload.url,
        redirectChain: payload.redirects,
        httpStatus: payload.status,
        tool,
        browser: 'X API v2',
        viewport: '',
        locale: '',
        session: 'api',
      },
      capturedAt: payload.at,
    };
  }

  async function capture({ url, signal }: CaptureRequest): Promise<Captured | NotCaptured> {
    const address = identify(url);
    if ('error' in address) throw new PermanentError(`This cannot be captured: ${address.error}.`);
    if (address.platform === 'x') {
      const id = address.ids.post_id;
      if (id === undefined) throw new PermanentError('Only single posts of X can be captured.');
      return fromApi(id, signal);
    }
    const isSearch = address.platform === 'google' && address.kind === 'search';
    if (address.platform === 'facebook' || isSearch) {
      if (!publicPages.includes(address.platform)) throw notSwitchedOn(address.platform);
      const guard = isSearch ? ways.googleGuard : ways.facebookGuard;
      return inBrowser(address.canonicalUrl, guard, signal, (visit) => shown(address, visit));
    }
    if (!(await ways.robots(url, signal)))
      return { outcome: 'not_available', detail: 'The robots.txt of this host asks crawlers not to read this page.' };
    return inBrowser(url, ways.webGuard, signal, judgeWebPage);
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

type Verdict = Pick<Parsed, 'outcome' | 'detail'>;

function refused({ outcome, detail }: Verdict): NotCaptured {
  if (outcome === 'ok') throw new Error('a page that is fine is not refused');
  return { outcome, detail: detail ?? 'The page does not show the post.' };
}

/** Whether a platform's page shows what was asked for: a post's address may lead to its author's other posts. */
function shown(asked: Exclude<Identified, { error: string }>, visit: Visit): Verdict {
  const parsed = parse(asked.platform, visit);
  if (parsed.outcome !== 'ok') return parsed;
  if (asked.key === null || (asked.kind !== 'post' && asked.kind !== 'group_post')) return parsed;
  if (parsed.posts.some((post) => post.key === asked.key)) return parsed;
  // A post that is one photo or video leads there, under another id.
  const final = identify(visit.url);
  if (!('error' in final) && (final.kind === 'photo' || final.kind === 'video')) return parsed;
  return { outcome: 'not_available', detail: 'The page shows other posts, not this one.' };
}

/** Any other web site: it answered, and there is something to see. */
async function judgeWebPage({ status }: Visit, tab: LentTab): Promise<Verdict> {
  if (status === 404 || status === 410)
    return { outcome: 'not_available', detail: `The site answers ${status}: gone.` };
  if (status === 401 || status === 403)
    return { outcome: 'login_wall', detail: `The site does not show this page to visitors (${status}).` };
  if (status === 429) return { outcome: 'rate_limited', detail: 'The site asks us to come less often.' };
  if (status >= 400) return { outcome: 'network_error', detail: `The site answers with an error (${status}).` };
  if ((await tab.visibleText()).trim() === '') return { outcome: 'needs_js', detail: 'The page shows no text.' };
  return { outcome: 'ok' };
}
