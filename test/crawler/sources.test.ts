import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ServerResponse } from 'node:http';
import { closeBrowser } from '../../crawler/browser/browser.ts';
import { facebookHosts, facebookPage } from '../../crawler/facebook/page.ts';
import { googleHosts, googleSerp } from '../../crawler/google/serp.ts';
import { makeTurns, retryAfterMs } from '../../crawler/politeness.ts';
import type { Collected, Source, Term } from '../../crawler/source.ts';
import { xApi } from '../../crawler/x/api.ts';
import { readMark } from '../../crawler/x/mark.ts';
import { html, openInternet, type Internet } from './internet.ts';
import { facebookLogin, facebookPost, googleCaptcha, googleNothing, googleResults, xPage, xProblem } from './pages.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** Answers by `host/path`; what is not in it is 404. Each test lays its own. */
let answers: Record<string, (response: ServerResponse, url: URL) => void>;
let internet: Internet;
let authorization: string | undefined;

beforeAll(async () => {
  internet = await openInternet((request, response) => {
    const url = new URL(request.url ?? '/', `https://${request.headers.host}`);
    authorization = request.headers.authorization;
    const answer = answers[url.host + url.pathname];
    if (answer) answer(response, url);
    else html(response, '<title>Page not found</title>', 404);
  });
});
beforeEach(() => {
  answers = {};
  internet.asked.length = 0;
});
afterAll(async () => {
  await closeBrowser();
  await internet.close();
});

const run = (
  source: Source,
  term: Partial<Term>,
  signal = AbortSignal.timeout(60_000),
  secrets: Record<string, string> = { bearer_token: 'a token' },
): Promise<Collected> =>
  source.collect(
    { platform: source.platform, query: 'cita', gl: 'us', hl: 'es', since: null, ...term },
    { access: { on: true, settings: {}, secrets }, turn: makeTurns(0), signal },
  );
const keys = (collected: Collected): string[] => collected.posts.map((post) => post.key);
const outcomes = (collected: Collected): string[] => collected.pages.map((page) => page.outcome);

describe('the search of X', () => {
  const search = 'api.x.com/2/tweets/search/recent';
  const source = (more: Partial<Parameters<typeof xApi>[0]> = {}): Source =>
    xApi({ guard: internet.guard(['api.x.com']), apiBase: 'https://api.x.com', ...more });
  const json = (response: ServerResponse, body: string, status = 200, headers: Record<string, string> = {}): void =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  const now = (back = 0): string => String(BigInt(Date.now() - back - 1_288_834_974_657) << 22n);

  it('follows its pages to the end and remembers the newest post', async () => {
    answers[search] = (response, url) =>
      json(response, url.searchParams.has('next_token') ? xPage(['1001']) : xPage(['1003', '1002'], 'second'));
    const collected = await run(source(), { query: 'cita consulado' });
    expect(collected).toMatchObject({ outcome: 'ok', since: '1003' });
    expect(keys(collected)).toEqual(['x:1003', 'x:1002', 'x:1001']);
    expect(collected.posts.map((post) => post.rank)).toEqual([1, 2, 3]);
    expect(authorization).toBe('Bearer a token');
    const [first, second] = internet.asked.map((address) => new URL(`https://${address}`).searchParams);
    expect(first!.get('max_results')).toBe('100');
    expect(first!.get('query')).toBe('cita consulado');
    expect(first!.get('expansions')).toContain('author_id');
    expect(second!.get('next_token')).toBe('second');
  });

  it('goes on where the last run stopped, unless that is longer ago than the search reaches', async () => {
    answers[search] = (response) => json(response, xPage([]));
    const [recent, old] = [now(3_600_000), now(8 * 86_400_000)];
    expect(await run(source(), { since: recent })).toMatchObject({ outcome: 'empty', posts: [], since: recent });
    await run(source(), { since: old });
    await run(source(), { since: 'not an id' });
    const sinces = internet.asked.map((address) => new URL(`https://${address}`).searchParams.get('since_id'));
    expect(sinces).toEqual([recent, null, null]);
  });

  it('keeps the posts of earlier pages when a later one meets the rate limit, and waits as told', async () => {
    const reset = Math.floor(Date.now() / 1000) + 600;
    answers[search] = (response, url) =>
      url.searchParams.has('next_token')
        ? json(response, xProblem(429, 'Too Many Requests'), 429, {
            'x-rate-limit-reset': String(reset),
            'x-rate-limit-remaining': '0',
          })
        : json(response, xPage(['1003'], 'second'));
    const collected = await run(source(), { since: null });
    expect(collected).toMatchObject({ outcome: 'rate_limited', since: null });
    expect(keys(collected)).toEqual(['x:1003']);
    expect(outcomes(collected)).toEqual(['ok', 'rate_limited']);
    expect(collected.retryAfterMs).toBeGreaterThan(500_000);
    expect(collected.retryAfterMs).toBeLessThanOrEqual(600_000);
  });

  it.each([
    [401, 'Unauthorized', 'auth_expired'],
    [400, 'Invalid Request', 'bad_query'],
    [402, 'CreditsDepleted', 'quota_exhausted'],
    [429, 'Too Many Requests', 'rate_limited'],
    [500, 'Internal Error', 'network_error'],
    [503, 'Service Unavailable', 'network_error'],
  ])('%i %s ends the run as such', async (status, title, outcome) => {
    answers[search] = (response) => json(response, xProblem(status, title), status);
    expect(await run(source(), {})).toMatchObject({ outcome, posts: [], since: null });
  });

  it('a monthly cap is a quota, not a rate', async () => {
    const type = 'https://api.x.com/2/problems/usage-capped';
    answers[search] = (response) => json(response, xProblem(429, 'UsageCapExceeded', type), 429);
    expect((await run(source(), {})).outcome).toBe('quota_exhausted');
  });

  it('posts beside partial errors are kept', async () => {
    answers[search] = (response) =>
      json(response, JSON.stringify({ ...JSON.parse(xPage(['1'])), errors: [{ title: 'Not Found Error' }] }));
    expect(keys(await run(source(), {}))).toEqual(['x:1']);
  });

  it('stops at its number of pages, and says so', async () => {
    let id = 1000;
    answers[search] = (response) => json(response, xPage([String(id--)], `token${id}`));
    const collected = await run(source({ maxPages: 3 }), {});
    expect(keys(collected)).toEqual(['x:1000', 'x:999', 'x:998']);
    expect(collected).toMatchObject({ outcome: 'ok', since: '1000~~998', detail: expect.stringContaining('300') });
  });

  describe('what one run has no room for', () => {
    /** X with these posts, newest first. */
    let there: string[];
    const minute = (back: number): string => now(back * 60_000);
    beforeEach(() => {
      answers[search] = (response, url) => {
        const {
          since_id: since,
          until_id: until,
          next_token: token,
          max_results,
        } = Object.fromEntries(url.searchParams);
        const size = Number(max_results);
        const older = (id: string, than: string): boolean => BigInt(id) < BigInt(than);
        const found = there.filter(
          (id) => (!since || older(since, id)) && (!until || older(id, until)) && (!token || older(id, token)),
        );
        json(response, xPage(found.slice(0, size), found.length > size ? found[size - 1] : undefined));
      };
    });
    const twenty = (since: string | null): Promise<Collected> => run(source(), { since, mostPosts: 20 });

    it('is read by the next ones, newest posts first, until nothing is left and nothing was left out', async () => {
      there = Array.from({ length: 45 }, (_, index) => minute(100 + index));
      const met = new Set<string>();
      let since: string | null = null;
      const counts: number[] = [];
      for (let round = 0; round < 4; round += 1) {
        // Three more posts before each run.
        if (round > 0) there = [...[1, 2, 3].map((n) => minute(50 - 10 * round + 3 - n)), ...there];
        const collected = await twenty(since);
        expect(collected.outcome).toBe('ok');
        since = collected.since;
        for (const { key } of collected.posts) met.add(key);
        counts.push(met.size);
      }
      expect(met.size).toBe(there.length);
      expect(counts[0]).toBe(20);
      expect(since).toBe(there[0]);
    });

    it('stays open when its reading fails, and the newest are not taken for read', async () => {
      there = Array.from({ length: 45 }, (_, index) => minute(100 + index));
      const first = await twenty(null);
      const whole = answers[search]!;
      answers[search] = (response, url) =>
        url.searchParams.has('until_id')
          ? json(response, xProblem(429, 'Too Many Requests'), 429)
          : whole(response, url);
      const collected = await twenty(first.since);
      expect(collected).toMatchObject({ outcome: 'rate_limited', since: null });
    });

    it('is let go when the search does not reach it any more', () => {
      const [newest, until] = [minute(1), now(8 * 86_400_000)];
      expect(readMark(`${newest}~~${until}`)).toEqual({ newest, gap: null });
      for (const text of [null, '', '~', 'x~y~z', `${'9'.repeat(30)}`])
        expect(readMark(text)).toEqual({ newest: null, gap: null });
    });
  });

  it('a token that repeats itself does not turn in a circle', async () => {
    answers[search] = (response) => json(response, xPage(['1'], 'same'));
    expect((await run(source(), {})).pages).toHaveLength(2);
  });

  it.each([
    ['cut', (response: ServerResponse) => void response.socket?.destroy()],
    [
      'half an answer',
      (response: ServerResponse) => void response.writeHead(200, { 'content-length': '99' }).end('{"da'),
    ],
    ['silence', () => undefined],
  ])('%s is a network error with a sentence', async (_name, answer) => {
    answers[search] = answer;
    const collected = await run(source(), {}, AbortSignal.timeout(2_000));
    expect(collected).toMatchObject({ outcome: 'network_error', posts: [] });
    expect(collected.detail).toMatch(/^(The|This) .*\.$/);
  });

  it('a page of HTML keeps itself as evidence when it is a surprise', async () => {
    answers[search] = (response) => json(response, 'certainly not JSON');
    const collected = await run(source(), {});
    expect(collected.outcome).toBe('layout_changed');
    expect(collected.pages[0]!.payload).toBe('certainly not JSON');
  });

  it.each([
    ['', 'empty'],
    [' \u0000 \n', 'empty'],
    ['x'.repeat(513), '512'],
    ['ñ'.repeat(10_000), '512'],
  ])('a term that X cannot take is not asked: %#', async (query, sentence) => {
    const collected = await run(source(), { query });
    expect(collected).toMatchObject({ outcome: 'bad_query', detail: expect.stringContaining(sentence) });
    expect(internet.asked).toEqual([]);
  });

  it('without a token nothing is asked', async () => {
    const collected = await run(source(), {}, undefined, {});
    expect(collected).toMatchObject({ outcome: 'auth_expired', detail: expect.stringContaining('bearer token') });
    expect(internet.asked).toEqual([]);
  });

  it('a run that is stopped before its first answer throws the reason', async () => {
    answers[search] = () => undefined;
    const stop = new AbortController();
    const running = run(source(), {}, stop.signal);
    await expect.poll(() => internet.asked.length).toBe(1);
    stop.abort(new Error('the worker stops'));
    await expect(running).rejects.toThrow('the worker stops');
  });
});

describe('the results page of Google', () => {
  const search = 'www.google.com/search';
  const source = (): Source => googleSerp({ guard: internet.guard(googleHosts) });

  it('is read over two pages, ranks going on', async () => {
    answers[search] = (response, url) =>
      url.searchParams.has('start')
        ? html(response, googleResults(['https://c.example/'], '/search?q=cita&start=20'))
        : html(response, googleResults(['https://a.example/', 'https://b.example/'], '/search?q=cita&start=10'));
    const collected = await run(source(), { query: '“citas” 🇲🇽 consulado', gl: 'us', hl: 'es' });
    expect(collected.outcome).toBe('ok');
    expect(collected.posts.map((post) => [post.rank, post.url])).toEqual([
      [1, 'https://a.example/'],
      [2, 'https://b.example/'],
      [3, 'https://c.example/'],
    ]);
    const asked = internet.asked.filter((address) => address.startsWith(search));
    expect(asked).toHaveLength(2);
    const first = new URL(`https://${asked[0]}`).searchParams;
    expect([first.get('q'), first.get('gl'), first.get('hl')]).toEqual(['“citas” 🇲🇽 consulado', 'us', 'es']);
  });

  it('does not follow a next page that leads elsewhere', async () => {
    answers[search] = (response) =>
      html(response, googleResults(['https://a.example/'], 'https://evil.example/search?q=1'));
    const collected = await run(source(), {});
    expect(collected.pages).toHaveLength(1);
  });

  it('nothing found is coverage; a captcha is not, and keeps what came before', async () => {
    answers[search] = (response) => html(response, googleNothing);
    expect(await run(source(), {})).toMatchObject({ outcome: 'empty', posts: [] });
    answers[search] = (response, url) =>
      url.searchParams.has('start')
        ? void response.writeHead(302, { location: '/sorry/index?continue=x' }).end()
        : html(response, googleResults(['https://a.example/'], '/search?q=cita&start=10'));
    answers['www.google.com/sorry/index'] = (response) => html(response, googleCaptcha, 429);
    const collected = await run(source(), {});
    expect(outcomes(collected)).toEqual(['ok', 'captcha']);
    expect(collected.outcome).toBe('captcha');
    expect(collected.posts).toHaveLength(1);
  });

  it('a layout nobody knows keeps the page for a person', async () => {
    answers[search] = (response) => html(response, '<title>q</title><div id=rso><div>a new kind of page</div></div>');
    const collected = await run(source(), {});
    expect(collected.outcome).toBe('layout_changed');
    expect(collected.pages[0]!.payload).toContain('a new kind of page');
  });

  it('an error, a cut and an endless answer are network errors', async () => {
    answers[search] = (response) => html(response, '<h1>500</h1>', 500);
    expect((await run(source(), {})).outcome).toBe('network_error');
    answers[search] = (response) => void response.socket?.destroy();
    expect(await run(source(), {})).toMatchObject({ outcome: 'network_error', detail: expect.stringMatching(/\.$/) });
  });

  it.each(['', '\u0000', 'x'.repeat(10_000)])('a term that is no question is not asked: %#', async (query) => {
    expect((await run(source(), { query })).outcome).toBe('bad_query');
    expect(internet.asked).toEqual([]);
  });
});

describe('a public page of Facebook', () => {
  const source = (): Source => facebookPage({ guard: internet.guard(facebookHosts) });
  const address = 'https://www.facebook.com/100044380451196/posts/567261421429868';

  it('gives its post under the numeric key', async () => {
    answers['www.facebook.com/100044380451196/posts/567261421429868'] = (response) =>
      html(response, facebookPost('100044380451196', '567261421429868', 'Citas disponibles'));
    const collected = await run(source(), { query: address });
    expect(collected.outcome).toBe('ok');
    expect(collected.posts).toMatchObject([{ platform: 'facebook', text: 'Citas disponibles' }]);
    expect(collected.posts[0]!.key).toContain('567261421429868');
  });

  it('a login wall is told as such, wherever the redirect ends', async () => {
    answers['www.facebook.com/100044380451196/posts/567261421429868'] = (response) =>
      void response.writeHead(302, { location: '/login/?next=x' }).end();
    answers['www.facebook.com/login/'] = (response) => html(response, facebookLogin);
    const collected = await run(source(), { query: address });
    expect(collected).toMatchObject({ outcome: 'login_wall', posts: [] });
    expect(collected.pages[0]).toMatchObject({ outcome: 'login_wall', status: 200 });
  });

  it.each([
    'citas consulado',
    'https://evil.example/',
    'https://www.facebook.com.evil.example/a/posts/1',
    'https://x.com/a/status/1',
    'file:///etc/passwd',
    'https://www.facebook.com/',
    `https://www.facebook.com/${'x'.repeat(10_000)}`,
  ])('what is no page of Facebook is not asked: %#', async (query) => {
    const collected = await run(source(), { query });
    expect(collected).toMatchObject({ outcome: 'bad_query', detail: expect.stringMatching(/\.$/) });
    expect(internet.asked).toEqual([]);
  });
});

describe('politeness', () => {
  afterEach(() => vi.useRealTimers());

  const visit = (): Promise<number> => Promise.resolve(performance.now());

  it('keeps a gap between two visits to a host, and none between hosts', async () => {
    const polite = makeTurns(50);
    const signal = new AbortController().signal;
    const began = performance.now();
    await polite('a.example', signal, visit);
    await polite('b.example', signal, visit);
    expect(performance.now() - began).toBeLessThan(45);
    const [second, third] = await Promise.all([polite('a.example', signal, visit), polite('a.example', signal, visit)]);
    expect(second - began).toBeGreaterThanOrEqual(49);
    expect(third - second).toBeGreaterThanOrEqual(49);
  });

  it('never visits a host twice at once', async () => {
    const polite = makeTurns(0);
    const signal = new AbortController().signal;
    let there = 0;
    let most = 0;
    const stay = async (): Promise<void> => {
      most = Math.max(most, (there += 1));
      await new Promise((done) => setImmediate(done));
      there -= 1;
    };
    await Promise.all(Array.from({ length: 20 }, () => polite('a.example', signal, stay)));
    expect(most).toBe(1);
  });

  it('a wait ends when the run is stopped, and a visit that fails gives the host back', async () => {
    const polite = makeTurns(0);
    const stop = new AbortController();
    const first = Promise.withResolvers<void>();
    const staying = polite('a.example', new AbortController().signal, () => first.promise);
    const waiting = polite('a.example', stop.signal, visit);
    stop.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
    first.reject(new Error('the page fell'));
    await expect(staying).rejects.toThrow('the page fell');
    await polite('a.example', new AbortController().signal, visit);
  });

  const at = Date.parse('2026-11-24T00:00:00Z');
  it.each([
    [429, { 'retry-after': '120' }, 120_000],
    [503, { 'retry-after': 'Tue, 24 Nov 2026 00:10:00 GMT' }, 600_000],
    [429, { 'retry-after': '999999999' }, 86_400_000],
    [429, { 'retry-after': 'soon' }, undefined],
    [429, { 'x-rate-limit-reset': String(at / 1000 + 900) }, 900_000],
    [200, { 'x-rate-limit-reset': String(at / 1000 + 900), 'x-rate-limit-remaining': '0' }, 900_000],
    [200, { 'x-rate-limit-reset': String(at / 1000 + 900), 'x-rate-limit-remaining': '5' }, undefined],
    [429, { 'x-rate-limit-reset': String(at / 1000 - 900) }, 1_000],
    [200, {}, undefined],
  ] as [number, Record<string, string>, number | undefined][])('%i %o asks for %s ms', (status, headers, ms) => {
    expect(retryAfterMs(status, headers, at)).toBe(ms);
  });
});
