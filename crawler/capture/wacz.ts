/**
 * A page that can be replayed: WACZ 1.1.1 (specs.webrecorder.net/wacz/1.1.1, read 2026-11), one ZIP with the WARC, its index and
 * the list of its pages, which ReplayWeb.page opens.
 */
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import type { Exchange } from '../browser/snapshot.ts';
import { indexOf, writeWarc, type Resource } from './warc.ts';

export interface ArchivedPage {
  /** The final address, whose answer is among the exchanges. */
  url: string;
  title: string;
  at: Date;
  text: string;
  exchanges: Exchange[];
  /** PNG of the whole page, where there is one. */
  screenshot: Uint8Array | null;
  /** `Vigia/0.1` */
  software: string;
}

/** One page as a WACZ file. */
export async function writeWacz(page: ArchivedPage): Promise<Uint8Array> {
  const warc = await writeWarc(page.exchanges, resourcesOf(page), page.software);
  const files: [path: string, bytes: Uint8Array][] = [
    ['archive/data.warc.gz', warc],
    ['indexes/index.cdx', Buffer.from(await indexOf(warc, 'data.warc.gz'))],
    ['pages/pages.jsonl', Buffer.from(pagesOf(page))],
  ];
  const description = Buffer.from(JSON.stringify(descriptionOf(page, files), null, 2));
  const digest = Buffer.from(JSON.stringify({ path: 'datapackage.json', hash: hashOf(description) }, null, 2));
  return zip([...files, ['datapackage.json', description], ['datapackage-digest.json', digest]], page.at);
}

function resourcesOf({ url, at, text, screenshot }: ArchivedPage): Resource[] {
  return [
    ...(screenshot ? [{ uri: `urn:fullPage:${url}`, mediaType: 'image/png', bytes: screenshot, at }] : []),
    ...(text ? [{ uri: `urn:text:${url}`, mediaType: 'text/plain; charset=utf-8', bytes: Buffer.from(text), at }] : []),
  ];
}

function pagesOf({ url, title, at, text }: ArchivedPage): string {
  const header = { format: 'json-pages-1.0', id: 'pages', title: 'All Pages', hasText: true };
  const id = createHash('sha256').update(`${url} ${at.toISOString()}`).digest('hex').slice(0, 16);
  return `${JSON.stringify(header)}\n${JSON.stringify({ id, url, title, ts: at.toISOString(), text })}\n`;
}

function descriptionOf({ url, at, software }: ArchivedPage, files: [path: string, bytes: Uint8Array][]) {
  return {
    profile: 'data-package',
    wacz_version: '1.1.1',
    created: at.toISOString(),
    software,
    mainPageUrl: url,
    mainPageDate: at.toISOString(),
    resources: files.map(([path, bytes]) => ({
      name: path.slice(path.lastIndexOf('/') + 1),
      path,
      hash: hashOf(bytes),
      bytes: bytes.byteLength,
    })),
  };
}

const hashOf = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** Stored, not deflated: a reader asks for ranges of the WARC within the ZIP. */
async function zip(files: [path: string, bytes: Uint8Array][], at: Date): Promise<Uint8Array> {
  const archive = new ZipFile();
  for (const [path, bytes] of files)
    archive.addBuffer(Buffer.from(bytes), path, { mtime: at, mode: 0o100644, compress: false });
  archive.end();
  return buffer(archive.outputStream as AsyncIterable<Buffer> & NodeJS.ReadableStream);
}
