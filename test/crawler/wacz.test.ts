/** A captured page as a web archive: by the letter of WACZ 1.1.1, every record whole, and readable with no network. */
import { createHash } from 'node:crypto';
import { WARCParser } from 'warcio';
import type { Browser } from 'puppeteer';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { closeBrowser, withPage } from '../../crawler/browser/browser.ts';
import { capturePage } from '../../crawler/capture/page.ts';
import { checkWacz } from '../../crawler/capture/wacz-check.ts';
import { launchChromium } from '../../crawler/browser/chromium.ts';
import { unzipBytes } from '../../reports/unzip.ts';
import { html, openInternet } from './internet.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const dot =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="red"/></svg>';
const style = 'h1 { color: rgb(1, 2, 3) }';
const big = `/*${'x'.repeat(7_000_000)}*/`;
const page = `<title>Citas ya</title><link rel=icon href="data:,"><link rel=stylesheet href="/style.css"><link rel=stylesheet href="/big.css"><h1>Citas urgentes ñ</h1><p id=late></p>
  <img src="/dot.svg?size=40"><img src="/broken.png">
  <script src="/moved.js"></script>`;

let files: Map<string, Uint8Array>;
let omitted: number;
let asked: string[];

beforeAll(async () => {
  const internet = await openInternet((request, response) => {
    const path = request.url ?? '/';
    if (path === '/style.css') return void response.writeHead(200, { 'content-type': 'text/css' }).end(style);
    if (path.startsWith('/dot.svg')) return void response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(dot);
    if (path === '/big.css') return void response.writeHead(200, { 'content-type': 'text/css' }).end(big);
    if (path === '/broken.png')
      return void response.writeHead(200, { 'content-type': 'image/png', 'content-length': 4 }).end('none');
    if (path === '/moved.js') return void response.writeHead(302, { location: '/script.js' }).end();
    if (path === '/script.js')
      return void response
        .writeHead(200, { 'content-type': 'text/javascript' })
        .end(`document.getElementById('late').textContent = 'escrito por el programa'`);
    if (path === '/') return void response.writeHead(301, { location: '/citas?dia=1' }).end();
    html(response, page);
  });
  const guard = internet.guard(['gestoria.example']);
  const url = 'https://gestoria.example/';
  const captured = await withPage(
    (tab) =>
      capturePage(tab, { url, language: 'es-MX', visit: () => tab.visit(url), judge: () => ({ outcome: 'ok' }) }),
    { guard, signal: AbortSignal.timeout(60_000) },
  );
  if (captured.outcome !== 'ok') throw new Error(captured.detail);
  omitted = captured.record.archiveOmitted!;
  const entries = await unzipBytes(Buffer.from(captured.pieces.wacz!.bytes));
  files = new Map(entries.map(({ path, bytes }) => [path, bytes]));
  asked = internet.asked;
  await closeBrowser();
  await internet.close();
});

const textOf = (path: string): string => Buffer.from(files.get(path)!).toString('utf8');

interface Record {
  type: string;
  url: string;
  status: number;
  headers: { [name: string]: string };
  body: Buffer;
}

async function records(): Promise<Record[]> {
  const read: Record[] = [];
  for await (const record of WARCParser.iterRecords([files.get('archive/data.warc.gz')!]))
    read.push({
      type: record.warcType ?? '',
      url: record.warcTargetURI ?? '',
      status: Number(record.httpHeaders?.statusCode ?? 0),
      headers: Object.fromEntries(record.httpHeaders?.headers ?? []),
      body: Buffer.from(await record.readFully(true)),
    });
  return read;
}

describe('the archive of a captured page', () => {
  it('holds against the specification, with every record under its digest and in its index', async () => {
    expect(await checkWacz(files)).toEqual({
      ok: true,
      pages: ['https://gestoria.example/citas?dia=1'],
      responses: 6,
      problems: [],
    });
    expect([...files.keys()].toSorted()).toEqual([
      'archive/data.warc.gz',
      'datapackage-digest.json',
      'datapackage.json',
      'indexes/index.cdx',
      'pages/pages.jsonl',
    ]);
    const description = JSON.parse(textOf('datapackage.json')) as { wacz_version: string; mainPageUrl: string };
    expect(description).toMatchObject({
      profile: 'data-package',
      wacz_version: '1.1.1',
      mainPageUrl: 'https://gestoria.example/citas?dia=1',
    });
    expect(textOf('pages/pages.jsonl')).toContain('"title":"Citas ya"');
    expect(textOf('indexes/index.cdx').split('\n')[0]).toMatch(/^example,gestoria\)\/ \d{14} \{/);
  });

  it('holds each answer with its request, redirects too, and the picture and the words of the page', async () => {
    const all = await records();
    const of = (type: string) => all.filter((one) => one.type === type).map(({ url, status }) => `${status} ${url}`);
    expect(of('warcinfo')).toHaveLength(1);
    expect(of('response').toSorted()).toEqual([
      '200 https://gestoria.example/citas?dia=1',
      '200 https://gestoria.example/dot.svg?size=40',
      '200 https://gestoria.example/script.js',
      '200 https://gestoria.example/style.css',
      '301 https://gestoria.example/',
      '302 https://gestoria.example/moved.js',
    ]);
    expect(of('request')).toHaveLength(6);
    expect(of('resource').toSorted()).toEqual([
      '0 urn:fullPage:https://gestoria.example/citas?dia=1',
      '0 urn:text:https://gestoria.example/citas?dia=1',
    ]);
    expect(
      all
        .find(({ url }) => url.startsWith('urn:fullPage'))!
        .body.subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    expect(all.find(({ url }) => url.startsWith('urn:text'))!.body.toString()).toContain('escrito por el programa');
    const sheet = all.find(({ url, type }) => type === 'response' && url.endsWith('/style.css'))!;
    expect(sheet.headers['content-length']).toBe(String(sheet.body.length));
  });

  it('leaves out what is too large for it or did not come whole, and says how much', () => {
    expect(asked.some((address) => address.endsWith('/big.css'))).toBe(true);
    expect(omitted).toBe(2);
  });

  it('shows the page again with no network at all', async () => {
    const answers = new Map((await records()).filter(({ type }) => type === 'response').map((one) => [one.url, one]));
    const missed: string[] = [];
    let browser: Browser | undefined;
    try {
      browser = await launchChromium(['--proxy-server=127.0.0.1:9', '--proxy-bypass-list=<-loopback>']);
      const tab = await browser.newPage();
      await tab.setRequestInterception(true);
      tab.on('request', (request) => {
        const answer = answers.get(request.url());
        if (!answer) missed.push(request.url());
        void (answer
          ? request.respond({ status: answer.status, headers: answer.headers, body: answer.body })
          : request.abort('internetdisconnected'));
      });
      await tab.goto('https://gestoria.example/', { waitUntil: 'load' });
      expect(tab.url()).toBe('https://gestoria.example/citas?dia=1');
      expect(await tab.evaluate(() => document.body.innerText)).toContain('escrito por el programa');
      expect(await tab.$eval('h1', (title) => getComputedStyle(title).color)).toBe('rgb(1, 2, 3)');
      expect(await tab.$eval('img', (image) => image.naturalWidth)).toBe(40);
      expect(missed.toSorted()).toEqual(['https://gestoria.example/big.css', 'https://gestoria.example/broken.png']);
    } finally {
      await browser?.close();
    }
  });
});

describe('an archive that was tampered with', () => {
  const changed = async (path: string, change: (bytes: Buffer) => Buffer | null, mend = false) => {
    const copy = new Map(files);
    const bytes = change(Buffer.from(files.get(path)!));
    if (bytes) copy.set(path, bytes);
    else copy.delete(path);
    // Whoever changes a file may also mend the hashes above it.
    if (mend) mendHashes(copy);
    return (await checkWacz(copy)).problems;
  };

  function mendHashes(copy: Map<string, Uint8Array>): void {
    const hash = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    const description = JSON.parse(textOf('datapackage.json')) as {
      resources: { path: string; hash: string; bytes: number }[];
    };
    for (const one of description.resources) {
      one.hash = hash(copy.get(one.path)!);
      one.bytes = copy.get(one.path)!.byteLength;
    }
    const text = Buffer.from(JSON.stringify(description));
    copy.set('datapackage.json', text);
    copy.set('datapackage-digest.json', Buffer.from(JSON.stringify({ path: 'datapackage.json', hash: hash(text) })));
  }

  it.each([
    ['pages/pages.jsonl', (bytes: Buffer) => Buffer.from(bytes.toString().replace('Citas', 'Otras')), 'was changed'],
    ['archive/data.warc.gz', (bytes: Buffer) => bytes.subarray(0, -400), 'was changed'],
    ['datapackage.json', (bytes: Buffer) => Buffer.from(`${bytes.toString()} `), 'datapackage.json was changed'],
    ['datapackage.json', () => Buffer.from('{'), 'is not what it should be'],
    ['indexes/index.cdx', () => null, 'is missing'],
    ['archive/data.warc.gz', () => null, 'is missing'],
  ])('%s', async (path, change, says) => {
    expect((await changed(path, change)).join('; ')).toContain(says);
  });

  it('is found out by its records and its index even when all hashes above were mended', async () => {
    const cut = await changed('archive/data.warc.gz', (bytes) => bytes.subarray(0, -400), true);
    expect(cut.length).toBeGreaterThan(0);
    const index = await changed(
      'indexes/index.cdx',
      (bytes) => Buffer.from(bytes.toString().replace('"offset":"', '"offset":"9')),
      true,
    );
    expect(index).toContain('the index names a record that is not there');
  });

  it('names another page than it holds', async () => {
    const problems = await changed(
      'pages/pages.jsonl',
      (bytes) => Buffer.from(bytes.toString().replaceAll('gestoria.example', 'otra.example')),
      true,
    );
    expect(problems).toEqual(['a page of pages.jsonl is not in the archive']);
  });
});
