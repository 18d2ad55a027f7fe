/**
 * Google's pages through the years, each in a small page of our own in the shape that captures of that year show. The captures
 * themselves are read by payload-captures.test.ts.
 */
import { describe, expect, test } from 'vitest';
import { parse } from '../../crawler/google/parse.ts';
import type { Payload } from '../../crawler/source.ts';

const at = new Date('2026-03-10T12:00:00Z');
const page = (inner: string, more: Partial<Payload> = {}, lang = 'es') =>
  parse({
    body: `<!doctype html><html lang="${lang}"><head><style>#rso a h3{color:red}</style></head><body>${inner}</body></html>`,
    at,
    ...more,
  });
const facts = (inner: string) => page(inner).posts.map((post) => [post.url, post.text, post.rank, post.placement]);

const one = ['https://uno.example.com/', 'Uno\nCitas para hoy', 1, 'organic'];
const two = ['https://dos.example.com/', 'Dos\nMás citas', 2, 'organic'];

describe('the results of every layout, in order', () => {
  test('2016 and 2017: a link inside the heading, the snippet in span.st', () => {
    const result = (href: string, title: string, snippet: string) =>
      `<div class="g"><div class="rc"><h3 class="r"><a href="${href}" onmousedown="return rwt(this)">${title}</a></h3><div class="s"><div class="f kv"><cite>${href}</cite></div><span class="st">${snippet}</span></div></div></div>`;
    expect(
      facts(
        `<div id="ires"><div id="rso">${result(one[0] as string, 'Uno', 'Citas para hoy')}${result('/url?q=https://dos.example.com/&sa=U&ved=1', 'Dos', 'Más citas')}</div></div>`,
      ),
    ).toEqual([one, two]);
  });

  test('2019: div.rc, the heading inside the link', () => {
    const result = (href: string, title: string, snippet: string) =>
      `<div class="g"><div class="rc"><div class="r"><a href="${href}"><h3 class="LC20lb">${title}</h3><br><div class="TbwUpd"><cite>${href}</cite></div></a></div><div class="s"><span class="st">${snippet}</span></div></div></div>`;
    expect(
      facts(
        `<div id="search"><div id="rso"><div class="bkWMgd">${result(one[0] as string, 'Uno', 'Citas para hoy')}${result(two[0] as string, 'Dos', 'Más citas')}</div></div></div>`,
      ),
    ).toEqual([one, two]);
  });

  test('2021 to 2025: div.g and div.tF2Cxc', () => {
    const result = (href: string, title: string, snippet: string) =>
      `<div class="g tF2Cxc"><div class="yuRUbf"><a href="${href}"><h3>${title}</h3><div><cite>${href}</cite></div></a></div><div class="VwiC3b"><span>${snippet}</span></div></div>`;
    expect(
      facts(
        `<div id="rso">${result(`${one[0]}#:~:text=citas`, 'Uno', 'Citas para hoy')}${result(two[0] as string, 'Dos', 'Más citas')}</div>`,
      ),
    ).toEqual([one, two]);
  });

  test('without JavaScript: no region of results, every link through /url?', () => {
    const result = (href: string, title: string, snippet: string) =>
      `<div class="ezO2md"><div class="egMi0"><a href="/url?q=${encodeURIComponent(href)}&amp;sa=U&amp;ved=2&amp;usg=A"><h3 class="zBAuLc"><div class="BNeawe">${title}</div></h3><div class="BNeawe UPmit">${href.replace('https://', '')} › citas</div></a></div><div class="kCrYT"><div class="BNeawe s3v9rd">${snippet}</div></div></div>`;
    expect(
      facts(
        `<div id="main">${result(one[0] as string, 'Uno', 'Citas para hoy')}${result(two[0] as string, 'Dos', 'Más citas')}<a href="/search?q=a&amp;start=10">Siguiente</a></div>`,
      ),
    ).toEqual([one, two]);
  });

  test('scrolling without end: further results stand below the first region', () => {
    const result = (href: string, title: string, snippet: string) =>
      `<div class="MjjYud"><a href="${href}"><h3>${title}</h3></a><div class="VwiC3b">${snippet}</div></div>`;
    expect(
      facts(
        `<div id="center_col"><div id="search"><div id="rso">${result(one[0] as string, 'Uno', 'Citas para hoy')}</div></div><div id="botstuff"><div id="arc-srp_110">${result(two[0] as string, 'Dos', 'Más citas')}</div><div>Búsquedas relacionadas</div></div></div>`,
      ),
    ).toEqual([one, two]);
  });

  test('phones: headings without h3', () => {
    const result = (href: string, title: string, snippet: string) =>
      `<div class="MjjYud"><a href="${href}"><div role="heading" aria-level="3">${title}</div></a><div class="VwiC3b">${snippet}</div></div>`;
    expect(
      facts(
        `<div id="rso">${result(one[0] as string, 'Uno', 'Citas para hoy')}${result(two[0] as string, 'Dos', 'Más citas')}</div>`,
      ),
    ).toEqual([one, two]);
  });
});

describe('results come first, whatever else the page holds', () => {
  const result =
    '<div id="rso"><div class="MjjYud"><a href="https://uno.example.com/"><h3>Uno</h3></a><div class="VwiC3b">Citas para hoy</div></div></div>';
  test.each([
    ['words of a captcha in scripts', '<script>var u="/sorry/index";var f="captcha-form";</script>'],
    ['a form of a captcha', '<form id="captcha-form" action="index"></form><div class="g-recaptcha"></div>'],
    ['the consent overlay', '<form action="https://consent.google.com/save"><button>Aceptar todo</button></form>'],
    [
      'the shell for no JavaScript',
      '<noscript><meta http-equiv="refresh" content="0;url=/httpservice/retry/enablejs"></noscript>',
    ],
    [
      'a card of long queries',
      '<div id="topstuff"><p>"x" (y las palabras que le siguen) se ignoró porque limitamos las consultas a 32 palabras.</p></div>',
    ],
    [
      'the sentence of no results above others',
      '<div id="topstuff"><p>No se han encontrado resultados para <em>"citas xyz"</em>.</p><ul><li>a</li><li>b</li></ul></div>',
    ],
  ])('%s', (_, trap) => {
    expect(page(trap + result)).toMatchObject({ outcome: 'ok', posts: [{ url: 'https://uno.example.com/' }] });
    expect(page(result + trap, { status: 200 }).outcome).toBe('ok');
  });

  test('a banner of no results inside the results is a banner', () => {
    const banner = '<div>Tu búsqueda - <em>xyz</em> - no obtuvo ningún resultado.<ul><li>a</li><li>b</li></ul></div>';
    expect(
      page(`<div id="rso">${banner}<div><a href="https://uno.example.com/"><h3>Uno</h3></a></div></div>`).outcome,
    ).toBe('ok');
    expect(page(`<div id="center_col"><div id="rso">${banner}<section>Algo nuevo</section></div></div>`).outcome).toBe(
      'layout_changed',
    );
  });
});

describe('pages that hold no result we can read', () => {
  test.each([
    ['es', 'Tu búsqueda - <em>xyz</em> - no obtuvo ningún resultado.'],
    ['es-ES', 'No se ha encontrado ningún documento: no se han encontrado resultados para tu búsqueda'],
    ['en', 'Your search - <em>xyz</em> - did not match any documents.'],
    ['pt', 'Sua pesquisa - xyz - não encontrou nenhum documento correspondente.'],
  ])('nothing was found, said in %s', (lang, sentence) => {
    const card = `<div id="topstuff"><div class="card-section"><p role="heading">${sentence}</p><p>Sugerencias:</p><ul><li>a</li><li>b</li></ul></div></div>`;
    expect(page(card, {}, lang)).toMatchObject({ outcome: 'empty', posts: [] });
  });

  test('advice with emphasis in the middle column is not the word that nothing was found', () => {
    const column = '<div id="center_col"><p>Resultados de <em>xyz</em></p><ul><li>uno</li><li>dos</li></ul></div>';
    expect(page(column).outcome).toBe('needs_js');
  });

  test('links to many sites without a heading are a new layout, not a shell', () => {
    const links = ['a', 'b', 'c', 'd', 'e']
      .map((name) => `<p><a href="https://${name}.example/">${name}</a></p>`)
      .join('');
    expect(page(links)).toMatchObject({ outcome: 'layout_changed', posts: [] });
    expect(page(links).detail).toMatch(/could not be read/);
  });

  test.each([
    [{ url: 'https://www.google.com.mx/sorry/index?continue=x' }, 'captcha'],
    [{ url: 'https://google.com.evil.example/sorry/index' }, 'needs_js'],
    [{ url: 'https://consent.google.com.mx/ml?continue=x' }, 'consent'],
    [{ url: 'https://accounts.google.com/ServiceLogin' }, 'login_wall'],
    [{ status: 429 }, 'captcha'],
    [{ status: 403 }, 'rate_limited'],
    [{ status: 500 }, 'network_error'],
    [{ status: 404 }, 'not_available'],
    [{ url: 'no es una dirección' }, 'needs_js'],
  ])('by its address or status: %o is %s', (more, outcome) => {
    expect(page('<p>.</p>', more).outcome).toBe(outcome);
  });
});

test('a page cut anywhere is still a page', () => {
  const whole = `<html><body><div id="rso">${'<div class="MjjYud"><a href="https://uno.example.com/x"><h3>Uno</h3></a><div class="VwiC3b">hace 3 días — Citas</div></div>'.repeat(3)}</div><div id="tads"><div data-text-ad><a href="/aclk?adurl=https://ad.example/"><div role="heading">Anuncio</div></a></div></div></body></html>`;
  for (let end = 0; end < whole.length; end += 7) {
    const found = parse({ body: whole.slice(0, end), at });
    for (const post of found.posts) expect(post.url).toMatch(/^https:\/\//);
    if (found.posts.some((post) => post.placement === 'organic')) expect(found.outcome).toBe('ok');
  }
});

test('two offers that land on one page are two ads; a new price is the same one', () => {
  const ad = (heading: string) =>
    `<div data-text-ad><a href="https://uno.example.com/?gclid=1"><div role="heading" aria-level="3">${heading}</div></a></div>`;
  const keys = (...headings: string[]) =>
    page(`<div id="tads">${headings.map(ad).join('')}</div>`).posts.map((post) => post.key);
  expect(new Set(keys('Citas Dallas $500', 'Pasaporte Dallas $500'))).toHaveProperty('size', 2);
  expect(keys('Citas Dallas $500')).toEqual(keys('CITAS DALLAS $2,000'));
});

test('an ad is never an organic result, and a result that is advertised too is both', () => {
  const ad =
    '<div id="tads"><div data-text-ad><a href="https://uno.example.com/?gclid=1"><div role="heading" aria-level="3">Uno</div></a></div></div>';
  const organic = '<div id="rso"><div><a href="https://uno.example.com/"><h3>Uno</h3></a></div></div>';
  expect(page(ad + organic).posts.map((post) => [post.key, post.placement])).toEqual([
    ['google:https://uno.example.com/', 'organic'],
    ['google:ad:https://uno.example.com/#uno', 'ad'],
  ]);
  expect(page('<div id="tads"></div><div id="bottomads"></div>' + organic).posts).toHaveLength(1);
});
