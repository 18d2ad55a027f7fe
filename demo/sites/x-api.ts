/** api.x.com in the demo: API v2 recent search and look-up, with paging, since_id, edits, errors and rate limits. */
import { hash } from '../story/random.ts';
import type { Account, SeenPost, Snapshot } from '../story/story.types.ts';
import { nameAt } from '../story.ts';
import { xIdsOf } from './addresses.ts';
import { json, plain, type Answer, type Visit } from './site.ts';
import { shortLinks } from './t-co.ts';
import { BadQuery, parseQuery } from './x-query.ts';

/** The one bearer token that this API knows. */
export const demoBearer = 'demo';

const problems = 'https://api.twitter.com/2/problems';
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

/** Title and detail tell deleted from suspended and protected; the type alone does not. */
function errorOf(id: string, parameter: 'id' | 'ids', seen: SeenPost | undefined): Record<string, unknown> {
  const common = { value: id, resource_id: id, parameter, resource_type: 'tweet' };
  switch (seen?.ended?.how) {
    case 'suspended':
      return {
        ...common,
        title: 'Forbidden',
        detail: `User has been suspended: [${seen.post.author.id}].`,
        type: `${problems}/resource-not-found`,
      };
    case 'protected':
      return {
        ...common,
        title: 'Authorization Error',
        detail: `Sorry, you are not authorized to see the Tweet with ${parameter}: [${id}].`,
        type: `${problems}/not-authorized-for-resource`,
      };
    default:
      return {
        ...common,
        title: 'Not Found Error',
        detail: `Could not find tweet with ${parameter}: [${id}].`,
        type: `${problems}/resource-not-found`,
      };
  }
}

const latestId = (seen: SeenPost): string => xIdsOf(seen).at(-1)!;

/** Only what was asked for, as the real API: id, text and edit history by default. */
function tweetOf(seen: SeenPost, url: URL): Record<string, unknown> {
  const { post, version } = seen;
  const links = shortLinks(seen.text);
  const text = links.reduce((sum, link) => sum.replace(link.written, link.url), seen.text);
  const long = [...text].length > 280;
  const asked = new Set((url.searchParams.get('tweet.fields') ?? '').split(','));
  const expansions = (url.searchParams.get('expansions') ?? '').split(',');
  const optional: Record<string, unknown> = {
    author_id: post.author.id,
    created_at: post.versions[version - 1]!.at.toISOString(),
    lang: post.lang,
    conversation_id: post.id,
    possibly_sensitive: false,
    entities:
      links.length === 0
        ? undefined
        : {
            urls: links.map((link) => ({
              start: text.indexOf(link.url),
              end: text.indexOf(link.url) + link.url.length,
              url: link.url,
              expanded_url: link.expanded,
              display_url: link.expanded.replace(/^https:\/\//, '').slice(0, 30),
            })),
          },
    note_tweet: long ? { text: encode(text) } : undefined,
    public_metrics: {
      retweet_count: hash(post.id, 'rt') % 5,
      reply_count: hash(post.id, 're') % 7,
      like_count: hash(post.id, 'li') % 30,
      quote_count: 0,
    },
  };
  const kept = Object.entries(optional).filter(
    ([name, value]) =>
      value !== undefined && (asked.has(name) || (name === 'author_id' && expansions.includes('author_id'))),
  );
  return {
    id: latestId(seen),
    edit_history_tweet_ids: xIdsOf(seen),
    text: encode(long ? `${[...text].slice(0, 279).join('')}…` : text),
    ...Object.fromEntries(kept),
  };
}

/** X sends the three characters of HTML encoded even in JSON. */
const encode = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function includesOf(page: SeenPost[], world: Snapshot, url: URL) {
  if (!(url.searchParams.get('expansions') ?? '').split(',').includes('author_id')) return {};
  const asked = (url.searchParams.get('user.fields') ?? '').split(',');
  const users = [...new Set(page.map(({ post }) => post.author))].map((author) => userOf(author, world, asked));
  return { includes: { users } };
}

function userOf(author: Account, world: Snapshot, asked: string[]): Record<string, unknown> {
  const optional: Record<string, unknown> = {
    created_at: author.joined.toISOString(),
    description: author.about,
    location: author.city,
    protected: false,
    verified: author.role === 'consulate',
    public_metrics: { followers_count: hash(author.id) % 4000, following_count: 80, tweet_count: 240, listed_count: 0 },
  };
  return {
    id: author.id,
    name: nameAt(author, world.now),
    username: author.handle,
    ...Object.fromEntries(Object.entries(optional).filter(([name]) => asked.includes(name))),
  };
}
