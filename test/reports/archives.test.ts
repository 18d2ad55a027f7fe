/** Web archives of reported posts: they leave only when a person has opened them, and then whole. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkWacz } from '../../crawler/capture/wacz-check.ts';
import { writeWacz } from '../../crawler/capture/wacz.ts';
import { PermanentError } from '../../errors.ts';
import { buildReport } from '../../reports/build.ts';
import { writePackage } from '../../reports/package.ts';
import type { EvidenceReader } from '../../reports/report.types.ts';
import { unzip, unzipBytes } from '../../reports/unzip.ts';
import { verifyPackage } from '../../reports/verify.ts';
import { confirmed, input, sha256, store } from './confirmed.ts';

let folder: string;
let wacz: Buffer;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'vigia-archives-'));
  const at = new Date('2026-08-20T15:00:00Z');
  const url = 'https://x.com/citas_mx/status/1825678901234567890';
  const headers = { 'content-type': 'text/html' };
  const body = Buffer.from('<h1>Citas</h1>');
  const exchange = { url, at, method: 'GET', requestHeaders: {}, status: 200, statusText: 'OK', headers, body };
  const page = { url, title: 'Citas', at, text: 'Citas', exchanges: [exchange], screenshot: null };
  wacz = Buffer.from(await writeWacz({ ...page, software: 'Vigia/0.1' }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const withArchive = () => {
  const post = confirmed('x');
  const captures = post.captures.map((one) => ({ ...one, waczSha256: sha256(wacz), waczBytes: wacz.length }));
  return [{ ...post, captures }];
};
const reader: EvidenceReader = (hash) => (hash === sha256(wacz) ? Promise.resolve(wacz) : store()(hash));

test('none leaves unless a person says so', () => {
  const { content } = buildReport(input('x', withArchive(), { includeScreenshots: true }));
  expect(content.items.flatMap(({ evidence }) => evidence).map((file) => file.media_type)).not.toContain(
    'application/wacz',
  );
});

test('one that a person opened leaves as it was captured; exported twice, the package is the same bytes', async () => {
  const { content } = buildReport(input('x', withArchive(), { includeArchives: true }));
  const file = path.join(folder, `${content.report_number}.zip`);
  const first = await writePackage(content, reader, file);
  const bytes = await readFile(file);
  expect(await writePackage(content, reader, file)).toEqual(first);
  expect(await readFile(file)).toEqual(bytes);
  expect(await verifyPackage(file)).toMatchObject({ ok: true, problems: [] });
  const inside = (await unzip(file)).find(({ path: name }) => name.endsWith('/0001/page.reviewed.wacz'))!;
  expect(sha256(inside.bytes)).toBe(sha256(wacz));
  const entries = await unzipBytes(Buffer.from(inside.bytes));
  expect(await checkWacz(new Map(entries.map((entry) => [entry.path, entry.bytes])))).toMatchObject({ ok: true });
});

test('one that is gone from the store stops the export with the item that lacks it', async () => {
  const { content } = buildReport(input('x', withArchive(), { includeArchives: true }));
  const without: EvidenceReader = (hash) =>
    hash === sha256(wacz) ? Promise.reject(new PermanentError('gone', 'evidence_missing')) : store()(hash);
  await expect(writePackage(content, without, path.join(folder, 'none.zip'))).rejects.toThrow('page.reviewed.wacz');
});
