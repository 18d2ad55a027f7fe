import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeBrowser } from '../../crawler/browser.ts';
import { makeCapture, type Capture, type CaptureWays } from '../../crawler/capture.ts';
import { facebookHosts } from '../../crawler/facebook/page.ts';
import { googleHosts } from '../../crawler/google/serp.ts';
import { makeTurns } from '../../crawler/politeness.ts';
import { makeRobots } from '../../crawler/robots.ts';
import { PermanentError } from '../../errors.ts';
import { html, openInternet, type Internet } from './internet.ts';
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

function capturing(more: Partial<CaptureWays> = {}): Capture {
  const webGuard = internet.guard(['*']);
  return makeCapture({
    googleGuard: internet.guard(googleHosts),
    facebookGuard: internet.guard(facebookHosts),
    xGuard: internet.guard(['api.x.com']),
    webGuard,
    robots: makeRobots(webGuard),
    turn: makeTurns(0),
    x: { apiBase: 'https://api.x.com', bearerToken: 'a token' },
    publicPages: ['google', 'facebook'],
    ...more,
  });
}
const capture = (url: string, more: Partial<CaptureWays> = {}) =>
  capturing(more)({ url, signal: AbortSignal.timeout(60_000) });

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
const post = 'www.facebook.com/100044380451196/posts/567261421429868';

describe('a post of Facebook', () => {
  it('is filed as its page, its picture and its way', async () => {
    answers[post] = (response) =>
      html(response, facebookPost('100044380451196', '567261421429868', 'Citas disponibles ñ'));
    const before = Date.now();
    const taken = await capture(
      `https://m.facebook.com/story.php?story_fbid=567261421429868&id=100044380451196&fbclid=x`,
    );
    if (taken.outcome !== 'ok') throw new Error(taken.detail);
    expect(text(taken.page)).toContain('Citas disponibles ñ');
    expect(taken.pageMediaType).toBe('text/html; charset=utf-8');
    expect(Buffer.from(taken.screenshot!).subarray(1, 4).toString()).toBe('PNG');
    expect(taken.capturedAt.getTime()).toBeGreaterThanOrEqual(before);
    expect(taken.record).toMatchObject({
      urlFinal: `https://${post}`,
      redirectChain: [],
      httpStatus: 200,
      viewport: '1280x800',
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
    const taken = await capture(`https://${post}`);
    expect(taken).toEqual({ outcome, detail: expect.stringMatching(/\.$/) });
  });

  it('is not read unless an administrator has switched it on', async () => {
    await expect(capture(`https://${post}`, { publicPages: [] })).rejects.toThrow('VIGIA_PUBLIC_PAGES=facebook');
    expect(internet.asked).toEqual([]);
  });
});

describe('a post of X', () => {
  it('is filed as the answer of the API, without a picture', async () => {
    const body = JSON.stringify({ data: JSON.parse(xPage(['1964084223871971826'])).data[0] });
    answers['api.x.com/2/tweets/1964084223871971826'] = (response) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    const taken = await capture('https://x.com/somebody/status/1964084223871971826?s=20');
    expect(taken).toMatchObject({
      outcome: 'ok',
      screenshot: null,
      pageMediaType: 'application/json',
      record: { session: 'api', httpStatus: 200 },
    });
    if (taken.outcome === 'ok') expect(text(taken.page)).toBe(body);
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
    const taken = await capture('https://x.com/i/status/5', {
      x: { apiBase: 'https://api.x.com', bearerToken: undefined },
    });
    expect(taken).toMatchObject({ outcome: 'auth_expired' });
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
    const taken = await capture('https://gestoria.example/citas');
    expect(taken).toMatchObject({
      outcome: 'ok',
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

  it('a blank page is refused', async () => {
    answers['gestoria.example/'] = (response) => html(response, '<div></div>');
    expect((await capture('https://gestoria.example/')).outcome).toBe('needs_js');
  });

  it('a site whose robots.txt asks us to stay out is not read', async () => {
    answers['gestoria.example/robots.txt'] = (response) => void response.end('User-agent: *\nDisallow: /private');
    answers['gestoria.example/private'] = (response) => html(response, '<h1>private</h1>');
    answers['gestoria.example/public'] = (response) => html(response, '<h1>public</h1>');
    const capturePost = capturing();
    const signal = AbortSignal.timeout(60_000);
    const refused = await capturePost({ url: 'https://gestoria.example/private', signal });
    expect(refused).toMatchObject({ outcome: 'not_available', detail: expect.stringContaining('robots.txt') });
    expect((await capturePost({ url: 'https://gestoria.example/public', signal })).outcome).toBe('ok');
    expect(internet.asked.filter((address) => address.endsWith('/robots.txt'))).toHaveLength(1);
    expect(internet.asked).not.toContain('gestoria.example/private');
  });

  it.each(['http://127.0.0.1/', 'https://[::1]/', 'https://localhost/', 'http://169.254.169.254/latest/meta-data/'])(
    'an address inside is not reached: %s',
    async (url) => {
      const taken = await capture(url).catch((error: unknown) => error);
      expect(taken instanceof PermanentError || (taken as { outcome: string }).outcome === 'network_error').toBe(true);
      expect(internet.asked).toEqual([]);
    },
  );
});

it.each(['', 'not an address', 'file:///etc/passwd', 'https://x.com/somebody'])(
  '%j can never be captured',
  async (url) => {
    await expect(capture(url)).rejects.toThrow(PermanentError);
    expect(internet.asked).toEqual([]);
  },
);
