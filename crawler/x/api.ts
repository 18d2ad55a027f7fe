/** X API v2, recent search: the last seven days, newest first, paid per post read. */
import { z } from 'zod';
import { guardedFetch, type Fetched } from '../fetch.ts';
import type { Guard } from '../guard.ts';
import { parse } from '../parse.ts';
import type { Turn } from '../politeness.ts';
import type { Payload, Source } from '../source.ts';
import { refusedRun, walk } from '../walk.ts';

export interface XApi {
  guard: Guard;
  turn: Turn;
  apiBase: string;
  bearerToken: string | undefined;
  /** Of a hundred posts each: the spend of one run is bounded by this. */
  maxPages?: number;
}

/** Longest query for self-serve access, in characters (docs.x.com, 2026-11; enterprise: 4096). */
const longestQuery = 512;
/** The search reaches back seven days, and an older `since_id` is answered with 400 (docs.x.com, 2026-11). */
const reachBackMs = 7 * 86_400_000 - 3_600_000;

const fields = {
  'tweet.fields':
    'author_id,conversation_id,created_at,edit_history_tweet_ids,entities,lang,note_tweet,possibly_sensitive,referenced_tweets,withheld',
  // Not referenced_tweets.id: each would be paid for, and an original that matches the term is found by itself.
  expansions: 'author_id',
  'user.fields': 'created_at,name,protected,username,verified,withheld',
};

export function xApi({ guard, turn, apiBase, bearerToken, maxPages = 5 }: XApi): Source {
  return {
    platform: 'x',
    name: 'x-api',
    access: 'official_api',
    robots: 'not_applicable',
    async collect(term, signal) {
      const query = term.query.replace(/\p{Cc}+/gu, ' ').trim();
      const first = searchUrl(apiBase, query, term.since);
      if (query === '') return refusedRun(endpoint(apiBase).href, 'bad_query', 'The term is empty.');
      if ([...query].length > longestQuery)
        return refusedRun(endpoint(apiBase).href, 'bad_query', `X takes at most ${longestQuery} characters.`);
      if (!bearerToken)
        return refusedRun(first, 'auth_expired', 'X needs a bearer token: an administrator must set X_BEARER_TOKEN.');
      let newest: string | null = null;
      const { reachedEnd, ...collected } = await walk({
        first,
        maxPages,
        signal,
        parse: (payload) => parse('x', payload),
        async read(url) {
          await turn(new URL(url).host, signal);
          const payload = await readApi({ guard, bearerToken }, url, signal);
          newest = later(newest, newestId(payload.body));
          return payload;
        },
        following: (token) => withToken(first, token),
      });
      const whole = collected.outcome === 'ok' || collected.outcome === 'empty';
      const detail = whole && !reachedEnd ? `More posts were there than ${maxPages} pages hold.` : collected.detail;
      return {
        ...collected,
        ...(detail !== undefined && { detail }),
        // After a fault the old mark stays, so that the next run fetches what this one did not reach.
        since: whole ? newest : null,
      };
    },
  };
}

/** One authorised GET; any status is an answer for `parse`. Throws what guardedFetch throws. */
export async function readApi(
  { guard, bearerToken }: { guard: Guard; bearerToken: string },
  url: string,
  signal: AbortSignal,
): Promise<Payload & Fetched & { at: Date }> {
  const answer = await guardedFetch(guard, url, {
    signal,
    headers: { authorization: `Bearer ${bearerToken}`, accept: 'application/json', 'user-agent': 'Vigia/0.1' },
  });
  return { ...answer, at: new Date() };
}

/** The address of one post in the API. */
export function postUrl(apiBase: string, id: string): string {
  const url = new URL(`/2/tweets/${id}`, apiBase);
  url.search = new URLSearchParams(fields).toString();
  return url.href;
}

const endpoint = (apiBase: string): URL => new URL('/2/tweets/search/recent', apiBase);

function searchUrl(apiBase: string, query: string, since: string | null): string {
  const url = endpoint(apiBase);
  const reachable = since !== null && Date.now() - timeOf(since) < reachBackMs;
  url.search = new URLSearchParams({
    query,
    max_results: '100',
    sort_order: 'recency',
    ...fields,
    ...(reachable && { since_id: since }),
  }).toString();
  return url.href;
}

function withToken(first: string, token: string): string {
  const url = new URL(first);
  url.searchParams.set('next_token', token);
  return url.href;
}

/** When a post of this id was made: ids hold milliseconds since X's epoch in their upper bits. */
function timeOf(id: string): number {
  return /^\d{1,19}$/.test(id) ? Number(BigInt(id) >> 22n) + 1_288_834_974_657 : 0;
}

const Meta = z.object({ meta: z.object({ newest_id: z.string().regex(/^\d{1,19}$/) }) });

/** `meta.newest_id` of an answer; null when there is none. */
function newestId(body: string): string | null {
  let answer: unknown;
  try {
    answer = JSON.parse(body);
  } catch {
    return null; // no JSON at all: what that means is for `parse` to say
  }
  return Meta.safeParse(answer).data?.meta.newest_id ?? null;
}

const later = (a: string | null, b: string | null): string | null =>
  a === null || (b !== null && BigInt(b) > BigInt(a)) ? b : a;
