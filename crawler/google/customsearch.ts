/** Answers of Google's Custom Search JSON API (closed to new customers, ends 2027-01-01), as partners may still supply them. */
import { author, found } from '../found.ts';
import type { Json } from '../json.ts';
import { inside, number, objects, text } from '../json.ts';
import type { FoundPost, Outcome, Parsed } from '../source.ts';
import { target } from './target.ts';

export const isCustomSearch = (value: Json): boolean =>
  text(value, 'kind') === 'customsearch#search' || text(value, 'url', 'type')?.startsWith('customsearch.') === true;

export function customSearch(value: Json): Parsed {
  const error = inside(value, 'error');
  if (number(error, 'code') !== null) return { outcome: ofError(error), posts: [], next: null };
  const items = objects(value.items);
  const posts = items.map((item, index) => result(item, index + 1)).filter((post) => post !== null);
  const start = number(objects(inside(value, 'queries').nextPage)[0], 'startIndex');
  const outcome = posts.length > 0 ? 'ok' : items.length > 0 ? 'layout_changed' : 'empty';
  return { outcome, posts, next: start === null ? null : String(start) };
}

function ofError(error: Json): Outcome {
  const reason = text(objects(error.errors)[0], 'reason') ?? '';
  if (/dailyLimit|quota/i.test(reason)) return 'quota_exhausted';
  const code = number(error, 'code') ?? 0;
  if (code === 429 || /rateLimit/i.test(reason)) return 'rate_limited';
  if (code === 401 || code === 403 || /key/i.test(reason)) return 'auth_expired';
  return code >= 500 ? 'network_error' : 'bad_query';
}

function result(item: Json, rank: number): FoundPost | null {
  const to = target(text(item, 'link') ?? undefined);
  const title = text(item, 'title');
  if (typeof to === 'string' || title === null) return null;
  const snippet = text(item, 'snippet');
  return found({
    platform: 'google',
    platformId: null,
    key: `google:${to.canonicalUrl}`,
    url: to.canonicalUrl,
    kind: 'search_result',
    author: author(null, null, text(item, 'displayLink')),
    text: snippet === null ? title : `${title}\n${snippet}`,
    publishedAt: null,
    rank,
    placement: 'organic',
    links: [to.canonicalUrl],
  });
}
