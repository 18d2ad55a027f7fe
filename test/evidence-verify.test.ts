/** `vigia verify` over what was filed: whatever somebody did to the store or to the database is named. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as captures from '../db/captures.ts';
import { connect, type Client } from '../db/client.server.ts';
import * as custody from '../db/custody.ts';
import * as evidence from '../db/evidence.server.ts';
import { onDisk } from '../db/evidence/disk.server.ts';
import { inBucket } from '../db/evidence/s3.server.ts';
import type { EvidenceStore } from '../db/evidence/store.ts';
import * as posts from '../db/posts.ts';
import * as runs from '../db/runs.ts';
import { verifyEvidence, type Finding, type Verification } from '../jobs/verify.ts';
import { RetryLaterError } from '../errors.ts';
import { found } from './db/found.ts';
import { testDatabase, type TestDatabase } from './setup/database.ts';
import { testBucket, type TestBucket } from './setup/s3.ts';

let database: TestDatabase;
let client: Client;
let folder: string;
let bucket: TestBucket;
/** As the product lays it, so that the command finds it there. */
let disk: EvidenceStore;
const filed: { id: string; page: string; mhtml: string }[] = [];
let runPiece: string;

const record = {
  urlRequested: 'https://x.com/citas/status/1',
  urlFinal: 'https://x.com/citas/status/1',
  redirectChain: [],
  httpStatus: 200,
  tool: 'Vigia/0.1',
  browser: 'none',
  viewport: '1280x800',
  locale: 'es-MX',
  session: 'logged_out' as const,
};

async function fill(store: EvidenceStore): Promise<void> {
  const run = await runs.begin(null, 'import', new Date(), client.db);
  const saved = await posts.save([found(1), found(2), found(3)], run.id, new Date(), client.db);
  for (const postId of saved.idByKey.values()) {
    const page = await evidence.keep(`page ${postId}`, store);
    const mhtml = await evidence.keep(`mhtml ${postId}`, store);
    const capture = { postId, postVersion: 1, capturedAt: new Date(), pageMediaType: 'text/html', record };
    await captures.file([{ ...capture, pieces: { page, mhtml } }], 'captured', 'worker:test', client.db);
    filed.push({ id: '', page: page.sha256, mhtml: mhtml.sha256 });
  }
  const rows = await Array.fromAsync(captures.withCustody(client.db));
  for (const one of filed) one.id = rows.find(({ capture }) => capture.pageSha256 === one.page)!.capture.id;
  runPiece = (await evidence.keep('a payload in a shape nobody knows', store)).sha256;
  await runs.finish(run.id, { outcome: 'layout_changed', evidenceSha256: runPiece }, client.db);
}

async function look(store: EvidenceStore): Promise<{ result: Verification; findings: Finding[] }> {
  const findings: Finding[] = [];
  const result = await verifyEvidence(client.db, { found: (one) => void findings.push(one) }, store);
  return { result, findings };
}
const told = (findings: Finding[]) => findings.map(({ severity, kind, subject }) => `${severity} ${kind} ${subject}`);

beforeAll(async () => {
  database = await testDatabase();
  client = connect(database.url);
  folder = await mkdtemp(path.join(tmpdir(), 'vigia-verify-'));
  bucket = await testBucket();
  disk = onDisk(path.join(folder, 'evidence'));
  await fill(disk);
  const copy = inBucket(bucket.settings);
  for await (const name of disk.list()) await copy.put(name, await evidence.read(name, disk));
});
afterAll(async () => {
  await client.close();
  await database.drop();
  await bucket.close();
  await rm(folder, { recursive: true, force: true });
});

const places: [string, () => { store: EvidenceStore; where: string }][] = [
  ['a folder', () => ({ store: disk, where: folder })],
  ['a bucket', () => ({ store: inBucket(bucket.settings), where: bucket.folder })],
];

async function fileOf(where: string, hash: string): Promise<string> {
  const names = await readdir(where, { recursive: true, withFileTypes: true });
  const holding = names.filter((one) => one.isFile() && `${one.parentPath}/${one.name}`.includes(hash));
  const one = holding.find(({ name }) => !/metadata|md5/.test(name))!;
  return path.join(one.parentPath, one.name);
}

describe.each(places)('evidence in %s', (_name, open) => {
  test('that nobody touched holds, every piece counted once', async () => {
    const { result, findings } = await look(open().store);
    expect(findings).toEqual([]);
    expect(result).toMatchObject({ pieces: 7, records: 3, packages: 0, faults: 0, notes: 0 });
    expect(result.bytes).toBe('page 1mhtml 1page 2mhtml 2page 3mhtml 3'.length + 33);
    expect(result.head).toEqual(await custody.head(client.db));
  });

  test('is named piece by piece when it was changed, taken away, or put in by nobody', async () => {
    const { store, where } = open();
    const [one, two] = filed;
    await writeFile(await fileOf(where, one!.page), 'page X');
    const gone = await fileOf(where, two!.mhtml);
    await unlink(gone);
    const stray = await evidence.keep('nobody named this', store);
    const { result, findings } = await look(store);
    expect(told(findings).toSorted()).toEqual(
      [`fault changed ${one!.page}`, `fault missing ${two!.mhtml}`, `note orphan ${stray.sha256}`].toSorted(),
    );
    expect(findings.find(({ kind }) => kind === 'missing')!.sentence).toContain(`capture ${two!.id} (mhtml)`);
    expect(result).toMatchObject({ faults: 2, notes: 1, pieces: 7 });
    await writeFile(await fileOf(where, one!.page), `page 1`);
    await unlink(await fileOf(where, stray.sha256));
    await store.put(two!.mhtml, Buffer.from('mhtml 2'));
  });
});

test('a bucket that is down leaves nothing said', async () => {
  const store = inBucket({ ...bucket.settings, accessKeyId: 'another' });
  await expect(look(store)).rejects.toThrow(RetryLaterError);
});

describe('the database', () => {
  /** What somebody with all rights did, looked at, and taken back. */
  async function after(statements: string[], undo: string[]): Promise<string[]> {
    for (const statement of statements) await client.db.execute(sql.raw(statement));
    const { findings } = await look(disk);
    for (const statement of undo) await client.db.execute(sql.raw(statement));
    expect((await look(disk)).findings).toEqual([]);
    return told(findings);
  }
  const unlock = 'alter table custody disable trigger user';
  const lock = 'alter table custody enable trigger user';

  test('whose capture was bent to another piece is found out by the chain', async () => {
    const [one, two] = filed;
    const bent = `update captures set mhtml_sha256 = '${two!.mhtml}' where id = '${one!.id}'`;
    expect(await after([bent], [`update captures set mhtml_sha256 = '${one!.mhtml}' where id = '${one!.id}'`])).toEqual(
      [`note orphan ${one!.mhtml}`, `fault custody capture ${one!.id}`],
    );
  });

  test('whose capture names another address is found out by the chain', async () => {
    const change = (url: string) =>
      `update captures set record = record || '{"urlFinal": "${url}"}' where id = '${filed[0]!.id}'`;
    expect(await after([change('https://x.com/otra/status/9')], [change(record.urlFinal)])).toEqual([
      `fault custody capture ${filed[0]!.id}`,
    ]);
  });

  test('whose capture lost its record says so, unless it is older than the chain', async () => {
    const { id } = filed[2]!;
    await client.db.execute(sql`create table aside as select * from custody where capture_id = ${id}`);
    const taken = [unlock, `delete from custody where capture_id = '${id}'`];
    const back = ['insert into custody select * from aside', lock];
    expect(await after(taken, back)).toEqual([`fault custody capture ${id}`]);
    const early = `update captures set before_custody = true where id = '${id}'`;
    expect(
      await after([...taken, early], [...back, `update captures set before_custody = false where id = '${id}'`]),
    ).toEqual([`note custody capture ${id}`]);
    await client.db.execute(sql`drop table aside`);
  });

  test('whose chain was broken says where', async () => {
    expect(
      await after(
        [unlock, `update custody set actor = 'worker:other' where seq = 2`],
        [`update custody set actor = 'worker:test' where seq = 2`, lock],
      ),
    ).toEqual(['fault chain custody 2']);
  });

  test('from which a capture was taken says which', async () => {
    const { id, page, mhtml } = filed[1]!;
    await client.db.execute(sql`create table aside as select * from captures where id = ${id}`);
    const names = await after(
      [`delete from captures where id = '${id}'`],
      ['insert into captures select * from aside'],
    );
    expect(names.toSorted()).toEqual(
      [`fault custody custody 2`, `note orphan ${page}`, `note orphan ${mhtml}`].toSorted(),
    );
  });
});

describe('the command', () => {
  const verify = async (...args: string[]) => {
    const env = { ...process.env, DATABASE_URL: database.url, VIGIA_DATA: folder, LOG_LEVEL: 'error' };
    const done = await promisify(execFile)(process.execPath, ['bin/main.ts', 'verify', ...args], { env }).catch(
      (error: { code: number; stdout: string; stderr: string }) => error,
    );
    return { code: 'code' in done ? done.code : 0, stdout: done.stdout, stderr: done.stderr };
  };

  test('says in one line that all holds, with the head of the chain, and leaves a record of having looked', async () => {
    const { seq, hash } = await custody.head(client.db);
    const { code, stdout } = await verify();
    expect(stdout).toContain('7 pieces');
    expect(stdout).toContain('all whole and unchanged');
    expect(stdout).toContain(`Custody up to record ${seq}: ${hash}`);
    expect(code).toBe(0);
    const rows = await Array.fromAsync(custody.all(client.db));
    expect(rows.at(-1)).toMatchObject({ event: 'verified', record: { pieces: 7, faults: 0, head: { seq, hash } } });
  });

  test('names what is wrong, one line of JSON each, and ends with 1', async () => {
    await writeFile(await fileOf(folder, filed[0]!.page), 'page X');
    const { code, stdout } = await verify('--json');
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind?: string; subject?: string; ok?: boolean; faults?: number });
    expect(lines[0]).toMatchObject({ severity: 'fault', kind: 'changed', subject: filed[0]!.page });
    expect(lines.at(-1)).toMatchObject({ ok: false, faults: 1 });
    expect(code).toBe(1);
    await writeFile(await fileOf(folder, filed[0]!.page), 'page 1');
  });
});
