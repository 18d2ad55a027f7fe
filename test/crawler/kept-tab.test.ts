import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { closeBrowser, withPage, type LendOptions, type LentTab } from '../../crawler/browser/browser.ts';
import type { Guard } from '../../crawler/guard/guard.ts';
import { html, openInternet, type Internet } from './internet.ts';
import { browsersOf } from './processes.ts';

// Everything here drives a real browser, on machines that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let internet: Internet;
let guard: Guard;

/** Writes wherever a page can write, and says what it found there before. */
const everywhere = `<p id=seen></p><script type=module>
  const found = [];
  if (document.cookie) found.push('cookie');
  if (localStorage.length) found.push('localStorage');
  if (sessionStorage.length) found.push('sessionStorage');
  if (window.name) found.push('name');
  if (history.length > 2) found.push('history');
  if ((await indexedDB.databases()).length) found.push('indexedDB');
  if ((await caches.keys()).length) found.push('caches');
  const folder = await navigator.storage.getDirectory();
  for await (const name of folder.keys()) found.push('file ' + name);
  if ('serviceWorker' in navigator) found.push('a way to service workers');
  const tag = await (await fetch('/tagged')).text();
  if (tag !== 'fresh') found.push('HTTP cache');
  document.cookie = 'a=b; max-age=9999';
  localStorage.a = sessionStorage.a = window.name = 'b';
  history.pushState({}, '', '?pushed');
  await new Promise((done) => { indexedDB.open('a', 1).onsuccess = done; });
  await (await caches.open('a')).put('/a', new Response('b'));
  await folder.getFileHandle('a', { create: true });
  seen.textContent = 'found: ' + found.join(', ') + '.';
</script>`;

beforeAll(async () => {
  internet = await openInternet((request, response) => {
    const path = request.url!.replace(/\?.*/, '');
    if (path === '/tagged') {
      const known = request.headers['if-none-match'] !== undefined;
      response.writeHead(200, { etag: '"a"', 'cache-control': 'no-cache' });
      return void response.end(known ? 'known' : 'fresh');
    }
    if (path === '/everywhere') return html(response, everywhere);
    if (path === '/framing') return html(response, '<p>around<iframe src="https://other.example/everywhere"></iframe>');
    if (path === '/alert') return html(response, '<p>a<script>setTimeout(() => alert(1))</script>');
    if (path === '/silent') return;
    html(response, `<p>in ${request.headers['accept-language']}, cookies: ${request.headers.cookie ?? 'none'}.`);
  });
  guard = internet.guard(['*']);
});

afterAll(async () => {
  await closeBrowser();
  await internet.close();
});

const at = (page: string): string => `https://www.example.com${page}`;
const lend = <T>(use: (tab: LentTab) => Promise<T>, options: Partial<LendOptions> = {}): Promise<T> =>
  withPage(use, { guard, signal: AbortSignal.timeout(90_000), ...options });

/** The tab's name in the browser: the same for the same tab. */
async function nameOf(tab: LentTab): Promise<string> {
  const session = await tab.protocol();
  const { targetInfo } = await session.send('Target.getTargetInfo');
  await session.detach();
  return targetInfo.targetId;
}

/** Visits and says which tab it was, with what the page held. */
const run = (page: string, options: Partial<LendOptions> = {}): Promise<{ tab: string; body: string }> =>
  lend(async (tab) => ({ body: (await tab.visit(at(page))).body, tab: await nameOf(tab) }), options);

describe('the next run of a source', () => {
  it('has the same tab, and finds nothing in it', async () => {
    const first = await run('/everywhere', { keep: 'a source' });
    const second = await run('/everywhere', { keep: 'a source' });
    expect(first.body).toContain('found: .');
    expect(second.body).toContain('found: .');
    expect(second.tab).toBe(first.tab);
  });
  it('while within a run a page is a visitor that comes back', async () => {
    const body = await lend(
      async (tab) => {
        await tab.visit(at('/everywhere'));
        return (await tab.visit(at('/everywhere'))).body;
      },
      { keep: 'a source' },
    );
    for (const place of ['cookie', 'localStorage', 'sessionStorage', 'indexedDB', 'caches', 'file a', 'HTTP cache'])
      expect(body).toContain(place);
    expect((await run('/plain', { keep: 'a source' })).body).toContain('cookies: none.');
  });
  it('finds nothing that a frame of another site left', async () => {
    await run('/framing', { keep: 'a source' });
    const body = await lend(async (tab) => (await tab.visit('https://other.example/everywhere')).body, {
      keep: 'a source',
    });
    expect(body).toContain('found: .');
  });
  it('speaks its own language', async () => {
    expect((await run('/plain', { keep: 'a source', language: 'es' })).body).toContain('in es');
    expect((await run('/plain', { keep: 'a source', language: 'en' })).body).toContain('in en');
  });
});

describe('a tab is not shared', () => {
  it('between two sources', async () => {
    const first = await run('/everywhere', { keep: 'a source' });
    const other = await run('/everywhere', { keep: 'another source' });
    expect(other.tab).not.toBe(first.tab);
    expect(other.body).toContain('found: .');
  });
  it('between two guards', async () => {
    const first = await run('/plain', { keep: 'a source' });
    expect((await run('/plain', { keep: 'a source', guard: internet.guard(['*']) })).tab).not.toBe(first.tab);
  });
  it('by two runs at a time', async () => {
    const [one, other] = await Promise.all([run('/plain', { keep: 'a source' }), run('/plain', { keep: 'a source' })]);
    expect(one.tab).not.toBe(other.tab);
  });
  it('with a link that was handed in', async () => {
    const first = await run('/everywhere');
    const second = await run('/everywhere');
    expect(second.tab).not.toBe(first.tab);
    expect(second.body).toContain('found: .');
  });
  it('after a page that opened a dialog', async () => {
    const first = await run('/alert', { keep: 'dialogs' });
    expect((await run('/plain', { keep: 'dialogs' })).tab).not.toBe(first.tab);
  });
  it('after a page that could not be had', async () => {
    const { tab } = await run('/plain', { keep: 'failures' });
    const failing = run('/silent', { keep: 'failures', limits: { loadMs: 500 } });
    await expect(failing).rejects.toThrow('did not load');
    expect((await run('/plain', { keep: 'failures' })).tab).not.toBe(tab);
  });
  it('after a run that failed by itself', async () => {
    const { tab } = await run('/plain', { keep: 'failures' });
    await expect(lend(() => Promise.reject(new Error('a bug')), { keep: 'failures' })).rejects.toThrow('a bug');
    expect((await run('/plain', { keep: 'failures' })).tab).not.toBe(tab);
  });
});

it.runIf(process.platform === 'linux')('after so many pages a fresh browser takes over', async () => {
  await closeBrowser();
  const browsers: number[][] = [];
  for (let index = 0; index < 2; index += 1) {
    await lend(
      async (tab) => {
        // The run under way goes on in the old one.
        for (const page of ['/1', '/2', '/3', '/4']) await tab.visit(at(page));
        browsers.push(browsersOf(process.pid));
      },
      { keep: 'worn', limits: { pagesPerBrowser: 3 } },
    );
  }
  expect(browsers.map((pids) => pids.length)).toEqual([1, 1]);
  expect(browsers[0]).not.toEqual(browsers[1]);
});
