/** Facebook through the Graph API, and a listing in Chromium. Answers are made by the documentation: none was asked live. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeBrowser } from '../../crawler/browser/browser.ts';
import { facebookGraph, graphHosts } from '../../crawler/facebook/graph.ts';
import { facebookHosts, facebookPage } from '../../crawler/facebook/page.ts';
import type { Errand, Source } from '../../crawler/source.ts';
import { errandWith, json, keysOf, openAnswers, runOf, wayFaults, type Answers } from './answers.ts';
import { html } from './internet.ts';
import { facebookPost } from './pages.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const token = 'EAABsbCS1234ZBa-token-nobody-may-ever-see';
let web: Answers;
beforeAll(async () => void (web = await openAnswers()));
beforeEach(() => web.reset());
afterAll(async () => {
  await closeBrowser();
  await web.internet.close();
});

describe('posts of a page through the Graph API', () => {
  const address = 'graph.facebook.com/v25.0/SRE.mx/posts';
  const source = (maxPages?: number): Source =>
    facebookGraph({ guard: web.internet.guard(graphHosts), ...(maxPages !== undefined && { maxPages }) });
  const errand = (signal?: AbortSignal): Errand => errandWith({ access_token: token }, {}, signal);
  const run = (query = 'https://www.facebook.com/SRE.mx', more: { since?: string | null; maxPages?: number } = {}) =>
    runOf(source(more.maxPages), { query, since: more.since ?? null }, errand(AbortSignal.timeout(5_000)));
  const lay = (answer: Parameters<Answers['at']['set']>[1], at = address) => web.at.set(at, answer);
  const page = (ids: readonly number[], after?: string) => ({
    data: ids.map((id) => ({
      id: `100064_${id}`,
      message: `Citas ${id}`,
      created_time: `2026-11-${10 + (id % 10)}T21:35:02+0000`,
      permalink_url: `https://www.facebook.com/SRE.mx/posts/${id}`,
      from: { id: '100064', name: 'Una página' },
    })),
    paging: {
      cursors: { before: 'b', after: after ?? 'end' },
      ...(after !== undefined && {
        next: `https://graph.facebook.com/v25.0/100064/posts?access_token=${token}&limit=100&after=${after}`,
      }),
    },
  });

  it('are read over its cursors, keyed by the post alone, the token in a header and nowhere else', async () => {
    lay((response, { url }) =>
      json(
        response,
        url.searchParams.has('after') ? page([567261421429861]) : page([567261421429869, 567261421429868], 'QVFI'),
      ),
    );
    const collected = await run();
    expect(collected).toMatchObject({ outcome: 'ok', since: String(Date.parse('2026-11-19T21:35:02Z') / 1000) });
    expect(keysOf(collected)).toEqual([
      'facebook:567261421429869',
      'facebook:567261421429868',
      'facebook:567261421429861',
    ]);
    expect(collected.posts.map((post) => post.rank)).toEqual([1, 2, 3]);
    expect(collected.posts[0]).toMatchObject({
      kind: 'post',
      text: 'Citas 567261421429869',
      author: { id: '100064', name: 'Una página' },
      publishedAt: '2026-11-19T21:35:02.000Z',
    });
    expect(web.asked.map(({ url }) => url.searchParams.get('after'))).toEqual([null, 'QVFI']);
    for (const { url, headers } of web.asked) {
      expect(headers.authorization).toBe(`Bearer ${token}`);
      expect(url.href).not.toContain(token);
      expect(url.searchParams.get('fields')!.split(',')).toEqual(
        expect.arrayContaining(['message', 'created_time', 'permalink_url']),
      );
    }
    expect(JSON.stringify(collected)).not.toContain(token);
    expect(collected.pages[0]!.payload).toContain('access_token=(hidden)');
  });

  it('go on after the newest one of the last run', async () => {
    lay((response) => json(response, { data: [] }));
    expect(await run(undefined, { since: '1763674502' })).toMatchObject({ outcome: 'empty', since: null });
    await run(undefined, { since: 'not a moment' });
    expect(web.asked.map(({ url }) => url.searchParams.get('since'))).toEqual(['1763674502', null]);
  });

  it('without words are kept with their time; what has no number is no post', async () => {
    lay((response) =>
      json(response, {
        data: [
          { id: '1_567261421429868', created_time: '2026-11-20T10:00:00+0000' },
          { id: 'x', message: 'a' },
        ],
      }),
    );
    expect(keysOf(await run())).toEqual(['facebook:567261421429868']);
    lay((response) => json(response, { data: [{ id: 'x', message: 'a' }] }));
    expect(await run()).toMatchObject({ outcome: 'layout_changed', posts: [] });
  });

  it('a cursor that repeats itself does not turn in a circle, and a run has an end', async () => {
    lay((response) => json(response, page([567261421429868], 'same')));
    expect((await run(undefined, { maxPages: 50 })).pages).toHaveLength(2);
    let id = 567261421429000;
    lay((response) => json(response, page([id++], `c${id}`)));
    const collected = await run(undefined, { maxPages: 3 });
    expect(collected.pages).toHaveLength(3);
    expect(collected.detail).toContain('More posts');
  });

  it.each([
    ['https://www.facebook.com/SRE.mx/', 'SRE.mx'],
    ['https://m.facebook.com/profile.php?id=100044380451196', '100044380451196'],
    ['https://www.facebook.com/pages/Nombre/100044380451196', '100044380451196'],
    ['SRE.mxoficial', 'SRE.mxoficial'],
    ['100044380451196', '100044380451196'],
  ])('%s is the page %s', async (query, node) => {
    lay((response) => json(response, page([567261421429868])), `graph.facebook.com/v25.0/${node}/posts`);
    expect(await run(query)).toMatchObject({ outcome: 'ok' });
  });

  it.each([
    'https://www.facebook.com/groups/123456789',
    'https://www.facebook.com/marketplace/item/123456789',
    'https://www.facebook.com/',
    'https://evil.example/SRE.mx',
    'https://x.com/SRE_mx',
    'citas consulado',
    '../me',
    'me?fields=email&x',
    '',
  ])('what is no page is not asked: %s', async (query) => {
    expect(await run(query)).toMatchObject({ outcome: 'bad_query', detail: expect.stringMatching(/\.$/) });
    expect(web.asked).toEqual([]);
  });

  const error = (code: number, more: Record<string, unknown> = {}) => ({
    error: { message: `Error with ${token}`, type: 'OAuthException', code, fbtrace_id: 'x', ...more },
  });
  it.each([
    [190, {}, 'auth_expired', 'access token'],
    [190, { error_subcode: 463 }, 'auth_expired', 'access token'],
    [102, {}, 'auth_expired', 'access token'],
    [10, {}, 'auth_expired', 'Page Public Content Access'],
    [200, {}, 'auth_expired', 'Page Public Content Access'],
    [283, {}, 'auth_expired', 'Page Public Content Access'],
    [104, {}, 'auth_expired', 'signed'],
    [4, {}, 'rate_limited', 'less often'],
    [17, {}, 'rate_limited', 'less often'],
    [32, {}, 'rate_limited', 'less often'],
    [613, {}, 'rate_limited', 'less often'],
    [80001, {}, 'rate_limited', 'less often'],
    [368, {}, 'rate_limited', 'less often'],
    [803, {}, 'not_available', 'no page'],
    [100, { error_subcode: 33 }, 'not_available', 'may not read'],
    [100, {}, 'bad_query', 'question'],
    [2500, {}, 'bad_query', 'question'],
    [2635, {}, 'bad_query', 'version'],
    [2, {}, 'network_error', 'fails'],
    [99999, {}, 'network_error', '99999'],
  ])('error %i %o is %s', async (code, more, outcome, sentence) => {
    for (const status of [400, 200]) {
      lay((response) => json(response, error(code, more), status));
      const collected = await run();
      expect(collected).toMatchObject({ outcome, posts: [], since: null });
      expect(collected.detail).toContain(sentence);
      expect(JSON.stringify(collected)).not.toContain(token);
    }
    lay((response) => json(response, error(code, more), 400), 'graph.facebook.com/v25.0/facebook/posts');
    expect((await source().test(errand())).detail).toContain(sentence);
  });

  it('a token that ends on the second page keeps the first, and the mark does not move', async () => {
    lay((response, { url }) =>
      url.searchParams.has('after') ? json(response, error(190), 400) : json(response, page([567261421429868], 'next')),
    );
    expect(await run()).toMatchObject({
      outcome: 'auth_expired',
      since: null,
      posts: [{ key: 'facebook:567261421429868' }],
    });
  });

  it.each([
    [
      {
        'x-business-use-case-usage': JSON.stringify({
          1: [{ type: 'pages', call_count: 100, estimated_time_to_regain_access: 5 }],
          2: [{ estimated_time_to_regain_access: 12 }],
        }),
      },
      720_000,
    ],
    [{ 'x-app-usage': JSON.stringify({ call_count: 101, total_time: 3, total_cputime: 3 }) }, 1_800_000],
    [{ 'x-app-usage': JSON.stringify({ call_count: 28 }) }, undefined],
    [{ 'x-business-use-case-usage': 'not JSON', 'x-app-usage': '[1]' }, undefined],
    [{ 'x-business-use-case-usage': '{"1":{"estimated_time_to_regain_access":5}}' }, undefined],
    [{ 'retry-after': '60', 'x-app-usage': JSON.stringify({ call_count: 101 }) }, 60_000],
  ] as [Record<string, string>, number | undefined][])('a limit with %o waits %s ms', async (headers, ms) => {
    lay((response) => json(response, error(32), 400, headers));
    const { retryAfterMs } = await run();
    if (ms === undefined) expect(retryAfterMs).toBeUndefined();
    else expect(Math.abs(retryAfterMs! - ms)).toBeLessThan(2_000);
  });

  it.each([
    ['a web page', 200, '<!doctype html><title>Log into Facebook</title>', 'layout_changed'],
    ['a text', 200, 'certainly not JSON', 'layout_changed'],
    ['an object of nothing', 200, '{}', 'layout_changed'],
    ['data that is no list', 200, '{"data":{"id":"1"}}', 'layout_changed'],
    ['a list', 200, '[]', 'layout_changed'],
    ['a gateway', 502, '<html>', 'network_error'],
    ['a refusal without a code', 403, '{"data":[]}', 'auth_expired'],
  ])('%s (%i) is what its status says', async (_name, status, body, outcome) => {
    lay((response) => json(response, body, status));
    expect(await run()).toMatchObject({ outcome, posts: [], detail: expect.stringMatching(/\.$/) });
  });

  it.each(wayFaults)('%s is a network error with a sentence', async (_name, answer) => {
    lay(answer);
    const collected = await runOf(source(), { query: 'SRE.mx' }, errand(AbortSignal.timeout(1_500)));
    expect(collected).toMatchObject({ outcome: 'network_error', posts: [], detail: expect.stringMatching(/\.$/) });
  });

  it('without a token nothing is asked; another version is the operator’s word', async () => {
    expect(await runOf(source(), { query: 'SRE.mx' }, errandWith({}))).toMatchObject({ outcome: 'auth_expired' });
    expect(web.asked).toEqual([]);
    lay((response) => json(response, page([567261421429868])), 'graph.facebook.com/v26.0/SRE.mx/posts');
    const newer = errandWith({ access_token: token }, { version: 'v26.0' });
    expect(await runOf(source(), { query: 'SRE.mx' }, newer)).toMatchObject({ outcome: 'ok' });
  });

  it('its test reads one post of Facebook’s own page', async () => {
    lay(
      (response) => json(response, { data: [{ id: '1_567261421429868', created_time: '2026-11-20T10:00:00+0000' }] }),
      'graph.facebook.com/v25.0/facebook/posts',
    );
    expect(await source().test(errand())).toMatchObject({ outcome: 'ok' });
    expect(web.asked[0]!.url.searchParams.get('limit')).toBe('1');
  });
});

describe('a thing of Facebook by its address, in Chromium', () => {
  const source = (): Source => facebookPage({ guard: web.internet.guard(facebookHosts) });
  const read = (address: string) => source().read!(address, errandWith({}));
  const shell = (path: string, title: string, data: unknown) =>
    `<title>${title}</title><link rel=canonical href="https://www.facebook.com${path}"><meta property="og:title" content="${title}">
     <script type="application/json" data-sjs>${JSON.stringify({ require: [[null, null, null, [{ __bbox: { result: { data } } }]]] })}</script><main>${title}</main>`;

  it.each([
    'https://www.facebook.com/marketplace/item/912345678901234/?ref=share',
    'https://m.facebook.com/marketplace/item/912345678901234',
  ])('a listing gives its title, price, words and seller: %s', async (address) => {
    const target = {
      __typename: 'GroupCommerceProductItem',
      id: '912345678901234',
      marketplace_listing_title: 'Cita para pasaporte',
      formatted_price: { text: '$1,500' },
      redacted_description: { text: 'Consulado de Dallas, entrega hoy' },
      creation_time: 1763600000,
      marketplace_listing_seller: { id: '100044380451196', name: 'Alguien' },
    };
    web.at.set('www.facebook.com/marketplace/item/912345678901234/', (response) =>
      html(
        response,
        shell('/marketplace/item/912345678901234/', 'Cita para pasaporte', {
          viewer: { marketplace_product_details_page: { target } },
        }),
      ),
    );
    const collected = await read(address);
    expect(collected).toMatchObject({ outcome: 'ok', since: null });
    expect(collected.posts).toMatchObject([
      {
        key: 'facebook:912345678901234',
        kind: 'marketplace',
        url: 'https://www.facebook.com/marketplace/item/912345678901234/',
        text: 'Cita para pasaporte\n$1,500\nConsulado de Dallas, entrega hoy',
        author: { id: '100044380451196', name: 'Alguien' },
        publishedAt: '2025-11-20T00:53:20.000Z',
      },
    ]);
  });

  it('a listing that is gone is not available, and its shell is none', async () => {
    web.at.set('www.facebook.com/marketplace/item/912345678901234/', (response) =>
      html(
        response,
        '<title>Este contenido no está disponible en este momento</title><h1>Este contenido no está disponible</h1>',
      ),
    );
    expect(await read('https://www.facebook.com/marketplace/item/912345678901234/')).toMatchObject({
      outcome: 'not_available',
      posts: [],
    });
  });

  it('a group’s permalink gives its post', async () => {
    web.at.set('www.facebook.com/groups/123456789/posts/567261421429868/', (response) =>
      html(response, facebookPost('100044380451196', '567261421429868', 'Citas')),
    );
    web.at.set('www.facebook.com/groups/123456789/posts/567261421429868', (response) =>
      html(response, facebookPost('100044380451196', '567261421429868', 'Citas')),
    );
    const collected = await read('https://www.facebook.com/groups/123456789/permalink/567261421429868/');
    expect(keysOf(collected)).toEqual(['facebook:567261421429868']);
  });

  it('the search of Marketplace is none of them', async () => {
    expect(await read('https://www.facebook.com/marketplace/dallas/search?query=cita')).toMatchObject({
      outcome: 'bad_query',
    });
    expect(web.asked).toEqual([]);
  });
});
