/** Answers of Brave's Web Search API: an index of its own, told in the terms of a results page. */
import type { Json } from '../json.ts';
import { inside, isObject, number, objects, text } from '../json.ts';
import type { Outcome, Parsed } from '../source.ts';
import { toldResults, unmarked } from './told.ts';

export const isBraveSearch = (value: Json): boolean =>
  (text(value, 'type') === 'search' && (isObject(value.query) || isObject(value.web))) ||
  text(value, 'type') === 'ErrorResponse';

/** `next` is a word: only the address that was asked knows its own offset. */
export function braveSearch(value: Json, at: Date | undefined): Parsed {
  if (text(value, 'type') === 'ErrorResponse') return refusal(inside(value, 'error'));
  const results = objects(inside(value, 'web').results);
  const posts = toldResults(
    results.map((one) => ({
      link: text(one, 'url'),
      title: unmarked(text(one, 'title')),
      snippet: unmarked(text(one, 'description')),
      site: text(one, 'profile', 'long_name') ?? text(one, 'meta_url', 'hostname'),
      publishedAt: inUtc(text(one, 'page_age')),
      lang: text(one, 'language'),
    })),
    at,
  );
  const outcome = posts.length > 0 ? 'ok' : results.length > 0 ? 'layout_changed' : 'empty';
  const more = inside(value, 'query').more_results_available === true && results.length > 0;
  return { outcome, posts, next: more ? 'more' : null };
}

/** `page_age` comes without an offset and is taken as UTC. */
const inUtc = (age: string | null): string | null =>
  age !== null && /^\d{4}-\d\d-\d\dT[\d:.]+$/.test(age) ? `${age}Z` : age;

/** Codes as Brave's documentation and its users' reports show them (read 2026-11-24, not tried live). */
function refusal(error: Json): Parsed {
  const [outcome, detail] = meaning(text(error, 'code') ?? '', number(error, 'status') ?? 400, inside(error, 'meta'));
  return { outcome, posts: [], next: null, detail };
}

function meaning(code: string, status: number, meta: Json): [Outcome, string] {
  const [used, quota] = [number(meta, 'quota_current'), number(meta, 'quota_limit')];
  if (
    /QUOTA|USAGE_LIMIT/.test(code) ||
    status === 402 ||
    (used !== null && quota !== null && quota > 0 && used >= quota)
  )
    return ['quota_exhausted', 'The questions that this plan of Brave holds for the month are used up.'];
  if (/RATE_LIMIT/.test(code) || status === 429) return ['rate_limited', 'Brave asks us to come less often.'];
  if (/SUBSCRIPTION_TOKEN/.test(code) || status === 401)
    return ['auth_expired', 'Brave does not know this subscription token.'];
  if (/NOT_IN_PLAN|NOT_ALLOWED|SUBSCRIPTION/.test(code) || status === 403)
    return ['auth_expired', 'The plan behind this token does not hold the web search.'];
  if (status >= 500) return ['network_error', `The interface of Brave fails at the moment (${status}).`];
  return ['bad_query', 'Brave does not accept this question.'];
}
