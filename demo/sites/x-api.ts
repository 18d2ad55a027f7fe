/** api.x.com in the demo: API v2 recent search and look-up, with paging, since_id, until_id, edits, errors and rate limits. */
import type { SeenPost } from '../story/story.types.ts';
import { xIdsOf } from './addresses.ts';
import { json, plain, type Answer, type Visit } from './site.ts';
import { shortLinks } from './t-co.ts';
import { BadQuery, parseQuery } from './x-query.ts';
import { errorOf, includesOf, latestId, problems, tweetOf } from './x-tweet.ts';

/** The one bearer token that this API knows. */
export const demoBearer = 'demo';

const searchDays = 7;
const windowMs = 15 * 60_000;
/** A rate limit comes every eleven minutes and lasts twenty seconds. */
const limitEveryMs = 11 * 60_000;
const limitForMs = 20_000;

export function xApi(visit: Visit): Answer {
  const { url, headers } = visit;
  if (url.pathname === '/robots.txt') return plain('User-agent: *\nAllow: /\n');
  if (headers.authorization !== `Bearer ${demoBearer}`) {
    return json({ title: 'Unauthorized', type: 'about:blank', status: 401, detail: 'Unauthorized' }, 401);
  }
  const limits = limitsOf(visit);
  if (limits.exceeded) {
    return json(
      { title: 'Too Many Requests', detail: 'Too Many Requests', type: 'about:blank', status: 429 },
      429,
      limits.headers,
    );
  }
  const answer = route(visit);
  return { ...answer, headers: { ...answer.headers, ...limits.headers } };
}

function route(visit: Visit): Answer {
  const { pathname, searchParams } = visit.url;
  if (pathname === '/2/tweets/search/recent') return recent(visit);
  if (pathname === '/2/tweets') return lookUp(visit, (searchParams.get('ids') ?? '').split(','), 'ids');
  const one = /^\/2\/tweets\/([^/]+)$/.exec(pathname)?.[1];
  if (one) return lookUp(visit, [one], 'id');
  return json({ title: 'Not Found', detail: 'Not Found', type: 'about:blank', status: 404 }, 404);
}

function limitsOf({ world, sinceMs, stormy }: Visit): { exceeded: boolean; headers: Record<string, string> } {
  const now = world.now.getTime();
  const into = sinceMs % limitEveryMs;
  const exceeded = stormy && sinceMs > limitEveryMs && into < limitForMs;
  const reset = exceeded ? now + limitForMs - into : now - (now % windowMs) + windowMs;
  return {
    exceeded,
    headers: {
      'x-rate-limit-limit': '450',
      'x-rate-limit-remaining': exceeded ? '0' : String(449 - Math.floor(((now % windowMs) / windowMs) * 300)),
      'x-rate-limit-reset': String(Math.ceil(reset / 1000)),
    },
  };
}

const invalid = (parameter: string, value: string, message: string): Answer =>
  json(
    {
      errors: [{ parameters: { [parameter]: [value] }, message }],
      title: 'Invalid Request',
      detail: 'One or more parameters to your request was invalid.',
      type: `${problems}/invalid-request`,
    },
    400,
  );

const isId = (id: string): boolean => /^[0-9]{1,19}$/.test(id);

function recent({ url, world }: Visit): Answer {
  const query = url.searchParams.get('query') ?? '';
  const since = url.searchParams.get('since_id');
  const size = Number(url.searchParams.get('max_results') ?? '10');
  if (!Number.isInteger(size) || size < 10 || size > 100) {
    return invalid(
      'max_results',
      String(size),
      `The \`max_results\` query parameter value [${size}] is not between 10 and 100`,
    );
  }
  if (since !== null && !isId(since))
    return invalid('since_id', since, `The \`since_id\` query parameter value [${since}] is not valid`);
  let matches: ReturnType<typeof parseQuery>;
  try {
    matches = parseQuery(query);
  } catch (error) {
    if (error instanceof BadQuery)
      return invalid('query', query, `There were errors processing your request: ${error.message}`);
    throw error;
  }
  const before = url.searchParams.get('until_id');
  if (before !== null && !isId(before))
    return invalid('until_id', before, `The \`until_id\` query parameter value [${before}] is not valid`);
  const until = offsetOf(url.searchParams.get('next_token') ?? url.searchParams.get('pagination_token'));
  if (until === null) return invalid('next_token', '', 'The `next_token` query parameter value is not valid');
  const earliest = world.now.getTime() - searchDays * 24 * 60 * 60_000;
  const found = world.posts
    .filter(
      (seen) =>
        seen.post.platform === 'x' &&
        seen.ended === null &&
        seen.post.publishedAt.getTime() >= earliest &&
        (since === null || BigInt(latestId(seen)) > BigInt(since)) &&
        (before === null || BigInt(latestId(seen)) < BigInt(before)) &&
        (until === undefined || BigInt(latestId(seen)) < BigInt(until)) &&
        matches(matched(seen)),
    )
    .sort((a, b) => (BigInt(latestId(a)) < BigInt(latestId(b)) ? 1 : -1));
  const page = found.slice(0, size);
  if (page.length === 0) return json({ meta: { result_count: 0 } });
  const last = latestId(page.at(-1)!);
  return json({
    data: page.map((seen) => tweetOf(seen, url)),
    ...includesOf(page, world, url),
    meta: {
      newest_id: latestId(page[0]!),
      oldest_id: latestId(page.at(-1)!),
      result_count: page.length,
      ...(found.length > page.length ? { next_token: `b26v89c19zqg8o3f${BigInt(last).toString(36)}` } : {}),
    },
  });
}

/** undefined: from the newest; null: not one of our tokens. */
function offsetOf(token: string | null): string | undefined | null {
  if (token === null) return undefined;
  const encoded = /^b26v89c19zqg8o3f([0-9a-z]{6,14})$/.exec(token)?.[1];
  if (encoded === undefined) return null;
  return String([...encoded].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n));
}

const matched = ({ post, text }: SeenPost) => ({
  text,
  handle: post.author.handle ?? '',
  lang: post.lang,
  hasLink: shortLinks(text).length > 0,
  links: shortLinks(text)
    .map((link) => link.expanded)
    .join(' '),
});

function lookUp({ url, world }: Visit, ids: string[], parameter: 'id' | 'ids'): Answer {
  const bad = ids.find((id) => !isId(id));
  if (bad !== undefined || ids.length > 100)
    return invalid(parameter, bad ?? '', `The \`${parameter}\` query parameter value [${bad ?? ''}] is not valid`);
  const found: SeenPost[] = [];
  const errors: Record<string, unknown>[] = [];
  for (const id of ids) {
    const seen = world.posts.find((one) => one.post.platform === 'x' && xIdsOf(one).includes(id));
    if (seen && seen.ended === null) found.push(seen);
    else errors.push(errorOf(id, parameter, seen));
  }
  const data = found.map((seen) => tweetOf(seen, url));
  return json({
    ...(data.length === 0 ? {} : { data: parameter === 'id' ? data[0] : data, ...includesOf(found, world, url) }),
    ...(errors.length === 0 ? {} : { errors }),
  });
}
