/** One search of X: from the newest to the oldest post of a range, at most so many of them. */
import { z } from 'zod';
import type { Guard } from '../guard/guard.ts';
import { hidden } from '../hidden.ts';
import { parse } from '../parse.ts';
import type { Collected, Errand } from '../source.ts';
import { walk } from '../walk.ts';
import { fields, readApi } from './endpoint.ts';
import { explained } from './explained.ts';
import { earlier, later } from './mark.ts';
import { xApiWay } from './ways.ts';

/** Posts on one page: the API takes 10 to 100 (docs.x.com, 2026-11). */
export const pageSize = { least: 10, most: 100 };

/** Newer than `since`, older than `until`; null: as far as the search reaches. */
export interface Range {
  since: string | null;
  until: string | null;
}

export interface Searched {
  collected: Collected;
  /** It ended ok or empty. */
  isWhole: boolean;
  /** Nothing of its range is left. */
  reachedEnd: boolean;
  newest: string | null;
  oldest: string | null;
  /** Posts that came: what is billed. */
  read: number;
}

export interface Searcher extends Pick<Errand, 'turn' | 'signal'> {
  guard: Guard;
  apiBase: string;
  bearerToken: string;
}

/** The search for `query`: a range and the most posts that it may read in, what was found out. Throws what `walk` throws. */
export function searching({ guard, apiBase, bearerToken, turn, signal }: Searcher, query: string) {
  return async (range: Range, most: number): Promise<Searched> => {
    const size = Math.min(pageSize.most, most);
    const first = searchUrl(apiBase, query, range, size);
    let newest: string | null = null;
    let oldest: string | null = null;
    const { reachedEnd, ...collected } = await walk({
      first,
      maxPages: Math.floor(most / size),
      signal,
      parse: (payload) => explained(parse('x', payload), payload),
      async read(url) {
        const payload = await turn(xApiWay.host, signal, () => readApi({ guard, bearerToken }, url, signal));
        const met = idsOf(payload.body);
        newest = later(newest, met.newest);
        oldest = earlier(oldest, met.oldest);
        return hidden(payload, [bearerToken]);
      },
      following: (token) => withToken(first, token),
    });
    const isWhole = collected.outcome === 'ok' || collected.outcome === 'empty';
    return { collected, isWhole, reachedEnd, newest, oldest, read: collected.posts.length };
  };
}

function searchUrl(apiBase: string, query: string, { since, until }: Range, size: number): string {
  const url = new URL('/2/tweets/search/recent', apiBase);
  url.search = new URLSearchParams({
    query,
    max_results: String(size),
    sort_order: 'recency',
    ...fields,
    ...(since !== null && { since_id: since }),
    ...(until !== null && { until_id: until }),
  }).toString();
  return url.href;
}

function withToken(first: string, token: string): string {
  const url = new URL(first);
  url.searchParams.set('next_token', token);
  return url.href;
}

const idText = z
  .string()
  .regex(/^\d{1,19}$/)
  .optional()
  .catch(undefined);
const Meta = z.object({ meta: z.object({ newest_id: idText, oldest_id: idText }) });

/** The newest and the oldest post of an answer, as its `meta` tells; null where it does not. */
function idsOf(body: string): { newest: string | null; oldest: string | null } {
  let answer: unknown;
  try {
    answer = JSON.parse(body);
  } catch {
    return { newest: null, oldest: null }; // no JSON at all: what that means is for `parse` to say
  }
  const meta = Meta.safeParse(answer).data?.meta;
  return { newest: meta?.newest_id ?? null, oldest: meta?.oldest_id ?? null };
}
