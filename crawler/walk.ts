/** The walk that all sources share: page after page until the end, the limit, or the first page that is no coverage. */
import { PermanentError, RetryLaterError } from '../errors.ts';
import { FetchFailed } from './guard/fetch.ts';
import { AddressRefused } from './guard/guard.ts';
import { retryAfterMs } from './politeness.ts';
import { covered, type Collected, type CollectedPage, type FoundPost, type Parsed } from './source.ts';
import type { Payload } from './source.ts';
import { VisitFailed } from './browser/tab.ts';

export interface Walk {
  first: string;
  maxPages: number;
  signal: AbortSignal;
  read(url: string): Promise<Payload>;
  parse(payload: Payload): Parsed;
  /** The address that a page's `next` stands for; null ends the walk. */
  following(next: string, url: string): string | null;
}

export interface Walked extends Collected {
  /** True when the last page said that there is nothing after it. */
  reachedEnd: boolean;
}

/** Of each page's payload, in characters: enough for a person to see what it was. */
const payloadLength = 2_000_000;

/**
 * Walks and never loses what it has: a page that fails ends the walk with its outcome, and the posts before it stay.
 * Throws (the signal's reason, RetryLaterError, PermanentError) only while nothing has been collected.
 */
export async function walk({ first, maxPages, signal, read, parse, following }: Walk): Promise<Walked> {
  const posts = new Map<string, FoundPost>();
  const pages: CollectedPage[] = [];
  let waitMs: number | undefined;
  let ranked = 0;
  let reachedEnd = false;
  let url: string | null = first;
  const seen = new Set<string>();

  while (url !== null && pages.length < maxPages && !seen.has(url)) {
    seen.add(url);
    let payload: Payload;
    try {
      payload = await read(url);
    } catch (error) {
      const fault = networkFault(error);
      if (fault === null && pages.length === 0) throw error;
      if (error instanceof RetryLaterError) waitMs = error.delayMs;
      pages.push(unread(url, fault ?? interrupted));
      break;
    }
    const parsed = parse(payload);
    pages.push(pageOf(url, payload, parsed));
    for (const post of parsed.posts) {
      if (posts.has(post.key)) continue;
      posts.set(post.key, post.rank === null ? post : { ...post, rank: post.rank + ranked });
    }
    ranked += Math.max(0, ...parsed.posts.map((post) => post.rank ?? 0));
    waitMs = retryAfterMs(payload.status ?? 200, payload.headers ?? {}) ?? waitMs;
    if (!covered(parsed.outcome)) break;
    reachedEnd = parsed.next === null;
    url = parsed.next === null ? null : following(parsed.next, url);
    if (signal.aborted && url !== null) {
      pages.push(unread(url, interrupted));
      break;
    }
  }

  const last = pages.at(-1)!;
  const outcome = covered(last.outcome) ? (posts.size > 0 ? 'ok' : last.outcome) : last.outcome;
  return {
    outcome,
    ...(last.detail !== undefined && { detail: last.detail }),
    posts: [...posts.values()],
    pages,
    since: null,
    ...(waitMs !== undefined && { retryAfterMs: waitMs }),
    reachedEnd,
  };
}

const interrupted = 'The run was interrupted after its first pages.';

const unread = (url: string, detail: string): CollectedPage => ({
  url,
  outcome: 'network_error',
  detail,
  organic: 0,
  ads: 0,
});

function pageOf(url: string, payload: Payload, parsed: Parsed): CollectedPage {
  const ads = parsed.posts.filter((post) => post.placement === 'ad').length;
  return {
    url,
    outcome: parsed.outcome,
    ...(parsed.detail !== undefined && { detail: parsed.detail }),
    ...(payload.status !== undefined && { status: payload.status }),
    organic: parsed.posts.length - ads,
    ads,
    payload: payload.body.slice(0, payloadLength),
  };
}

/** A plain sentence when the fault lies on the way to the page; null when it is not ours to explain. */
export function networkFault(error: unknown): string | null {
  if (error instanceof VisitFailed || error instanceof FetchFailed || error instanceof AddressRefused)
    return error.message;
  if (error instanceof PermanentError || error instanceof RetryLaterError || !(error instanceof Error)) return null;
  if (error.name === 'TimeoutError') return 'The answer did not come in time.';
  // Undici tells every fault on the way as TypeError('fetch failed') with the reason as its cause.
  const cause: unknown = error.cause ?? error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : null;
  if (error.message === 'fetch failed' || error.message === 'terminated' || code !== null)
    return `The host could not be reached${code === null ? '' : ` (${code})`}.`;
  return null;
}
