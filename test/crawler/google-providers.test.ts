/** The interfaces that answer questions with web results. Their answers are made by their documentation: none was asked live. */
import { generateKeyPairSync, verify } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { braveHosts, braveSearchSource } from '../../crawler/google/brave.ts';
import { cseHosts, googleCse } from '../../crawler/google/cse.ts';
import { googleVertex, vertexHosts } from '../../crawler/google/vertex.ts';
import { parse } from '../../crawler/parse.ts';
import type { Collected, Source, Term } from '../../crawler/source.ts';
import { errandWith, json, keysOf, openAnswers, runOf, wayFaults, type Answers } from './answers.ts';
import { html } from './internet.ts';
import { googleResults } from './pages.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const key = 'AIzaSyA-a-key-that-nobody-may-ever-see_1';
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const account = JSON.stringify({
  type: 'service_account',
  client_email: 'vigia@some-project.iam.gserviceaccount.com',
  private_key_id: 'abc123',
  private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
  token_uri: 'https://evil.example/token',
});

let web: Answers;
beforeAll(async () => void (web = await openAnswers()));
beforeEach(() => web.reset());
afterAll(() => web.internet.close());

const linksOf = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `https://site${from + index}.example/?utm_source=x`);

/** One shape of each provider: how it tells these links, with more to come or not. */
interface Face {
  name: string;
  address: string;
  source(more?: { maxPages?: number; now?: () => number }): Source;
  settings: Record<string, string>;
  page(links: readonly string[], next: boolean, at: URL, body: string): unknown;
  nothing: unknown;
  /** What tells the second page in its question. */
  second(url: URL, body: string): boolean;
}

const engine =
  'discoveryengine.googleapis.com/v1/projects/some-project/locations/global/collections/default_collection';

const faces: Face[] = [
  {
    name: 'google-cse',
    address: 'www.googleapis.com/customsearch/v1',
    source: (more) => googleCse({ guard: web.internet.guard(cseHosts), now: () => Date.parse('2026-11-24'), ...more }),
    settings: { engine_id: '0123456789abcdef0:abc' },
    page: (links, next, at) => ({
      kind: 'customsearch#search',
      url: { type: 'application/json', template: 'https://www.googleapis.com/customsearch/v1?q={searchTerms}' },
      queries: {
        request: [{ totalResults: '100' }],
        ...(next && { nextPage: [{ startIndex: Number(at.searchParams.get('start') ?? '1') + 10 }] }),
      },
      items: links.map((link) => ({
        title: 'Citas',
        link,
        displayLink: 'site.example',
        snippet: '3 days ago ... Texto',
      })),
    }),
    nothing: { kind: 'customsearch#search', queries: { request: [{ totalResults: '0' }] } },
    second: (url) => url.searchParams.has('start'),
  },
  {
    name: 'google-vertex',
    address: `${engine}/engines/vigia_1/servingConfigs/default_search:searchLite`,
    source: (more) => googleVertex({ guard: web.internet.guard(vertexHosts), ...more }),
    settings: { project: 'some-project', engine_id: 'vigia_1' },
    page: (links, next) => ({
      results: links.map((link, index) => ({
        id: String(index),
        document: {
          derivedStructData: {
            link,
            title: 'Citas',
            displayLink: 'site.example',
            snippets: [{ snippet: '3 days ago ... <b>Texto</b>', snippet_status: 'SUCCESS' }],
          },
        },
      })),
      attributionToken: 'XYZ',
      totalSize: 50,
      ...(next && { nextPageToken: 'a/token+of=page' }),
    }),
    nothing: { attributionToken: 'XYZ', summary: {} },
    second: (_, body) => body.includes('pageToken'),
  },
  {
    name: 'brave-search',
    address: 'api.search.brave.com/res/v1/web/search',
    source: (more) => braveSearchSource({ guard: web.internet.guard(braveHosts), ...more }),
    settings: {},
    page: (links, next) => ({
      type: 'search',
      query: { original: 'cita', more_results_available: next },
      web: {
        type: 'search',
        results: links.map((url) => ({
          title: '<strong>Citas</strong>',
          url,
          description: 'Texto',
          page_age: '2026-11-20T10:00:00',
          language: 'es',
          profile: { long_name: 'site.example' },
        })),
      },
    }),
    nothing: { type: 'search', query: { original: 'cita', more_results_available: false } },
    second: (url) => url.searchParams.has('offset'),
  },
];

const ask = (face: Face, term: Partial<Term> = {}, more: { maxPages?: number } = { maxPages: 2 }): Promise<Collected> =>
  runOf(face.source(more), term, errandWith({ api_key: key }, face.settings, AbortSignal.timeout(5_000)));

describe.each(faces)('$name', (face) => {
  const lay = (answer: Parameters<Answers['at']['set']>[1]) => web.at.set(face.address, answer);

  it('continues its ranks over pages, and keys results as the results page does', async () => {
    lay((response, { url, body }) =>
      json(response, face.page(linksOf(face.second(url, body) ? 10 : 0, 10), !face.second(url, body), url, body)),
    );
    const collected = await ask(face);
    expect(collected).toMatchObject({ outcome: 'ok', queries: 2, since: null });
    expect(collected.posts.map((post) => post.rank)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(collected.pages).toMatchObject([
      { outcome: 'ok', organic: 10, ads: 0, status: 200 },
      { outcome: 'ok', organic: 10, ads: 0, status: 200 },
    ]);
    const shown = parse('google', { body: googleResults(linksOf(0, 10)), url: 'https://www.google.com/search?q=a' });
    expect(keysOf(collected).slice(0, 10)).toEqual(keysOf(shown));
    expect(collected.posts[0]).toMatchObject({
      platform: 'google',
      kind: 'search_result',
      placement: 'organic',
      text: 'Citas\nTexto',
      author: { name: 'site.example' },
    });
    expect(collected.posts[0]!.publishedAt).toMatch(/^2026-11-/);
  });

  it('a link to a post of a platform is known by that post’s canonical address, as on the results page', async () => {
    const links = [
      'https://m.facebook.com/story.php?story_fbid=567261421429868&id=100044380451196&mibextid=a',
      'https://twitter.com/Someone/status/1964084223871971826?ref_src=twsrc%5Egoogle%7Ctwcamp%5Eserp',
      'https://www.google.com/url?q=https://a.example/&sa=U',
      'https://www.google.com/search?q=more',
    ];
    lay((response, { url, body }) => json(response, face.page(links, false, url, body)));
    const collected = await ask(face);
    const shown = parse('google', { body: googleResults(links), url: 'https://www.google.com/search?q=a' });
    expect(keysOf(collected)).toEqual(keysOf(shown));
    expect(keysOf(collected)).toEqual([
      'google:https://www.facebook.com/100044380451196/posts/567261421429868',
      'google:https://x.com/i/status/1964084223871971826',
      'google:https://a.example/',
    ]);
  });

  it('asks with the place, the language and the key, and the key is in no address', async () => {
    lay((response, { url, body }) => json(response, face.page(linksOf(0, 1), false, url, body)));
    await ask(face, { query: '“citas” 🇲🇽 consulado', gl: 'mx', hl: 'es-419' });
    const [{ url, headers, body }] = web.asked as [(typeof web.asked)[number]];
    expect(url.href).not.toContain(key);
    expect([headers['x-goog-api-key'], headers['x-subscription-token']]).toContain(key);
    const said = body === '' ? Object.fromEntries(url.searchParams) : (JSON.parse(body) as Record<string, unknown>);
    expect(said.q ?? said.query).toBe('“citas” 🇲🇽 consulado');
    expect(said.gl ?? said.country ?? said.params).toEqual(
      { 'google-cse': 'mx', 'brave-search': 'MX', 'google-vertex': { user_country_code: 'mx' } }[face.name],
    );
    expect(said.hl ?? said.search_lang ?? said.languageCode).toBe(face.name === 'brave-search' ? 'es' : 'es-419');
  });

  it('nothing found is coverage', async () => {
    lay((response) => json(response, face.nothing));
    expect(await ask(face)).toMatchObject({ outcome: 'empty', posts: [], queries: 1 });
  });

  it('results in a shape that is not known are no empty page', async () => {
    const page = JSON.stringify(face.page(['https://a.example/'], false, new URL('https://a.example/'), ''));
    lay((response) => json(response, page.replaceAll('"link"', '"href"').replaceAll('"url":"https', '"to":"https')));
    expect(await ask(face)).toMatchObject({ outcome: 'layout_changed', posts: [] });
  });

  it('a page that leads to itself ends the run', async () => {
    lay((response, { url, body }) => json(response, face.page(['https://a.example/'], true, url, body)));
    const collected = await ask(face, {}, { maxPages: 1_000 });
    expect(collected.pages.length).toBeLessThanOrEqual(11);
    expect(keysOf(collected)).toEqual(['google:https://a.example/']);
  });

  it('asks no more questions than the budget of the term has room for', async () => {
    lay((response, { url, body }) => json(response, face.page(['https://a.example/'], true, url, body)));
    expect(await ask(face, { mostQueries: 1 })).toMatchObject({ outcome: 'ok', queries: 1 });
    web.asked.length = 0;
    expect(await ask(face, { mostQueries: 0 })).toMatchObject({ outcome: 'quota_exhausted' });
    expect(web.asked).toEqual([]);
  });

  it('keeps the first page when the second fails', async () => {
    lay((response, { url, body }) =>
      face.second(url, body)
        ? json(response, '{"error":{"code":503,"status":"UNAVAILABLE"}}', 503)
        : json(response, face.page(linksOf(0, 2), true, url, body)),
    );
    const collected = await ask(face);
    expect(collected).toMatchObject({ outcome: 'network_error', queries: 1 });
    expect(collected.posts).toHaveLength(2);
  });

  it.each(wayFaults)('%s is a network error with a sentence', async (_name, answer) => {
    lay(answer);
    const running = runOf(face.source(), {}, errandWith({ api_key: key }, face.settings, AbortSignal.timeout(1_500)));
    expect(await running).toMatchObject({ outcome: 'network_error', posts: [], detail: expect.stringMatching(/\.$/) });
  });

  it.each([
    ['a web page', 200, '<!doctype html><title>Sign in to this network</title>', 'layout_changed'],
    ['a text', 200, 'certainly not JSON', 'layout_changed'],
    ['a list', 200, '[]', 'layout_changed'],
    ['an object of nothing', 200, '{}', 'layout_changed'],
    ['nothing', 200, '', 'layout_changed'],
    ['a gateway', 502, '<html>Bad gateway</html>', 'network_error'],
    ['a bare limit', 429, '', 'rate_limited'],
    ['a bare refusal', 403, 'no', 'auth_expired'],
    ['results that are refused', 401, '{"results":[],"attributionToken":"X"}', 'auth_expired'],
  ])('%s (%i) is what its status says', async (_name, status, body, outcome) => {
    lay((response) => json(response, body, status));
    expect(await ask(face)).toMatchObject({ outcome, posts: [], detail: expect.stringMatching(/\.$/) });
  });

  it('without what an administrator must enter nothing is asked, and the sentence names it', async () => {
    const collected = await runOf(face.source(), {}, errandWith({}, face.settings));
    expect(collected).toMatchObject({ outcome: 'auth_expired', detail: expect.stringContaining('api_key') });
    expect(web.asked).toEqual([]);
  });

  it.each(['', ' \u0000 ', 'ñ'.repeat(2_001)])('a term that is no question is not asked: %#', async (query) => {
    expect(await ask(face, { query })).toMatchObject({ outcome: 'bad_query' });
    expect(web.asked).toEqual([]);
  });

  it('its test asks one question and tells how many results there were', async () => {
    lay((response, { url, body }) => json(response, face.page(linksOf(0, 3), true, url, body)));
    const tested = await face.source().test(errandWith({ api_key: key }, face.settings));
    expect(tested).toMatchObject({ outcome: 'ok', detail: 'It answers: 3 found.' });
    expect(web.asked).toHaveLength(1);
  });
});

const cloud = (code: number, status: string, more: Record<string, unknown> = {}): unknown => ({
  error: { code, status, message: `project 12345 with key ${key}`, ...more },
});
const info = (reason: string, metadata: Record<string, string> = {}) => ({
  details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain: 'googleapis.com', metadata }],
});

describe.each(faces.slice(0, 2))('a refusal of $name', (face) => {
  it.each([
    [
      'an unknown key',
      400,
      cloud(400, 'INVALID_ARGUMENT', info('API_KEY_INVALID')),
      'auth_expired',
      'does not know this API key',
    ],
    ['an old unknown key', 400, cloud(400, '', { errors: [{ reason: 'keyInvalid' }] }), 'auth_expired', 'API key'],
    [
      'an interface that is off',
      403,
      cloud(403, 'PERMISSION_DENIED', info('SERVICE_DISABLED')),
      'auth_expired',
      'not enabled',
    ],
    [
      'the same as it was told before',
      403,
      cloud(403, '', { errors: [{ reason: 'accessNotConfigured' }] }),
      'auth_expired',
      'not enabled',
    ],
    ['a key bound elsewhere', 403, cloud(403, '', info('API_KEY_IP_ADDRESS_BLOCKED')), 'auth_expired', 'restriction'],
    ['no billing', 403, cloud(403, '', info('BILLING_DISABLED')), 'quota_exhausted', 'Billing'],
    ['no permission', 403, cloud(403, 'PERMISSION_DENIED'), 'auth_expired', 'no permission'],
    ['no credential', 401, cloud(401, 'UNAUTHENTICATED'), 'auth_expired', 'credential'],
    ['no such engine', 404, cloud(404, 'NOT_FOUND'), 'auth_expired', 'no such engine'],
    ['another kind of engine', 400, cloud(400, 'FAILED_PRECONDITION'), 'auth_expired', 'public websites'],
    ['a wrong argument', 400, cloud(400, 'INVALID_ARGUMENT'), 'bad_query', 'engine'],
    [
      'the day’s quota',
      429,
      cloud(429, 'RESOURCE_EXHAUSTED', info('RATE_LIMIT_EXCEEDED', { quota_limit: 'DefaultPerDayPerProject' })),
      'quota_exhausted',
      'quota',
    ],
    [
      'the day’s quota of old',
      403,
      cloud(403, '', { errors: [{ reason: 'dailyLimitExceeded' }] }),
      'quota_exhausted',
      'quota',
    ],
    [
      'too many a minute',
      429,
      cloud(429, 'RESOURCE_EXHAUSTED', info('RATE_LIMIT_EXCEEDED', { quota_limit: 'DefaultPerMinutePerProject' })),
      'rate_limited',
      'less often',
    ],
    [
      'too many, as it was told before',
      403,
      cloud(403, '', { errors: [{ reason: 'userRateLimitExceeded' }] }),
      'rate_limited',
      'less often',
    ],
    ['a fault of theirs', 500, cloud(500, 'INTERNAL'), 'network_error', 'fails'],
    ['an error that came with 200', 200, cloud(403, 'PERMISSION_DENIED'), 'auth_expired', 'no permission'],
  ])('%s', async (_name, status, body, outcome, sentence) => {
    web.at.set(face.address, (response) => json(response, body, status, { 'retry-after': '120' }));
    const collected = await ask(face);
    expect(collected).toMatchObject({ outcome, posts: [], queries: status === 200 ? 1 : 0 });
    expect(collected.detail).toContain(sentence);
    expect(JSON.stringify(collected)).not.toContain(key);
    if (status === 429) expect(collected.retryAfterMs).toBeGreaterThan(100_000);
    expect((await face.source().test(errandWith({ api_key: key }, face.settings))).detail).toContain(sentence);
  });
});

describe('the Custom Search JSON API', () => {
  const [face] = faces as [Face];

  it('is not asked any more once Google has ended it', async () => {
    const run = (now: string) =>
      runOf(face.source({ now: () => Date.parse(now) }), {}, errandWith({ api_key: key }, face.settings));
    web.at.set(face.address, (response) => json(response, face.nothing));
    expect((await run('2026-12-31T23:59:59Z')).outcome).toBe('empty');
    web.asked.length = 0;
    const after = await run('2027-01-01T00:00:00Z');
    expect(after).toMatchObject({ outcome: 'auth_expired', detail: expect.stringContaining('2027-01-01') });
    expect(web.asked).toEqual([]);
  });

  it('reaches the hundredth result and no further', async () => {
    web.at.set(face.address, (response, { url, body }) =>
      json(response, face.page(linksOf(Number(url.searchParams.get('start') ?? '1'), 10), true, url, body)),
    );
    const collected = await ask(face, {}, { maxPages: 50 });
    expect(collected.posts.at(-1)!.rank).toBe(100);
    expect(web.asked.map(({ url }) => url.searchParams.get('start')).at(-1)).toBe('91');
  });

  it('leaves other languages out only where an operator wants that', async () => {
    web.at.set(face.address, (response) => json(response, face.nothing));
    await ask(face, { hl: 'es-419' });
    const settings = { ...face.settings, only_language: 'yes' };
    await runOf(face.source(), { hl: 'es-419' }, errandWith({ api_key: key }, settings));
    expect(web.asked.map(({ url }) => url.searchParams.get('lr'))).toEqual([null, 'lang_es']);
  });
});

describe('Brave Search', () => {
  const face = faces[2]!;
  const error = (status: number, code: string, meta: unknown = {}) => ({
    type: 'ErrorResponse',
    error: { id: '1', status, code, detail: `token ${key}`, meta },
  });

  it.each([
    [422, error(422, 'SUBSCRIPTION_TOKEN_INVALID'), 'auth_expired', 'token'],
    [401, error(401, 'UNAUTHORIZED'), 'auth_expired', 'token'],
    [403, error(403, 'RESOURCE_NOT_ALLOWED'), 'auth_expired', 'plan'],
    [400, error(400, 'OPTION_NOT_IN_PLAN'), 'auth_expired', 'plan'],
    [
      429,
      error(429, 'RATE_LIMITED', { rate_limit: 1, quota_limit: 2000, quota_current: 12 }),
      'rate_limited',
      'less often',
    ],
    [
      429,
      error(429, 'RATE_LIMITED', { rate_limit: 1, quota_limit: 2000, quota_current: 2000 }),
      'quota_exhausted',
      'month',
    ],
    [402, error(402, 'USAGE_LIMIT_EXCEEDED'), 'quota_exhausted', 'month'],
    [422, error(422, 'VALIDATION'), 'bad_query', 'question'],
    [500, error(500, 'INTERNAL'), 'network_error', 'fails'],
    [200, error(422, 'VALIDATION'), 'bad_query', 'question'],
  ])('%i %# ends the run with its sentence', async (status, body, outcome, sentence) => {
    web.at.set(face.address, (response) => json(response, body, status));
    const collected = await ask(face);
    expect(collected).toMatchObject({ outcome, posts: [] });
    expect(collected.detail).toContain(sentence);
    expect(JSON.stringify(collected)).not.toContain(key);
  });

  it.each([
    ['1, 14000', '0, 900', 1_000],
    ['1, 14000', '1, 0', 14_000_000],
    ['1', undefined, 1_000],
    ['soon', '0', undefined],
    [undefined, undefined, undefined],
  ])('a limit that resets in %s with %s remaining waits %s ms', async (reset, remaining, ms) => {
    const headers = {
      ...(reset !== undefined && { 'X-RateLimit-Reset': reset }),
      ...(remaining !== undefined && { 'X-RateLimit-Remaining': remaining }),
    };
    web.at.set(face.address, (response) => json(response, error(429, 'RATE_LIMITED'), 429, headers));
    const { retryAfterMs } = await ask(face);
    if (ms === undefined) expect(retryAfterMs).toBeUndefined();
    else expect(retryAfterMs).toBeGreaterThan(ms - 1_000);
  });

  it('takes 400 characters and 50 words, ten pages of twenty, and the whole world for a country it does not know', async () => {
    expect((await ask(face, { query: 'x'.repeat(401) })).outcome).toBe('bad_query');
    expect((await ask(face, { query: 'a '.repeat(51) })).detail).toContain('50 words');
    web.at.set(face.address, (response, { url, body }) =>
      json(response, face.page(linksOf(20 * Number(url.searchParams.get('offset') ?? '0'), 20), true, url, body)),
    );
    const collected = await ask(face, { gl: 'gt' }, { maxPages: 50 });
    expect(collected.posts).toHaveLength(200);
    expect(web.asked.map(({ url }) => url.searchParams.get('offset'))).toEqual([null, ...'123456789']);
    expect(web.asked[0]!.url.searchParams.get('country')).toBe('ALL');
  });
});

describe('Vertex AI Search with a service account', () => {
  const face = faces[1]!;
  const search = face.address.replace('searchLite', 'search');
  const token = 'oauth2.googleapis.com/token';
  const bearer = (n: number): string => `ya29.a-token-that-nobody-may-see-${n}`;
  let granted = 0;
  const grant = (): void => {
    granted = 0;
    web.at.set(token, (response) =>
      json(response, { access_token: bearer(++granted), expires_in: 3599, token_type: 'Bearer' }),
    );
  };
  const run = (source = face.source({ maxPages: 3 }), secret = account): Promise<Collected> =>
    runOf(source, {}, errandWith({ service_account: secret, api_key: key }, face.settings, AbortSignal.timeout(5_000)));

  it('exchanges a signed statement for a token, at Google and nowhere else, and keeps it until it ends', async () => {
    grant();
    let now = Date.parse('2026-11-24T12:00:00Z');
    const source = face.source({ now: () => now });
    web.at.set(search, (response, { url, body }) => json(response, face.page(linksOf(0, 1), false, url, body)));
    await run(source);
    await run(source);
    expect(web.asked.map(({ url }) => url.host)).toEqual([
      'oauth2.googleapis.com',
      'discoveryengine.googleapis.com',
      'discoveryengine.googleapis.com',
    ]);
    const form = new URLSearchParams(web.asked[0]!.body);
    expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    const [head, claims, signature] = form.get('assertion')!.split('.') as [string, string, string];
    const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
    expect(read(head)).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'abc123' });
    expect(read(claims)).toMatchObject({
      iss: 'vigia@some-project.iam.gserviceaccount.com',
      aud: 'https://oauth2.googleapis.com/token',
      iat: now / 1000,
      exp: now / 1000 + 3600,
    });
    expect(verify('RSA-SHA256', Buffer.from(`${head}.${claims}`), publicKey, Buffer.from(signature, 'base64url'))).toBe(
      true,
    );
    expect(web.asked[1]!.headers.authorization).toBe(`Bearer ${bearer(1)}`);
    now += 3_600_000;
    await run(source);
    expect(granted).toBe(2);
  });

  it('renews once a token that ends in the middle of a run', async () => {
    grant();
    web.at.set(search, (response, { url, headers, body }) => {
      const second = face.second(url, body);
      if (second && headers.authorization === `Bearer ${bearer(1)}`) json(response, cloud(401, 'UNAUTHENTICATED'), 401);
      else json(response, face.page(linksOf(second ? 25 : 0, 25), !second, url, body));
    });
    const collected = await run();
    expect(collected).toMatchObject({ outcome: 'ok' });
    expect(collected.posts).toHaveLength(50);
    expect(granted).toBe(2);
  });

  it('gives up when the renewed one is refused too, and keeps what came before', async () => {
    grant();
    web.at.set(search, (response, { url, body }) =>
      face.second(url, body)
        ? json(response, cloud(401, 'UNAUTHENTICATED'), 401)
        : json(response, face.page(linksOf(0, 5), true, url, body)),
    );
    const collected = await run();
    expect(collected).toMatchObject({ outcome: 'auth_expired' });
    expect(collected.posts).toHaveLength(5);
    expect(granted).toBe(2);
  });

  it.each([
    [
      'a key that was deleted',
      400,
      { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' },
      'auth_expired',
    ],
    ['a client that is unknown', 401, { error: 'invalid_client' }, 'auth_expired'],
    ['a fault of theirs', 503, 'try later', 'network_error'],
    ['a grant without a token', 200, { token_type: 'Bearer' }, 'network_error'],
  ])('%s ends the run as such', async (_name, status, body, outcome) => {
    web.at.set(token, (response) => json(response, body, status));
    const collected = await run();
    expect(collected).toMatchObject({ outcome, posts: [], detail: expect.stringMatching(/\.$/) });
    expect(web.asked).toHaveLength(1);
  });

  it.each([
    '{}',
    'not JSON',
    account.replace('BEGIN PRIVATE', 'BEGIN PUBLIC'),
    account.replace('service_account', 'authorized_user'),
    JSON.stringify({
      ...(JSON.parse(account) as object),
      private_key: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
    }),
  ])('what is no key file is refused before anything is asked: %#', async (secret) => {
    const collected = await run(undefined, secret);
    expect(collected).toMatchObject({ outcome: 'auth_expired', detail: expect.stringContaining('key file') });
    expect(JSON.stringify(collected)).not.toContain('PRIVATE KEY');
    expect(web.asked).toEqual([]);
  });

  it('no token and no statement is ever told, wherever Google repeats it', async () => {
    grant();
    web.at.set(search, (response, { headers }) =>
      json(response, cloud(403, 'PERMISSION_DENIED', { message: headers.authorization }), 403),
    );
    const refused = JSON.stringify(await run());
    expect(refused).not.toContain(bearer(1));
    expect(refused).toContain('(hidden)');
  });

  it('asks an engine in Europe where it is', async () => {
    const eu = search
      .replace('discoveryengine', 'eu-discoveryengine')
      .replace('locations/global', 'locations/eu')
      .replace('search', 'search');
    grant();
    web.at.set(eu, (response) => json(response, face.nothing));
    const errand = errandWith({ service_account: account }, { ...face.settings, location: 'eu' });
    expect((await runOf(face.source(), {}, errand)).outcome).toBe('empty');
  });

  it('a web page in the place of results is told by its status', async () => {
    grant();
    web.at.set(search, (response) => html(response, '<h1>Error 502</h1>', 502));
    expect((await run()).outcome).toBe('network_error');
  });
});
