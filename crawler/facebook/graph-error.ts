/**
 * What the Graph API means when it refuses, by its codes. Its messages may repeat a token or a name, so each refusal gets a sentence
 * of ours. developers.facebook.com/docs/graph-api/guides/error-handling (read 2026-11-24, not tried live).
 */
import type { Json } from '../json.ts';
import { inside, isObject, list, number, objects, readJson } from '../json.ts';
import type { Outcome, Parsed } from '../source.ts';

const permission =
  'The token may not read this page: its app needs Page Public Content Access from Meta, or a role on the page with pages_read_engagement.';

/** The end that an error of the Graph API stands for; null when the answer is none. */
export function refusal(value: Json): Parsed | null {
  const error = inside(value, 'error');
  const code = number(error, 'code');
  if (code === null) return null;
  const [outcome, detail] = meaning(code, number(error, 'error_subcode'));
  return { outcome, posts: [], next: null, detail };
}

function meaning(code: number, subcode: number | null): [Outcome, string] {
  if (code === 190 || code === 102 || code === 467)
    return ['auth_expired', 'The access token has expired or was revoked: an administrator must enter a new one.'];
  if (code === 104)
    return ['auth_expired', 'The app demands that its calls are signed, which Vigía does not do: switch it off there.'];
  if (code === 3 || code === 10 || (code >= 200 && code < 300)) return ['auth_expired', permission];
  if ([4, 17, 32, 341, 368, 613].includes(code) || (code >= 80_000 && code < 80_015))
    return ['rate_limited', 'Facebook asks us to come less often.'];
  if (code === 803 || code === 21)
    return [
      'not_available',
      'There is no page of this name or number: it was deleted, renamed, or became another one.',
    ];
  if (code === 100 && subcode === 33)
    return ['not_available', 'There is no such page, it is not public, or the token may not read it.'];
  if (code === 2635)
    return ['bad_query', 'This version of the Graph API has ended: an administrator must enter a newer one.'];
  if (code === 100 || code === 2500)
    return ['bad_query', 'Facebook does not accept this question: the address is none of a page.'];
  if (code === 1 || code === 2) return ['network_error', 'The Graph API fails at the moment.'];
  return ['network_error', `The Graph API refuses with a code that is not known (${code}).`];
}

/**
 * Seconds until calls are taken again, from `X-Business-Use-Case-Usage` (minutes, for each business and kind of call); null where it
 * does not say. developers.facebook.com/docs/graph-api/overview/rate-limiting (read 2026-11-24).
 */
export function waitSeconds(headers: Readonly<Record<string, string>>): number | null {
  const usage = readJson(headers['x-business-use-case-usage'] ?? '');
  if (isObject(usage)) {
    const minutes = Object.values(usage)
      .flatMap((kinds) => objects(list(kinds)))
      .map((kind) => number(kind, 'estimated_time_to_regain_access') ?? 0);
    const longest = Math.max(0, ...minutes);
    if (longest > 0) return longest * 60;
  }
  // The other header tells percents of a sliding hour, and no time: a part of that hour is over when they fall.
  const app = readJson(headers['x-app-usage'] ?? '');
  const used = ['call_count', 'total_time', 'total_cputime'].map((name) => number(app, name) ?? 0);
  return Math.max(...used) >= 100 ? 30 * 60 : null;
}
