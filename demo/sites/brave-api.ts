/** api.search.brave.com in the demo: the web search of an index of its own, with its two limits and its refusals. */
import { search } from './google-index.ts';
import { json, notFound, plain, type Answer, type Visit } from './site.ts';

/** The one subscription token that this API knows. */
export const demoBraveKey = 'demo-brave-key-0001';

const monthly = 2_000;

export function braveApi({ url, headers, world }: Visit): Answer {
  if (url.pathname === '/robots.txt') return plain('User-agent: *\nDisallow: /\n');
  if (url.pathname !== '/res/v1/web/search') return notFound();
  if (headers['x-subscription-token'] !== demoBraveKey)
    return refusal(422, 'SUBSCRIPTION_TOKEN_INVALID', 'The provided subscription token is invalid.');
  const query = url.searchParams.get('q') ?? '';
  const count = Number(url.searchParams.get('count') ?? '20');
  const offset = Number(url.searchParams.get('offset') ?? '0');
  const isWhole = (value: number, least: number, most: number) =>
    Number.isInteger(value) && value >= least && value <= most;
  if (query === '' || query.length > 400 || !isWhole(count, 1, 20) || !isWhole(offset, 0, 9))
    return refusal(422, 'VALIDATION', 'Unable to validate request parameter(s)');
  // An index without Facebook's pages, as one of another maker may be: a rank here is not a rank there.
  const results = search(query, world).results.filter((one) => !new URL(one.url).hostname.endsWith('facebook.com'));
  const shown = results.slice(offset * count, (offset + 1) * count);
  return json(
    {
      type: 'search',
      query: { original: query, more_results_available: results.length > (offset + 1) * count && offset < 9 },
      ...(shown.length > 0 && {
        web: {
          type: 'search',
          results: shown.map((one) => ({
            title: one.title,
            url: one.url,
            description: one.snippet,
            language: 'es',
            profile: { name: one.site, long_name: one.site },
            meta_url: { hostname: new URL(one.url).hostname },
          })),
        },
      }),
    },
    200,
    limits('1, 1900'),
  );
}

const limits = (remaining: string): Record<string, string> => ({
  'x-ratelimit-limit': `1, ${monthly}`,
  'x-ratelimit-policy': `1;w=1, ${monthly};w=2592000`,
  'x-ratelimit-remaining': remaining,
  'x-ratelimit-reset': '1, 1419704',
});

const refusal = (status: number, code: string, detail: string): Answer =>
  json({ type: 'ErrorResponse', error: { id: 'demo', status, code, detail, meta: {} }, time: 0 }, status);
