/** X beyond the search: posts by their ids, the embeds, and what becomes of a search when the token or the limit ends on its way. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { oembedHosts, xOembed } from '../../crawler/x/oembed-source.ts';
import { lookUp, type LookedUp } from '../../crawler/x/lookup.ts';
import { xApi } from '../../crawler/x/api.ts';
import type { Errand, Source } from '../../crawler/source.ts';
import { errandWith, json, keysOf, openAnswers, runOf, wayFaults, type Answers } from './answers.ts';
import { html } from './internet.ts';
import { xPage, xProblem } from './pages.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const token = 'AAAAAAAAAA-a-bearer-token-nobody-may-see';
let web: Answers;
beforeAll(async () => void (web = await openAnswers()));
beforeEach(() => web.reset());
afterAll(() => web.internet.close());

const errand = (signal?: AbortSignal): Errand => errandWith({ bearer_token: token }, {}, signal);
const resource = 'https://api.twitter.com/2/problems/resource-not-found';
const denied = 'https://api.twitter.com/2/problems/not-authorized-for-resource';
const missingPost = (id: string, title: string, detail: string, type = resource) => ({
  value: id,
  resource_id: id,
  resource_type: 'tweet',
  parameter: 'ids',
  title,
  detail,
  type,
});

describe('the search of X', () => {
  const search = 'api.x.com/2/tweets/search/recent';
  const source = (): Source => xApi({ guard: web.internet.guard(['api.x.com']), apiBase: 'https://api.x.com' });
  const lay = (answer: Parameters<Answers['at']['set']>[1]) => web.at.set(search, answer);
  const onSecond = (status: number, body: string, headers: Record<string, string> = {}) =>
    lay((response, { url }) =>
      url.searchParams.has('next_token')
        ? json(response, body, status, headers)
        : json(response, xPage(['1003', '1002'], 'second')),
    );

  it.each([
    [401, xProblem(401, 'Unauthorized'), 'auth_expired', 'bearer token'],
    [403, xProblem(403, 'Forbidden', 'https://api.x.com/2/problems/client-forbidden'), 'auth_expired', 'no access'],
    [402, xProblem(402, 'CreditsDepleted', 'https://api.x.com/2/problems/credits'), 'quota_exhausted', 'credits'],
    [429, xProblem(429, 'UsageCapExceeded', 'https://api.x.com/2/problems/usage-capped'), 'quota_exhausted', 'cap'],
    [429, xProblem(429, 'Too Many Requests'), 'rate_limited', 'less often'],
    [503, xProblem(503, 'Service Unavailable'), 'network_error', 'fails'],
    [200, '{"data":[{"id":', 'layout_changed', 'JSON'],
    [200, '[]', 'empty', ''],
    [200, '{"meta":{"result_count":5}}', 'layout_changed', 'shape'],
    [200, xProblem(401, 'Unauthorized'), 'auth_expired', 'bearer token'],
  ])('that meets %i on its second page (%#) keeps the first, and the mark does not move', async (...told) => {
    const [status, body, outcome, sentence] = told;
    onSecond(status, body);
    const collected = await runOf(source(), { since: null }, errand());
    expect(keysOf(collected)).toEqual(['x:1003', 'x:1002']);
    if (outcome === 'empty') return;
    expect(collected).toMatchObject({ outcome, since: null });
    expect(collected.pages.map((page) => page.outcome)).toEqual(['ok', outcome]);
    expect(collected.detail).toContain(sentence);
    expect(JSON.stringify(collected)).not.toContain(token);
  });

  it('in a storm of limits asks once a run, and each time tells how long to wait', async () => {
    const reset = String(Math.floor(Date.now() / 1000) + 900);
    lay((response) =>
      json(response, xProblem(429, 'Too Many Requests'), 429, {
        'x-rate-limit-limit': '450',
        'x-rate-limit-remaining': '0',
        'x-rate-limit-reset': reset,
      }),
    );
    for (let run = 1; run <= 5; run++) {
      const collected = await runOf(source(), {}, errand());
      expect(collected).toMatchObject({ outcome: 'rate_limited', posts: [] });
      expect(collected.retryAfterMs).toBeGreaterThan(800_000);
      expect(web.asked).toHaveLength(run);
    }
  });

  it('reads long posts whole, edits as one post, a retweet as shown, and leaves out what is withheld', async () => {
    const long = 'Citas consulares disponibles. '.repeat(20).trim();
    lay((response) =>
      json(response, {
        data: [
          { id: '30', author_id: '9', text: 'Citas…', note_tweet: { text: long }, edit_history_tweet_ids: ['30'] },
          { id: '21', author_id: '9', text: 'second version', edit_history_tweet_ids: ['20', '21'] },
          {
            id: '11',
            author_id: '9',
            text: "@u's account has been withheld in Mexico in response to a legal demand.",
            edit_history_tweet_ids: ['11'],
          },
          {
            id: '10',
            author_id: '8',
            text: 'shown here',
            withheld: { country_codes: ['DE'] },
            edit_history_tweet_ids: ['10'],
          },
        ],
        includes: { users: [{ id: '9', username: 'somebody', name: 'Somebody' }] },
        errors: [missingPost('7', 'Not Found Error', 'Could not find user with id: [8].')],
        meta: { newest_id: '30', oldest_id: '10', result_count: 4 },
      }),
    );
    const collected = await runOf(source(), {}, errand());
    expect(collected).toMatchObject({ outcome: 'ok', since: '30' });
    expect(collected.posts.map(({ key, text }) => [key, text])).toEqual([
      ['x:30', long],
      ['x:20', 'second version'],
      ['x:10', 'shown here'],
    ]);
    expect(collected.posts[1]!.aliases).toEqual(['x:21']);
    const fields = web.asked[0]!.url.searchParams.get('tweet.fields')!.split(',');
    expect(fields).toEqual(expect.arrayContaining(['note_tweet', 'withheld', 'edit_history_tweet_ids', 'created_at']));
  });

  it('reads no more posts than a budget has room for', async () => {
    let id = 5_000;
    lay((response, { url }) => {
      const size = Number(url.searchParams.get('max_results'));
      const ids = Array.from({ length: size }, () => String(id--));
      json(response, xPage(ids, `t${id}`));
    });
    for (const [most, asked] of [
      [9, []],
      [10, ['10']],
      [99, ['99']],
      [250, ['100', '100']],
      [null, ['100', '100', '100', '100', '100']],
    ] as [number | null, string[]][]) {
      web.asked.length = 0;
      const collected = await runOf(source(), { mostPosts: most }, errand());
      expect(web.asked.map(({ url }) => url.searchParams.get('max_results'))).toEqual(asked);
      expect(collected.outcome).toBe(asked.length === 0 ? 'quota_exhausted' : 'ok');
      expect(collected.posts.length).toBeLessThanOrEqual(most ?? Infinity);
    }
  });

  it('is tested with words that nobody posts, so that nothing is billed', async () => {
    lay((response) => json(response, { meta: { result_count: 0 } }));
    expect(await source().test(errand())).toMatchObject({ outcome: 'empty' });
    expect(web.asked[0]!.url.searchParams.get('max_results')).toBe('10');
    lay((response) => json(response, xProblem(401, 'Unauthorized'), 401));
    expect(await source().test(errand())).toMatchObject({
      outcome: 'auth_expired',
      detail: expect.stringContaining('token'),
    });
  });
});

describe('posts of X by their ids', () => {
  const address = 'api.x.com/2/tweets';
  const ways = () => ({ guard: web.internet.guard(['api.x.com']), apiBase: 'https://api.x.com' });
  const look = (ids: readonly string[], given = errand()): Promise<LookedUp> => lookUp(ways(), ids, given);
  const lay = (answer: Parameters<Answers['at']['set']>[1]) => web.at.set(address, answer);

  it('each get their own state, by title and detail', async () => {
    lay((response) =>
      json(response, {
        data: [
          { id: '101', author_id: '9', text: 'there', edit_history_tweet_ids: ['101'] },
          { id: '103', author_id: '9', text: 'edited', edit_history_tweet_ids: ['102', '103'] },
          {
            id: '104',
            author_id: '8',
            text: '@u’s account is temporarily unavailable because it violates the Twitter Media Policy.',
            edit_history_tweet_ids: ['104'],
          },
        ],
        includes: { users: [{ id: '9', username: 'somebody', name: 'Somebody' }] },
        errors: [
          missingPost('105', 'Not Found Error', 'Could not find tweet with ids: [105].'),
          missingPost('106', 'Forbidden', 'User has been suspended: [@u].'),
          missingPost(
            '107',
            'Authorization Error',
            'Sorry, you are not authorized to see the Tweet with ids: [107].',
            denied,
          ),
        ],
      }),
    );
    const told = await look(['101', '102', '104', '105', '106', '107', '108', 'abc', '101']);
    expect(Object.fromEntries(told.states)).toEqual({
      101: 'ok',
      102: 'ok',
      104: 'withheld',
      105: 'not_available',
      106: 'author_suspended',
      107: 'protected',
      108: 'layout_changed',
      abc: 'bad_query',
    });
    expect(keysOf({ posts: told.found })).toEqual(['x:101', 'x:102']);
    expect(told).toMatchObject({ outcome: 'ok', reads: { post: 2, user: 1 } });
    expect(web.asked).toHaveLength(1);
    expect(web.asked[0]!.url.searchParams.get('ids')).toBe('101,102,104,105,106,107,108');
    expect(web.asked[0]!.headers.authorization).toBe(`Bearer ${token}`);
  });

  it('are asked a hundred at a time, and a token that ends on the way leaves the rest unknown, not gone', async () => {
    const ids = Array.from({ length: 250 }, (_, index) => String(1_000 + index));
    lay((response, { url }) => {
      const asked = url.searchParams.get('ids')!.split(',');
      if (asked.includes('1100')) return json(response, xProblem(401, 'Unauthorized'), 401);
      json(response, xPage(asked));
    });
    const told = await look(ids);
    expect(web.asked).toHaveLength(2);
    expect(told.found).toHaveLength(100);
    const states = [...told.states.values()];
    expect(states.slice(0, 100).every((state) => state === 'ok')).toBe(true);
    expect(states.slice(100).every((state) => state === 'auth_expired')).toBe(true);
    expect(told).toMatchObject({ outcome: 'auth_expired', reads: { post: 100, user: 1 } });
    expect(told.detail).toContain('bearer token');
  });

  it('an error about an author says nothing of a post of the same number', async () => {
    const author = {
      ...missingPost('12', 'Not Found Error', 'Could not find user with ids: [12].'),
      resource_type: 'user',
    };
    lay((response) => json(response, { ...(JSON.parse(xPage(['20'])) as object), errors: [author] }));
    expect(Object.fromEntries((await look(['12', '20'])).states)).toEqual({ 12: 'layout_changed', 20: 'ok' });
  });

  it('all of which are gone are an answer, not a fault', async () => {
    lay((response) => json(response, { errors: [missingPost('5', 'Not Found Error', 'Could not find tweet.')] }));
    expect(await look(['5'])).toMatchObject({ outcome: 'empty', found: [], reads: { post: 0, user: 0 } });
  });

  it.each([
    [429, xProblem(429, 'Too Many Requests'), 'rate_limited'],
    [500, 'not JSON', 'network_error'],
    [200, '{}', 'layout_changed'],
    [200, '{"data":{}}', 'layout_changed'],
    [200, 'certainly not JSON', 'layout_changed'],
    [
      400,
      '{"errors":[{"parameters":{"ids":["1"]},"message":"not valid"}],"title":"Invalid Request","type":"https://api.x.com/2/problems/invalid-request"}',
      'bad_query',
    ],
  ])('%i %# says nothing of any post', async (status, body, outcome) => {
    lay((response) => json(response, body, status, { 'retry-after': '60' }));
    const told = await look(['1', '2']);
    expect(told).toMatchObject({ outcome, found: [] });
    expect([...told.states.values()]).toEqual([outcome, outcome]);
    if (status === 429) expect(told.retryAfterMs).toBeGreaterThan(50_000);
  });

  it.each(wayFaults)('%s says nothing of any post', async (_name, answer) => {
    lay(answer);
    const signal = AbortSignal.timeout(1_000);
    const looking = look(['1'], errand(signal)).catch((error: unknown) => error);
    const told = await looking;
    if (told instanceof Error) expect(told.name).toBe('TimeoutError');
    else expect(told).toMatchObject({ outcome: 'network_error', states: new Map([['1', 'network_error']]) });
  });

  it('without ids or without a token nothing is asked', async () => {
    expect(await look([])).toMatchObject({ outcome: 'empty', found: [] });
    expect(await look(['1'], errandWith({}))).toMatchObject({ outcome: 'auth_expired' });
    expect(web.asked).toEqual([]);
  });

  it('a single post is read by its address', async () => {
    lay((response) => json(response, xPage(['123456789'])));
    const source = xApi({ ...ways() });
    const read = await source.read!('https://mobile.twitter.com/Some/status/123456789?s=20', errand());
    expect(read).toMatchObject({ outcome: 'ok', since: null });
    expect(keysOf(read)).toEqual(['x:123456789']);
    expect(await source.read!('https://x.com/Some', errand())).toMatchObject({ outcome: 'bad_query', pages: [] });
  });
});

describe('the embed of a post of X', () => {
  const address = 'publish.x.com/oembed';
  const source = (): Source => xOembed({ guard: web.internet.guard(oembedHosts) });
  const post = 'https://x.com/Some/status/1964084223871971826';
  const read = (url = post, given = errandWith({})) => source().read!(url, given);
  const embed = (id: string) => ({
    url: `https://twitter.com/Some/status/${id}`,
    author_name: 'Some Body',
    author_url: 'https://twitter.com/Some',
    html: `<blockquote class="twitter-tweet"><p lang="es" dir="ltr">Citas &amp; trámites<br>hoy</p>&mdash; Some (@Some) <a href="https://twitter.com/Some/status/${id}">September 5, 2025</a></blockquote>\n`,
    type: 'rich',
    provider_name: 'Twitter',
    version: '1.0',
  });

  it('gives the post under its key, without a token', async () => {
    web.at.set(address, (response) => json(response, embed('1964084223871971826')));
    const collected = await read(`${post}?ref_src=twsrc`);
    expect(collected).toMatchObject({ outcome: 'ok', since: null });
    expect(collected.posts).toMatchObject([
      { key: 'x:1964084223871971826', text: 'Citas & trámites\nhoy', author: { handle: 'Some', name: 'Some Body' } },
    ]);
    expect(web.asked[0]!.headers.authorization).toBeUndefined();
    expect(web.asked[0]!.url.searchParams.get('url')).toBe(post);
  });

  it('another post than the one that was asked for is not taken for it', async () => {
    web.at.set(address, (response) => json(response, embed('1964084223871971827')));
    expect(await read()).toMatchObject({ outcome: 'layout_changed', posts: [] });
  });

  it.each([
    [404, '<h1>Sorry, that page does not exist</h1>', 'not_available', 'deleted'],
    [403, '{"error":"Sorry, you are not authorized to see this status"}', 'not_available', 'protected or suspended'],
    [403, '<title>Attention Required! | Cloudflare</title>', 'captcha', 'shield'],
    [429, '', 'rate_limited', 'less often'],
    [500, '{"error":"x"}', 'network_error', 'fails'],
    [200, '{"html":"","provider_name":"X","url":"https://x.com/a"}', 'layout_changed', 'shape'],
    [200, '<html>', 'layout_changed', 'shape'],
  ])('%i %# ends as such', async (status, body, outcome, sentence) => {
    web.at.set(address, (response) => json(response, body, status));
    const collected = await read();
    expect(collected).toMatchObject({ outcome, posts: [] });
    expect(collected.detail).toContain(sentence);
  });

  it.each(['https://x.com/Some', 'https://x.com/search?q=a', 'https://www.facebook.com/1/posts/2', 'x', ''])(
    'what is no post of X is not asked: %s',
    async (url) => {
      expect(await read(url)).toMatchObject({ outcome: 'bad_query', detail: expect.stringMatching(/\.$/) });
      expect(web.asked).toEqual([]);
    },
  );

  it('takes no terms, and is tested with X’s first post', async () => {
    expect(await runOf(source(), {}, errandWith({}))).toMatchObject({ outcome: 'bad_query' });
    web.at.set(address, (response) => html(response, 'no', 404));
    expect(await source().test(errandWith({}))).toMatchObject({ outcome: 'not_available' });
    expect(web.asked[0]!.url.searchParams.get('url')).toContain('/status/20');
  });
});
