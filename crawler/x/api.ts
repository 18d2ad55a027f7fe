/** X API v2, recent search: the last seven days, newest first, paid per post read. */
import { z } from 'zod';
import type { Guard } from '../guard/guard.ts';
import { hidden } from '../hidden.ts';
import { parse } from '../parse.ts';
import { phrase, refusedRun } from '../refused.ts';
import type { Collected, Errand, Source, Term } from '../source.ts';
import { tested } from '../tested.ts';
import { identify } from '../url.ts';
import { walk } from '../walk.ts';
import { fields, postUrl, readApi, withoutToken } from './endpoint.ts';
import { explained } from './explained.ts';
import { lookUp } from './lookup.ts';
import { xApiWay } from './ways.ts';

export interface XApi {
  guard: Guard;
  apiBase: string;
  /** Of a hundred posts each: the spend of one run is bounded by this. */
  maxPages?: number;
}

/** Longest query for self-serve access, in characters (docs.x.com, 2026-11; enterprise: 4096). */
const longestQuery = 512;
/** Posts on one page: the API takes 10 to 100 (docs.x.com, 2026-11). */
const pageSize = { least: 10, most: 100 };
/** The search reaches back seven days, and an older `since_id` is answered with 400 (docs.x.com, 2026-11). */
const reachBackMs = 7 * 86_400_000 - 3_600_000;

export function xApi({ guard, apiBase, maxPages = 5 }: XApi): Source {
  async function collect(term: Term, { access, turn, signal }: Errand): Promise<Collected> {
    const asked = phrase(term.query, longestQuery, 'X');
    if ('refused' in asked) return asked.refused;
    const bearerToken = access.secrets.bearer_token;
    if (!bearerToken) return refusedRun('auth_expired', withoutToken);
    const most = Math.min(term.mostPosts ?? Infinity, maxPages * pageSize.most);
    if (most < pageSize.least) return refusedRun('quota_exhausted', 'The budget of this term has no room for a page.');
    const size = Math.min(pageSize.most, most);
    const first = searchUrl(apiBase, asked.query, term.since, size);
    let newest: string | null = null;
    const { reachedEnd, ...collected } = await walk({
      first,
      maxPages: Math.floor(most / size),
      signal,
      parse: (payload) => explained(parse('x', payload), payload),
      async read(url) {
        const payload = await turn(xApiWay.host, signal, () => readApi({ guard, bearerToken }, url, signal));
        newest = later(newest, newestId(payload.body));
        return hidden(payload, [bearerToken]);
      },
      following: (token) => withToken(first, token),
    });
    const whole = collected.outcome === 'ok' || collected.outcome === 'empty';
    const detail = whole && !reachedEnd ? `More posts were there than this run may read (${most}).` : collected.detail;
    return {
      ...collected,
      ...(detail !== undefined && { detail }),
      // After a fault the old mark stays, so that the next run fetches what this one did not reach.
      since: whole ? newest : null,
    };
  }
  async function read(address: string, errand: Errand): Promise<Collected> {
    const named = identify(address);
    if ('error' in named || named.platform !== 'x' || named.kind !== 'post' || named.ids.post_id === undefined)
      return refusedRun('bad_query', 'This is not the address of one post of X.');
    const id = named.ids.post_id;
    const { found, states, detail, retryAfterMs } = await lookUp({ guard, apiBase }, [id], errand);
    const outcome = states.get(id)!;
    const page = {
      url: postUrl(apiBase, id),
      outcome,
      ...(detail !== undefined && { detail }),
      organic: found.length,
      ads: 0,
    };
    return {
      outcome,
      ...(detail !== undefined && { detail }),
      posts: found,
      pages: [page],
      since: null,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    };
  }
  return {
    ...xApiWay,
    collect,
    read,
    async test(errand) {
      const term: Term = { platform: 'x', query: unheardOf, gl: 'us', hl: 'es', since: null, mostPosts: 10 };
      return tested(await collect(term, errand));
    },
  };
}

/** Words that nobody posts together: a test of the connection finds nothing, and nothing is billed. */
const unheardOf = '"vigía comprueba su conexión con esta frase"';

const endpoint = (apiBase: string): URL => new URL('/2/tweets/search/recent', apiBase);

function searchUrl(apiBase: string, query: string, since: string | null, size: number): string {
  const url = endpoint(apiBase);
  const reachable = since !== null && Date.now() - timeOf(since) < reachBackMs;
  url.search = new URLSearchParams({
    query,
    max_results: String(size),
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
