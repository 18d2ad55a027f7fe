/** The answers that a page was made of, as a WARC 1.1 file (ISO 28500), each record gzipped by itself. */
import { CDXIndexer, WARCRecord, WARCSerializer, type WARCRecordOpts } from 'warcio';
import type { Exchange } from '../browser/snapshot.ts';

/** Something of our own about the page, beside what was sent: its picture, its words. */
export interface Resource {
  /** `urn:fullPage:<address>` or `urn:text:<address>`, as Webrecorder's tools name them. */
  uri: string;
  mediaType: string;
  bytes: Uint8Array;
  at: Date;
}

const version = 'WARC/1.1';

export async function writeWarc(exchanges: Exchange[], resources: Resource[], software: string): Promise<Uint8Array> {
  const information = WARCRecord.createWARCInfo(
    { filename: 'data.warc.gz', warcVersion: version },
    { software, format: 'WARC File Format 1.1' },
  );
  const records = [await serialized(information)];
  for (const exchange of exchanges) records.push(...(await pair(exchange)));
  for (const { uri, mediaType, bytes, at } of resources) {
    const headers = { 'Content-Type': mediaType };
    records.push(
      await serialized(record({ type: 'resource', url: uri, date: dated(at), warcHeaders: headers }, bytes)),
    );
  }
  return Buffer.concat(records);
}

/** A response and the request that asked for it. */
async function pair(exchange: Exchange): Promise<Uint8Array[]> {
  const { url, at, method, status, statusText } = exchange;
  const response = record(
    {
      type: 'response',
      url,
      date: dated(at),
      statusline: `HTTP/1.1 ${status} ${statusText}`.trim(),
      httpHeaders: replayable(exchange),
    },
    exchange.body,
  );
  const bytes = await serialized(response);
  const { pathname, search } = new URL(url);
  const request = record(
    {
      type: 'request',
      url,
      date: dated(at),
      statusline: `${method} ${pathname}${search} HTTP/1.1`,
      httpHeaders: exchange.requestHeaders,
      warcHeaders: { 'WARC-Concurrent-To': response.warcHeader('WARC-Record-ID') ?? '' },
    },
    new Uint8Array(),
  );
  return [bytes, await serialized(request)];
}

/** The body is kept decoded, so headers about its wire form would be untrue: they stay under another name. */
function replayable({ headers, body }: Exchange): Record<string, string> {
  const wire = new Set(['content-encoding', 'transfer-encoding', 'content-length']);
  const kept = Object.entries(headers).map(([name, value]) => [wire.has(name) ? `x-orig-${name}` : name, value]);
  return { ...(Object.fromEntries(kept) as Record<string, string>), 'content-length': String(body.byteLength) };
}

const dated = (at: Date): string => at.toISOString();
const record = (options: WARCRecordOpts, body: Uint8Array): WARCRecord =>
  WARCRecord.create({ ...options, warcVersion: version }, [body]);
const serialized = (one: WARCRecord): Promise<Uint8Array> => WARCSerializer.serialize(one, { gzip: true });

/** The index of a WARC file, CDXJ, sorted. */
export async function indexOf(warc: Uint8Array, filename: string): Promise<string> {
  const indexer = new CDXIndexer();
  const lines: string[] = [];
  for await (const entry of indexer.iterIndex([{ filename, reader: only(warc) }])) {
    const digest = String(entry['digest']);
    lines.push(indexer.serializeCDXJ({ ...entry, digest: digest.includes(':') ? digest : `sha256:${digest}` }).trim());
  }
  return lines
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((line) => `${line}\n`)
    .join('');
}

// oxlint-disable-next-line require-yield
async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
