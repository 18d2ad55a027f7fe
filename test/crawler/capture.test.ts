import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeBrowser } from '../../crawler/browser/browser.ts';
import { makeCapture, type Capture, type Captured, type CaptureRequest } from '../../crawler/capture.ts';
import { facebookHosts } from '../../crawler/facebook/page.ts';
import { googleHosts } from '../../crawler/google/serp.ts';
import { makeTurns } from '../../crawler/politeness.ts';
import { SwitchedOff } from '../../crawler/refused.ts';
import { makeRobots } from '../../crawler/guard/robots.ts';
import type { Access } from '../../crawler/source.ts';
import { PermanentError } from '../../errors.ts';
import { html, openInternet, type Internet } from './internet.ts';
import { unzipBytes } from '../../reports/unzip.ts';
import { facebookLogin, facebookPost, googleResults, xPage, xProblem } from './pages.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let answers: Record<string, (response: ServerResponse) => void>;
let internet: Internet;

beforeAll(async () => {
  internet = await openInternet((request, response) => {
    const url = new URL(request.url ?? '/', `https://${request.headers.host}`);
    const answer = answers[url.host + url.pathname];
    if (answer) answer(response);
    else html(response, '<title>404</title>', 404);
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

const on = (source: string): Promise<Access> =>
  Promise.resolve({ on: true, settings: {}, secrets: source === 'x-api' ? { bearer_token: 'a token' } : {} });

function capturing(accessOf: CaptureRequest['accessOf'] = on): (url: string) => ReturnType<Capture> {
  const webGuard = internet.guard(['*']);
  const capturePost = makeCapture({
    googleGuard: internet.guard(googleHosts),
    facebookGuard: internet.guard(facebookHosts),
    xGuard: internet.guard(['api.x.com']),
    webGuard,
    robots: makeRobots(webGuard),
    apiBase: 'https://api.x.com',
  });
  const turn = makeTurns(0);
  return (url) => capturePost({ url, turn, accessOf, signal: AbortSignal.timeout(60_000) });
}
const capture = (url: string, accessOf?: CaptureRequest['accessOf']) => capturing(accessOf)(url);

/** As `capture`, of a page that must be captured. */
async function taken(url: string): Promise<Captured> {
  const done = await capture(url);
  if (done.outcome !== 'ok') throw new Error(`${done.outcome}: ${done.detail}`);
  return done;
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
const post = 'www.facebook.com/100044380451196/posts/567261421429868';

describe('a post of Facebook', () => {
  it('is filed as its page, its picture and its way', async () => {
    answers[post] = (response) =>
      html(response, facebookPost('100044380451196', '567261421429868', 'Citas disponibles ñ'));
    const before = Date.now();
    const { pieces, record, pageMediaType, capturedAt } = await taken(
      `https://m.facebook.com/story.php?story_fbid=567261421429868&id=100044380451196&fbclid=x`,
    );
    expect(text(pieces.page.bytes)).toContain('Citas disponibles ñ');
    expect(pageMediaType).toBe('text/html; charset=utf-8');
    expect(Buffer.from(pieces.screenshot!.bytes).subarray(1, 4).toString()).toBe('PNG');
    expect(text(pieces.text!.bytes)).toContain('Citas disponibles ñ');
    expect(text(pieces.mhtml!.bytes)).toMatch(/^From: <Saved by Blink>/);
    expect(JSON.parse(text(pieces.headers!.bytes))).toMatchObject({
      url: `https://${post}`,
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8' },
    });
    for (const { bytes, sha256 } of Object.values(pieces))
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    expect(capturedAt.getTime()).toBeGreaterThanOrEqual(before);
    expect(record).toMatchObject({
      urlFinal: `https://${post}`,
      redirectChain: [],
      httpStatus: 200,
      viewport: '1280x800',
      locale: 'es-MX',
      timezone: 'UTC',
      session: 'logged_out',
      browser: expect.stringMatching(/Chrome\/\d+/),
    });
  });

  it.each([
    ['a login wall', (response: ServerResponse) => html(response, facebookLogin), 'login_wall'],
    ['a page without anything', (response: ServerResponse) => html(response, ''), 'layout_changed'],
    [
      'another post',
      (response: ServerResponse) => html(response, facebookPost('100044380451196', '777', 'Something else')),
      'not_available',
    ],
    ['an error', (response: ServerResponse) => html(response, '<h1>500</h1>', 500), 'network_error'],
    ['a cut', (response: ServerResponse) => void response.socket?.destroy(), 'network_error'],
  ])('%s is refused, never filed', async (_name, answer, outcome) => {
    answers[post] = answer;
    expect(await capture(`https://${post}`)).toEqual({ outcome, detail: expect.stringMatching(/\.$/) });
  });

  it('is not read unless an administrator has switched it on', async () => {
    const off = (): Promise<Access> => Promise.resolve({ on: false, settings: {}, secrets: {} });
    await expect(capture(`https://${post}`, off)).rejects.toThrow(SwitchedOff);
    expect(internet.asked).toEqual([]);
  });
});

describe('a post of X', () => {
  it('is filed as the answer of the API, without a picture', async () => {
    const body = JSON.stringify({ data: JSON.parse(xPage(['1964084223871971826'])).data[0] });
    answers['api.x.com/2/tweets/1964084223871971826'] = (response) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    const { pieces, ...done } = await taken('https://x.com/somebody/status/1964084223871971826?s=20');
    expect(done).toMatchObject({ pageMediaType: 'application/json', record: { session: 'api', httpStatus: 200 } });
    expect(Object.keys(pieces).toSorted()).toEqual(['headers', 'page', 'wacz']);
    expect(text(pieces.page.bytes)).toBe(body);
    expect(text(pieces.headers!.bytes)).toContain('application/json');
    for (const { bytes } of Object.values(pieces)) expect(Buffer.from(bytes).includes('a token')).toBe(false);
    // Nothing but the API was asked: the public page asks crawlers to stay out.
    expect(internet.asked.every((address) => address.startsWith('api.x.com/'))).toBe(true);
  });

  it('that is gone, or of a suspended account, says so', async () => {
    const gone = (detail: string, title: string) =>
      JSON.stringify({ errors: [{ title, detail, type: 'https://api.twitter.com/2/problems/resource-not-found' }] });
    answers['api.x.com/2/tweets/5'] = (response) => void response.end(gone('Could not find tweet', 'Not Found Error'));
    expect((await capture('https://x.com/i/status/5')).outcome).toBe('not_available');
    answers['api.x.com/2/tweets/5'] = (response) => void response.end(gone('User has been suspended', 'Forbidden'));
    expect((await capture('https://x.com/i/status/5')).outcome).toBe('author_suspended');
    answers['api.x.com/2/tweets/5'] = (response) =>
      void response.writeHead(401, { 'content-type': 'application/json' }).end(xProblem(401, 'Unauthorized'));
    expect((await capture('https://x.com/i/status/5')).outcome).toBe('auth_expired');
  });

  it('needs a token', async () => {
    const without = (): Promise<Access> => Promise.resolve({ on: true, settings: {}, secrets: {} });
    expect(await capture('https://x.com/i/status/5', without)).toMatchObject({ outcome: 'auth_expired' });
  });
});

describe('what Google found', () => {
  it('a results page is filed as such', async () => {
    answers['www.google.com/search'] = (response) => html(response, googleResults(['https://gestoria.example/']));
    expect((await capture('https://www.google.com/search?q=cita')).outcome).toBe('ok');
  });

  it('the page a result leads to is filed with the redirects on its way', async () => {
    answers['gestoria.example/citas'] = (response) =>
      void response.writeHead(301, { location: 'https://www.gestoria.example/citas' }).end();
    answers['www.gestoria.example/citas'] = (response) => html(response, '<h1>Citas urgentes</h1>');
    expect(await taken('https://gestoria.example/citas')).toMatchObject({
      record: { urlFinal: 'https://www.gestoria.example/citas', redirectChain: ['https://gestoria.example/citas'] },
    });
  });

  it.each([
    [404, 'not_available'],
    [410, 'not_available'],
    [403, 'login_wall'],
    [429, 'rate_limited'],
    [503, 'network_error'],
  ])('a site that answers %i is %s', async (status, outcome) => {
    answers['gestoria.example/'] = (response) => html(response, '<h1>no</h1>', status);
    expect((await capture('https://gestoria.example/')).outcome).toBe(outcome);
  });

  it('a site whose robots.txt asks us to stay out is not read', async () => {
    answers['gestoria.example/robots.txt'] = (response) => void response.end('User-agent: *\nDisallow: /private');
    answers['gestoria.example/private'] = (response) => html(response, '<h1>private</h1>');
    answers['gestoria.example/public'] = (response) => html(response, '<h1>public</h1>');
    const capturePost = capturing();
    const refused = await capturePost('https://gestoria.example/private');
    expect(refused).toMatchObject({ outcome: 'not_available', detail: expect.stringContaining('robots.txt') });
    expect((await capturePost('https://gestoria.example/public')).outcome).toBe('ok');
    expect(internet.asked.filter((address) => address.endsWith('/robots.txt'))).toHaveLength(1);
    expect(internet.asked).not.toContain('gestoria.example/private');
  });

  it.each(['http://127.0.0.1/', 'https://[::1]/', 'https://localhost/', 'http://169.254.169.254/latest/meta-data/'])(
    'an address inside is not reached: %s',
    async (url) => {
      const done = await capture(url).catch((error: unknown) => error);
      expect(done instanceof PermanentError || (done as { outcome: string }).outcome === 'network_error').toBe(true);
      expect(internet.asked).toEqual([]);
    },
  );
});

const lorem = 'Tramitamos su pasaporte con cita en tres días. Sin filas, sin vueltas y con pago al recibir. '.repeat(
  12,
);
const layer = (style: string, inside: string): string => `<div style="position:fixed;inset:0;${style}">${inside}</div>`;
const flyer = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="700">${Array.from(
    { length: 900 },
    (_, n) =>
      `<circle cx="${(n * 137) % 900}" cy="${(n * 71) % 700}" r="${3 + (n % 29)}" fill="hsl(${n % 360} 80% 50%)"/>`,
  ).join('')}</svg>`,
)}`;

describe('a page of any site', () => {
  it.each([
    ['a blank page', '<div></div>', 'needs_js'],
    ['a tall blank page', '<div style="height:5000px"></div>', 'needs_js'],
    [
      'a page that only turns a wheel',
      '<div style="width:60px;height:60px;border:6px solid #ccc;border-top-color:#36c;border-radius:50%;margin:300px auto"></div>',
      'needs_js',
    ],
    [
      'bars where text will be',
      '<div style="height:80px;background:#ddd;margin:20px 300px"></div>'.repeat(8),
      'needs_js',
    ],
    [
      'a sign-in',
      '<h1>Portal</h1><form><input name=u><input type=password><button>Entrar</button></form>',
      'login_wall',
    ],
    [
      'a sign-in over the page',
      `<p>${lorem}</p>${layer('background:#fff', '<form><input type=password></form>')}`,
      'login_wall',
    ],
    [
      'a cookie notice over the page',
      `<p>${lorem}</p>${layer('background:#fff', '<h2>Usamos cookies</h2><button>Aceptar</button>')}`,
      'consent',
    ],
    [
      'a blurring cookie notice',
      `<p>${lorem}</p>${layer('backdrop-filter:blur(9px)', '<button>Aceptar</button>')}`,
      'consent',
    ],
  ])('%s is refused, never filed', async (_name, body, outcome) => {
    answers['gestoria.example/'] = (response) => html(response, body);
    expect(await capture('https://gestoria.example/')).toEqual({ outcome, detail: expect.stringMatching(/\.$/) });
  });

  it.each([
    ['one picture', `<img src="${flyer}">`],
    ['nothing but a picture behind it', `<body style="margin:0;height:700px;background:url('${flyer}')">`],
    ['one short line', '<h1>Citas</h1>'],
    [
      'a bar about cookies below',
      `<p>${lorem}</p><div style="position:fixed;bottom:0;left:0;right:0;background:#fff">Cookies</div>`,
    ],
    ['a notice that lets the page shine through', `<p>${lorem}</p>${layer('background:rgba(0,0,0,.4)', '')}`],
    ['a field for a password beside much text', `<form><input type=password></form><p>${lorem}</p>`],
    [
      'a header that stays',
      `<header style="position:fixed;top:0;left:0;right:0;height:90px;background:#fff">Menú</header><p style="margin-top:100px">${lorem}</p>`,
    ],
  ])('with %s is filed', async (_name, body) => {
    answers['gestoria.example/'] = (response) => html(response, body);
    expect((await taken('https://gestoria.example/')).pieces.screenshot).toBeDefined();
  });

  it('is pictured with the images that wait until a reader comes near', async () => {
    answers['gestoria.example/late.svg'] = (response) =>
      void response
        .writeHead(200, { 'content-type': 'image/svg+xml' })
        .end('<svg xmlns="http://www.w3.org/2000/svg" width="50" height="50"/>');
    answers['gestoria.example/'] = (response) =>
      html(
        response,
        `<p>${lorem}</p><div style="height:6500px"></div><img loading=lazy width=50 height=50 src="/late.svg">`,
      );
    await taken('https://gestoria.example/');
    expect(internet.asked).toContain('gestoria.example/late.svg');
  });

  it('keeps no cookie of the visit', async () => {
    answers['gestoria.example/'] = (response) => {
      response.setHeader('set-cookie', 'session=very-secret; Path=/');
      html(response, `<p>${lorem}</p><img src="/dot.svg">`);
    };
    answers['gestoria.example/dot.svg'] = (response) =>
      void response.setHeader('set-cookie', 'dot=very-secret').end('');
    const { pieces } = await taken('https://gestoria.example/');
    for (const [kind, { bytes }] of Object.entries(pieces)) {
      expect([kind, Buffer.from(bytes).includes('very-secret')]).toEqual([kind, false]);
    }
    const unpacked = gunzipSync((await unzipBytes(Buffer.from(pieces.wacz!.bytes)))[0]!.bytes).toString('latin1');
    expect(unpacked).toContain('WARC/1.1');
    expect(unpacked).not.toContain('very-secret');
  });
});

it('a post of Facebook under a sign-in is refused, and one beside it is filed', async () => {
  const words = 'Citas disponibles para pasaporte';
  const page = facebookPost('100044380451196', '567261421429868', words);
  const dialog = (place: string) =>
    `<div style="position:fixed;${place};width:1270px;height:250px;background:#fff"><input type=password></div>`;
  answers[post] = (response) => html(response, page + dialog('top:0;left:0'));
  expect((await capture(`https://${post}`)).outcome).toBe('login_wall');
  answers[post] = (response) => html(response, page + lorem + dialog('bottom:0;left:0'));
  expect((await capture(`https://${post}`)).outcome).toBe('ok');
});

it.each(['', 'not an address', 'file:///etc/passwd', 'https://x.com/somebody'])(
  '%j can never be captured',
  async (url) => {
    await expect(capture(url)).rejects.toThrow(PermanentError);
    expect(internet.asked).toEqual([]);
  },
);
