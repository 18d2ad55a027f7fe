/** The evidence store, on both kinds of places: a folder and a bucket that speaks S3. */
import { createServer, type Server } from 'node:http';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { read as readConfig } from '../config.ts';
import * as evidence from '../db/evidence.server.ts';
import { onDisk } from '../db/evidence/disk.server.ts';
import { inBucket } from '../db/evidence/s3.server.ts';
import type { EvidenceStore } from '../db/evidence/store.ts';
import { PermanentError, RetryLaterError } from '../errors.ts';
import { isSigned } from './setup/s3-signature.ts';
import { testBucket, type TestBucket } from './setup/s3.ts';

let folder: string;
let bucket: TestBucket;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vigia-evidence-'));
  bucket = await testBucket();
});
afterAll(async () => {
  await bucket.close();
  await rm(folder, { recursive: true, force: true });
});

/** The file that holds a piece, wherever the place lays it. */
async function fileOf(where: string, hash: string): Promise<string> {
  const names = await readdir(where, { recursive: true });
  const found = [];
  for (const name of names)
    if (name.includes(hash) && !name.includes('metadata') && !name.endsWith('.md5')) found.push(path.join(where, name));
  for (const file of found) if ((await stat(file)).isFile()) return file;
  throw new Error('the piece has no file');
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return (server.address() as AddressInfo).port;
}

const places: [string, () => { store: EvidenceStore; where: string }][] = [
  ['a folder', () => ({ store: onDisk(path.join(folder, 'evidence')), where: folder })],
  ['a bucket', () => ({ store: inBucket(bucket.settings), where: bucket.folder })],
];

describe.each(places)('evidence in %s', (_name, open) => {
  test('is stored once under its hash and read back whole', async () => {
    const { store } = open();
    await store.ready();
    const kept = await evidence.keep('una captura ñ', store);
    expect(kept).toEqual({ sha256: evidence.sha256('una captura ñ'), bytes: 14 });
    expect(await evidence.keep(Buffer.from('una captura ñ'), store)).toEqual(kept);
    expect((await evidence.read(kept.sha256, store)).toString()).toBe('una captura ñ');
    expect(await evidence.rehash(kept.sha256, store)).toEqual(kept);
    expect(await store.size(kept.sha256)).toBe(14);
  });

  test('holds pieces of some megabytes', async () => {
    const { store } = open();
    const kept = await evidence.keep(Buffer.alloc(5_000_000, 'x'), store);
    expect(await evidence.rehash(kept.sha256, store)).toEqual(kept);
  });

  test('is listed in order', async () => {
    const { store } = open();
    for (let n = 0; n < 12; n += 1) await evidence.keep(`piece ${n}`, store);
    const names = await Array.fromAsync(store.list());
    expect(names).toEqual(names.toSorted());
    expect(names.length).toBeGreaterThanOrEqual(12);
    expect(new Set(names).size).toBe(names.length);
  });

  test('that is missing is told as missing', async () => {
    const { store } = open();
    const hash = evidence.sha256('never kept');
    expect(await store.size(hash)).toBeNull();
    expect(await evidence.rehash(hash, store)).toBeNull();
    await expect(evidence.read(hash, store)).rejects.toMatchObject({ code: 'evidence_missing' });
  });

  test('that was changed behind our back is told as changed', async () => {
    const { store, where } = open();
    const kept = await evidence.keep('true words', store);
    const file = await fileOf(where, kept.sha256);
    expect((await readFile(file)).toString()).toBe('true words');
    await writeFile(file, 'false word');
    await expect(evidence.read(kept.sha256, store)).rejects.toMatchObject({ code: 'evidence_changed' });
    expect((await evidence.rehash(kept.sha256, store))?.sha256).toBe(evidence.sha256('false word'));
  });

  test.each(['../../etc/passwd', '', 'A'.repeat(64), 'é'])('has no piece named %j', async (name) => {
    await expect(evidence.read(name, open().store)).rejects.toThrow(PermanentError);
  });
});

describe('a bucket', () => {
  test('that does not know our key lets evidence wait, and says why', async () => {
    const store = inBucket({ ...bucket.settings, accessKeyId: 'another' });
    const failed = await evidence.keep('a piece', store).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(RetryLaterError);
    expect((failed as Error).message).toContain('does not accept our key');
    await expect(store.ready()).rejects.toThrow(RetryLaterError);
  });

  test('sees every request signed, its body too, and refuses another secret', async () => {
    const seen: string[] = [];
    const server = createServer(async (request, response) => {
      const body = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>));
      const signed = isSigned(request, body, 'the secret');
      seen.push(
        `${request.method} ${String(request.headers['x-amz-content-sha256'])} ${request.headers['if-none-match'] ?? ''}`,
      );
      const found = request.method === 'PUT' || request.url?.includes('list-type');
      response.writeHead(!signed ? 403 : found ? 200 : 404).end();
    });
    const port = await listening(server);
    const settings = { ...bucket.settings, endpoint: `http://127.0.0.1:${port}/` };
    const store = inBucket({ ...settings, secretAccessKey: 'the secret' });
    const hash = evidence.sha256('a piece ñ');
    await evidence.keep('a piece ñ', store);
    expect(await Array.fromAsync(store.list())).toEqual([]);
    expect(seen[1]).toBe(`PUT ${hash} *`);
    await expect(evidence.keep('a piece', inBucket({ ...settings, secretAccessKey: 'another' }))).rejects.toThrow(
      'does not accept our key',
    );
    server.closeAllConnections();
    server.close();
  });

  test('that is not there lets evidence wait', async () => {
    const store = inBucket({ ...bucket.settings, name: 'no-such-bucket' });
    await expect(store.ready()).rejects.toThrow('There is no bucket no-such-bucket');
    await expect(evidence.keep('a piece', store)).rejects.toThrow(RetryLaterError);
    await expect(Array.fromAsync(store.list())).rejects.toThrow(RetryLaterError);
  });

  test('that is down lets evidence wait', async () => {
    const down = await testBucket();
    await down.close();
    const store = inBucket(down.settings);
    await expect(evidence.keep('a piece', store)).rejects.toThrow('cannot be reached');
    await expect(evidence.read(evidence.sha256('x'), store)).rejects.toThrow(RetryLaterError);
  });

  test('that leads elsewhere or breaks off is not followed', async () => {
    let answer: (path: string) => { status: number; headers?: Record<string, string>; cut?: boolean };
    const server: Server = createServer((request, response) => {
      const { status, headers = {}, cut } = answer(request.url ?? '');
      response.writeHead(status, headers);
      if (!cut) return void response.end();
      response.write('half');
      setImmediate(() => response.destroy());
    });
    const store = inBucket({ ...bucket.settings, endpoint: `http://127.0.0.1:${await listening(server)}` });
    const hash = evidence.sha256('x');
    answer = () => ({ status: 302, headers: { location: 'http://169.254.169.254/' } });
    await expect(evidence.read(hash, store)).rejects.toThrow(RetryLaterError);
    answer = () => ({ status: 503 });
    await expect(evidence.read(hash, store)).rejects.toThrow('answers 503');
    answer = () => ({ status: 200, headers: { 'content-length': '100' }, cut: true });
    await expect(evidence.read(hash, store)).rejects.toThrow('broke off');
    server.closeAllConnections();
    server.close();
  });

  test('needs all of its settings, or none', () => {
    expect(readConfig({}).evidenceBucket).toBeNull();
    expect(() => readConfig({ VIGIA_EVIDENCE_S3_BUCKET: 'vigia-evidence' })).toThrow('go together');
    expect(() => readConfig({ VIGIA_EVIDENCE_S3_ENDPOINT: 'file:///etc' })).toThrow('VIGIA_EVIDENCE_S3_ENDPOINT');
  });
});
