import { describe, expect, test } from 'vitest';
import { printedDate, splitDate } from '../../crawler/google/dates.ts';
import { parse } from '../../crawler/google/parse.ts';
import type { Payload } from '../../crawler/source.ts';

const at = new Date('2026-03-10T12:00:00Z');
const page = (inner: string, more: Partial<Payload> = {}) =>
  parse({
    body: `<!doctype html><html itemtype="http://schema.org/SearchResultsPage" lang="es"><body>${inner}</body></html>`,
    at,
    ...more,
  });

const result = (href: string, title: string, snippet: string, site = 'Sitio') =>
  `<div class="MjjYud"><div><a href="${href}"><h3>${title}</h3><span class="VuuXrf">${site}</span><cite>${href}</cite></a></div><div class="VwiC3b">${snippet}</div></div>`;
const serp = (...results: string[]) => `<div id="search"><div id="rso">${results.join('')}</div></div>`;

describe('results (hand-made pages in the shape of 2026)', () => {
  test('a result is its target, its title and its snippet', () => {
    const { outcome, posts } = page(
      serp(
        result(
          'https://Citas.example.com/dallas?utm_source=a#:~:text=x',
          'Citas &amp; más',
          'Consigue tu <em>cita</em>',
        ),
      ),
    );
    expect(outcome).toBe('ok');
    expect(posts).toEqual([
      {
        platform: 'google',
        platformId: null,
        key: 'google:https://citas.example.com/dallas',
        url: 'https://citas.example.com/dallas',
        kind: 'search_result',
        author: { id: null, handle: null, name: 'Sitio' },
        text: 'Citas & más\nConsigue tu cita',
        publishedAt: null,
        rank: 1,
        placement: 'organic',
        aliases: [],
        links: ['https://citas.example.com/dallas'],
        lang: null,
      },
    ]);
  });

  test('posts of Facebook and X are canonicalised by their own rules, and the account is the author', () => {
    const { posts } = page(
      serp(
        result('https://x.com/Gestor/status/123?ref_src=twsrc%5Egoogle', 'Gestor en X', 'Citas', 'X · Gestor'),
        result('https://m.facebook.com/Citas/posts/hola-a-todos/456/', 'Citas', 'Citas', 'Facebook · Citas Dallas'),
      ),
    );
    expect(posts.map((post) => post.key)).toEqual([
      'google:https://x.com/i/status/123',
      'google:https://www.facebook.com/Citas/posts/456',
    ]);
    expect(posts.map((post) => post.author?.name)).toEqual(['Gestor', 'Citas Dallas']);
  });

  test('a printed date is told, and does not change the text from day to day', () => {
    const { posts } = page(serp(result('https://a.example.com/', 'A', '<span>hace 3 días</span> — Citas hoy')));
    expect(posts[0]).toMatchObject({ text: 'A\nCitas hoy', publishedAt: '2026-03-07T12:00:00.000Z' });
  });

  test('an encrypted redirector is left out and counted', () => {
    const both = page(serp(result('/goto?url=CAES', 'Oculto', 'x'), result('https://a.example.com/', 'A', 'x')));
    expect(both.posts.map((post) => [post.url, post.rank])).toEqual([['https://a.example.com/', 1]]);
    expect(both.detail).toMatch(/: 1\.$/);
    expect(page(serp(result('/goto?url=CAES', 'Oculto', 'x'))).outcome).toBe('layout_changed');
  });

  test('a page of results is ok whatever else it holds', () => {
    const traps =
      '<form action="https://consent.google.com/save"></form><form id="captcha-form"></form><script>"/sorry/index"</script>';
    expect(page(traps + serp(result('https://a.example.com/', 'A', 'x')))).toMatchObject({ outcome: 'ok' });
  });

  test('ads are ads, with ranks of their own, and an ad whose landing page nobody tells is left out', () => {
    const ad = (href: string, cite: string) =>
      `<div data-text-ad="1"><a href="${href}"><div role="heading">Citas rápidas</div></a><cite>${cite}</cite><div>Sin filas</div></div>`;
    const { posts } = page(
      `<div id="tads">${ad('https://citas.example.com/?gclid=1', 'citas.example.com')}${ad('/aclk?sa=l&adurl=https://otras.example.com/', '')}${ad('/aclk?sa=l', 'algo.example.com › citas')}</div>` +
        serp(result('https://a.example.com/', 'A', 'x')),
    );
    expect(posts.map((post) => [post.kind, post.key, post.rank])).toEqual([
      ['search_result', 'google:https://a.example.com/', 1],
      ['ad', 'google:ad:https://citas.example.com/#citasrapidas', 1],
      ['ad', 'google:ad:https://otras.example.com/#citasrapidas', 2],
    ]);
    expect(posts[1]!.text).toBe('Citas rápidas\nSin filas');
  });

  test('the next page is an address', () => {
    const { next } = page(
      `${serp(result('https://a.example.com/', 'A', 'x'))}<a id="pnnext" href="/search?q=citas&amp;start=10">Siguiente</a>`,
    );
    expect(next).toBe('https://www.google.com/search?q=citas&start=10');
  });
});

describe('pages without results (hand-made: no capture of these is at hand)', () => {
  const shell =
    '<noscript><meta content="0;url=/httpservice/retry/enablejs?sei=x" http-equiv="refresh"></noscript><script>var a</script>';
  const nothing =
    '<div id="botstuff"><p role="heading">Tu búsqueda - <em>xyz</em> - no obtuvo ningún resultado.</p><ul><li>a</li><li>b</li></ul></div>';
  test.each([
    ['needs_js', shell, {}],
    ['empty', nothing, {}],
    ['captcha', '<form id="captcha-form" action="index"></form>', {}],
    ['captcha', shell, { url: 'https://www.google.com/sorry/index?continue=x' }],
    ['captcha', shell, { status: 429 }],
    ['consent', shell, { url: 'https://consent.google.com/ml?continue=https://www.google.com/search?q=a' }],
    [
      'consent',
      '<form action="https://consent.google.com/save" method="POST"><button>Aceptar todo</button></form>',
      {},
    ],
    ['rate_limited', '<h1>403</h1>', { status: 403 }],
    ['network_error', '<h1>502</h1>', { status: 502 }],
    ['layout_changed', '<div id="rso"><section>Algo nuevo</section></div>', {}],
  ])('%s', (expected, inner, more) => {
    expect(page(inner, more)).toMatchObject({ outcome: expected, posts: [] });
  });
});

describe('dates Google prints', () => {
  test.each([
    ['hace 2 horas', '2026-03-10T10:00:00.000Z'],
    ['3 days ago', '2026-03-07T12:00:00.000Z'],
    ['hace 1 semana', '2026-03-03T12:00:00.000Z'],
    ['Jun 16, 2025', '2025-06-16T00:00:00.000Z'],
    ['16 jun 2025', '2025-06-16T00:00:00.000Z'],
    ['5 de septiembre de 2025', '2025-09-05T00:00:00.000Z'],
    ['29 ene. 2025', '2025-01-29T00:00:00.000Z'],
  ])('%s', (text, iso) => {
    expect(printedDate(text, at)?.toISOString()).toBe(iso);
  });

  test('what is too coarse, unclear or without a time of capture is no date', () => {
    expect(printedDate('hace 2 años', at)).toBeNull();
    expect(printedDate('31 feb 2025', at)).toBeNull();
    expect(printedDate('hace 3 días', undefined)).toBeNull();
    expect(splitDate('Trámites — citas')).toEqual({ date: null, text: 'Trámites — citas' });
    expect(splitDate('hace 2 años — citas')).toEqual({ date: 'hace 2 años', text: 'citas' });
  });
});

describe('Custom Search JSON (hand-made)', () => {
  const json = (value: unknown) => parse({ body: JSON.stringify(value) });
  test('items are results', () => {
    const items = [
      { title: 'Citas', link: 'https://a.example.com/?utm_source=x', snippet: 'hoy', displayLink: 'a.example.com' },
    ];
    const found = json({ kind: 'customsearch#search', items, queries: { nextPage: [{ startIndex: 11 }] } });
    expect(found).toMatchObject({
      outcome: 'ok',
      next: '11',
      posts: [{ key: 'google:https://a.example.com/', rank: 1 }],
    });
    expect(json({ kind: 'customsearch#search', searchInformation: { totalResults: '0' } }).outcome).toBe('empty');
  });

  test('errors are outcomes', () => {
    expect(json({ error: { code: 429, errors: [{ reason: 'rateLimitExceeded' }] } }).outcome).toBe('rate_limited');
    expect(json({ error: { code: 403, errors: [{ reason: 'dailyLimitExceeded' }] } }).outcome).toBe('quota_exhausted');
    expect(json({ error: { code: 400, errors: [{ reason: 'badRequest' }] } }).outcome).toBe('bad_query');
  });
});

test('what is no page of Google is said so', () => {
  for (const body of ['', 'hola', '{}', '\u0000'])
    expect(parse({ body })).toMatchObject({ outcome: 'layout_changed', posts: [] });
});
