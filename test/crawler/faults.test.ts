import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliCompress, createGzip, constants } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { closeBrowser, withPage, type LendOptions, type LentTab } from '../../crawler/browser/browser.ts';
import { guardedFetch } from '../../crawler/guard/fetch.ts';
import type { Guard } from '../../crawler/guard/guard.ts';
import { VisitFailed, type Visit } from '../../crawler/browser/tab.ts';
import { html, openInternet, type Internet } from './internet.ts';

// Everything here drives a real browser to its limits, on machines that may be busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const megabyte = 1_000_000;
let internet: Internet;
let guard: Guard;
let gzipped: Buffer;
let brotli: Buffer;
let windows = 0;

const scripts: Record<string, string> = {
  '/loop-at-once': 'for (;;);',
  '/alerts': 'for (;;) alert(1)',
  '/console': 'setTimeout(() => { for (;;) console.log("x".repeat(100)) })',
  '/windows': 'for (let i = 0; i < 1000; i++) window.open("/window" + i, "_blank")',
  '/links':
    'for (let i = 0; i < 1000; i++) { const a = document.createElement("a"); a.href = "/window"; a.target = "_blank"; document.body.append(a); a.click() }',
  '/print': 'window.print()',
  '/leaving': 'onbeforeunload = (event) => { event.preventDefault(); return "stay" }',
  '/nodes':
    'const all = document.createElement("p"); all.hidden = true; for (let i = 0; i < 6e5; i++) all.append(document.createElement("i")); document.body.append(all)',
  '/million':
    'const all = document.createDocumentFragment(); for (let i = 0; i < 1e6; i++) all.append(document.createElement("i")); document.body.append(all)',
  '/long': 'document.body.append(document.createComment("x".repeat(3e7)))',
  '/frames': 'for (let i = 0; i < 300; i++) document.body.append(document.createElement("iframe"))',
  '/buffers': 'const all = []; for (;;) all.push(new Uint8Array(5e7).fill(1))',
  '/strings': 'const all = []; for (;;) all.push(new Array(1e6).fill(Math.random()))',
  '/chain':
    'const next = () => { const s = document.createElement("script"); s.src = "/script?" + Math.random(); s.onload = next; document.head.append(s) }; next()',
  '/pushing': 'setInterval(() => { for (let i = 0; i < 100; i++) history.pushState({}, "", "?" + Math.random()) })',
  '/downloads':
    'for (let i = 0; i < 50; i++) { const a = document.createElement("a"); a.href = URL.createObjectURL(new Blob(["x"])); a.download = "x" + i; a.click() }',
  '/asking': `(async () => {
     const states = [];
     for (const name of ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read', 'persistent-storage'])
       states.push(name + ' ' + await navigator.permissions.query({ name }).then((found) => found.state, () => 'unknown'));
     states.push('asked ' + await Notification.requestPermission());
     states.push(await new Promise((done) => navigator.geolocation.getCurrentPosition(() => done('a position'), () => done('no position'))));
     states.push(await navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'a picture', () => 'no picture'));
     document.body.append(states.join(', ') + '.');
   })()`,
};

beforeAll(async () => {
  const block = Buffer.from(`<p>${'x'.repeat(megabyte - 7)}</p>`);
  const bomb = async (through: NodeJS.ReadWriteStream): Promise<Buffer> => {
    const chunks: Buffer[] = [];
    through.on('data', (chunk: Buffer) => chunks.push(chunk));
    await pipeline(Readable.from(Array.from({ length: 200 }, () => block)), through);
    return Buffer.concat(chunks);
  };
  gzipped = await bomb(createGzip({ level: 1 }));
  brotli = await bomb(createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }));
  internet = await openInternet((request, response) => {
    const path = request.url!.replace(/\?.*/, '');
    const script = scripts[path];
    if (script !== undefined) return html(response, `<title>a page</title><body><p>a page<script>${script}</script>`);
    if (path.startsWith('/window')) windows += 1;
    if (path === '/script') return void response.writeHead(200, { 'content-type': 'text/javascript' }).end('1');
    if (path === '/meta')
      return html(response, `<meta http-equiv=refresh content="0;url=/meta?${Math.random()}"><p>on`);
    if (path === '/huge') {
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': String(200 * megabyte) });
      const blocks = Readable.from(Array.from({ length: 200 }, () => block));
      return void pipeline(blocks, response).catch(() => undefined); // the visitor has had enough
    }
    if (path === '/gzip' || path === '/br') {
      const body = path === '/br' ? brotli : gzipped;
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': path.slice(1) });
      return void response.end(body);
    }
    html(response, '<p>plain');
  });
  guard = internet.guard(['*']);
});

afterAll(async () => {
  await closeBrowser();
  await internet.close();
});

/** Nothing of what a page did is left in the next run, nor in the memory of this process. */
afterEach(async () => {
  expect((await visit('/plain')).body).toContain('plain');
  expect(process.memoryUsage().rss).toBeLessThan(1_200 * megabyte);
});

const lend = <T>(use: (tab: LentTab) => Promise<T>, options: Partial<LendOptions> = {}): Promise<T> =>
  withPage(use, { guard, signal: AbortSignal.timeout(120_000), ...options });
const visit = (page: string, limits: LendOptions['limits'] = {}): Promise<Visit> =>
  lend((tab) => tab.visit(`https://www.example.com${page}`), { limits });

async function fails(page: string, sentence: string, limits: LendOptions['limits'] = {}): Promise<void> {
  const work = visit(page, limits);
  await expect(work).rejects.toThrow(sentence);
  await expect(work).rejects.toBeInstanceOf(VisitFailed);
}

const short = { loadMs: 3_000, settleMs: 1_000 };

describe('too much of a page', () => {
  it('200 MB are cut at 20', () => fails('/huge', 'larger than 20 MB'));
  it.each(['/gzip', '/br'])('200 MB that come as a few kilobytes (%s) are cut at 60', (page) =>
    // Sixty megabytes of nothing take a busy machine a while.
    fails(page, 'larger than 60 MB', { loadMs: 90_000 }),
  );
  it('of elements, more than half a million are not read', () => fails('/nodes', 'more than 500,000 elements'));
  it('a million that are shown take too much memory before', () => fails('/million', ''));
  it('nor a text that a script has written without end', () => fails('/long', 'larger than 20 million characters'));
  it('frames have an end', () => fails('/frames', 'more than 200 frames'));
  it.runIf(process.platform === 'linux')('memory has an end, outside of scripts as well', () =>
    fails('/buffers', 'too much memory', { memoryBytes: 400 * megabyte }),
  );
  it('and inside of scripts', () => fails('/strings', 'too much memory', { loadMs: 60_000 }));
});

describe('a page without an end', () => {
  it('that loops before it is there did not load', () => fails('/loop-at-once', 'did not load within 3 s', short));
  it('that leads on by its own markup is stopped', () => fails('/meta', 'led on more than 10 times'));
  it.each(['/chain', '/pushing'])('but with its text in place is taken as it stands: %s', async (page) => {
    expect((await visit(page, short)).body).toContain('a page');
  });
  it('that floods the console costs its own tab only', () => fails('/console', '', short));
});

describe('a page that wants attention', () => {
  it('by dialogs is given up', () => fails('/alerts', 'keeps opening dialogs'));
  it.each(['/windows', '/links'])('by a thousand windows opens none: %s', async (page) => {
    windows = 0;
    const body = await lend(async (tab) => {
      const { body: seen } = await tab.visit(`https://www.example.com${page}`);
      await tab.visit('https://www.example.com/plain');
      return seen;
    });
    expect(body).toContain('a page');
    expect(windows).toBe(0);
  });
  it('by printing is read', async () => expect((await visit('/print')).body).toContain('a page'));
  it('by downloads is read', async () => expect((await visit('/downloads')).body).toContain('a page'));
  it('by holding the visitor back is left', async () => {
    await lend(async (tab) => {
      await tab.visit('https://www.example.com/leaving');
      expect((await tab.visit('https://www.example.com/plain')).body).toContain('plain');
    });
  });
  it('gets no permission', async () => {
    const { body } = await visit('/asking');
    expect(body).toContain('no position');
    expect(body).toContain('no picture');
    expect(body).not.toContain('asked granted');
    expect(body).not.toContain(' granted');
  });
});

describe('without a browser', () => {
  it('200 MB are cut at the limit', async () => {
    await expect(guardedFetch(guard, 'https://www.example.com/huge')).rejects.toThrow('larger than 5 MB');
  });
  it.each(['/gzip', '/br'])('and so is what a few kilobytes would grow to: %s', async (page) => {
    await expect(guardedFetch(guard, `https://www.example.com${page}`)).rejects.toThrow('larger than 5 MB');
  });
});
