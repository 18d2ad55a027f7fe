import fc from 'fast-check';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as captures from '../../db/captures.ts';
import { connect, type Client } from '../../db/client.server.ts';
import * as custody from '../../db/custody.ts';
import { canonicalJson } from '../../db/json.ts';
import * as posts from '../../db/posts.ts';
import * as runs from '../../db/runs.ts';
import { testDatabase, type TestDatabase } from '../setup/database.ts';
import { found } from './found.ts';

let database: TestDatabase;
let client: Client;
beforeAll(async () => {
  database = await testDatabase();
  client = connect(database.url);
});
afterAll(async () => {
  await client.close();
  await database.drop();
});

const entry = (n: number): custody.CustodyEntry => ({ event: 'verified', actor: 'command:test', record: { n } });

async function breaks(): Promise<custody.Break[]> {
  const follow = custody.follower();
  return (await Array.fromAsync(custody.all(client.db, 3))).flatMap(follow);
}

/** Changes the chain as somebody with the rights of its owner could, and takes it back. */
async function tampered(statement: string, look: () => Promise<void>): Promise<void> {
  const rows = await Array.fromAsync(custody.all(client.db));
  await client.db.execute(sql`alter table custody disable trigger user`);
  await client.db.execute(sql.raw(statement));
  await look();
  await client.db.execute(sql`delete from custody`);
  await client.db.execute(sql`alter table custody enable trigger user`);
  for (const row of rows)
    await client.db.execute(
      sql`insert into custody values (${row.seq}, ${row.at.toISOString()}, ${row.event}, ${row.actor}, ${row.captureId}, ${JSON.stringify(row.record)}, ${row.prevHash}, ${row.hash})`,
    );
}

describe('the chain of custody', () => {
  test('binds each record to the one before, from the beginning', async () => {
    expect(await custody.head(client.db)).toEqual({ seq: 0, hash: custody.beginning });
    for (let n = 1; n <= 5; n += 1) await custody.append([entry(n)], client.db);
    await custody.append([entry(6), entry(7)], client.db);
    const rows = await Array.fromAsync(custody.all(client.db, 2));
    expect(rows.map((row) => row.seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(rows[0]!.prevHash).toBe(custody.beginning);
    rows.slice(1).forEach((row, n) => expect(row.prevHash).toBe(rows[n]!.hash));
    expect(await breaks()).toEqual([]);
    expect(await custody.head(client.db)).toEqual({ seq: 7, hash: rows[6]!.hash });
  });

  test('stays one chain when many append at once, and leaves no gap when one of them fails', async () => {
    const before = await custody.head(client.db);
    const all = Array.from({ length: 20 }, (_, n) =>
      client.db.transaction(async (tx) => {
        await custody.append([entry(n), entry(n)], tx);
        if (n % 5 === 0) throw new Error('taken back');
      }),
    );
    const ends = await Promise.allSettled(all);
    expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(4);
    expect((await custody.head(client.db)).seq).toBe(before.seq + 32);
    expect(await breaks()).toEqual([]);
  });

  test.each([
    [`update custody set actor = 'user:somebody else' where seq = 3`],
    ['delete from custody where seq = 3'],
    ['truncate custody'],
  ])('refuses: %s', async (statement) => {
    const refused = await client.db.execute(sql.raw(statement)).catch((error: Error) => error.cause);
    expect(String(refused)).toContain('append-only');
  });

  test.each([
    [`update custody set actor = 'user:somebody else' where seq = 3`, [{ seq: 3, what: 'changed' }]],
    [`update custody set at = at + interval '1 millisecond' where seq = 3`, [{ seq: 3, what: 'changed' }]],
    [`update custody set record = '{"n": 4}' where seq = 3`, [{ seq: 3, what: 'changed' }]],
    [`update custody set capture_id = uuidv7() where seq = 3`, [{ seq: 3, what: 'changed' }]],
    ['delete from custody where seq = 3', [{ seq: 3, what: 'gap' }]],
    ['delete from custody where seq = 1', [{ seq: 1, what: 'gap' }]],
    [
      `update custody set hash = repeat('a', 64) where seq = 3`,
      [
        { seq: 3, what: 'changed' },
        { seq: 4, what: 'unbound' },
      ],
    ],
  ])('shows where somebody did it all the same: %s', async (statement, expected) => {
    await tampered(statement, async () => expect(await breaks()).toEqual(expected));
    expect(await breaks()).toEqual([]);
  });
});

test('a capture is filed with its record or not at all, and the record holds no address', async () => {
  const run = await runs.begin(null, 'import', new Date(), client.db);
  const saved = await posts.save([found(1)], run.id, new Date(), client.db);
  const [postId] = [...saved.idByKey.values()];
  const piece = (letter: string) => ({ sha256: letter.repeat(64), bytes: 12 });
  const filing = {
    postId: postId!,
    postVersion: 1,
    capturedAt: new Date('2026-11-24T10:00:00Z'),
    pieces: { page: piece('a'), wacz: piece('b') },
    pageMediaType: 'text/html',
    record: {
      urlRequested: 'https://x.com/citas/status/1',
      urlFinal: 'https://x.com/citas/status/1',
      redirectChain: [],
      httpStatus: 200,
      tool: 'Vigia/0.1',
      browser: 'none',
      viewport: '1280x800',
      locale: 'es-MX',
      session: 'logged_out' as const,
      egress: 'SRE CDMX',
      worker: 'one',
    },
  };
  const before = await custody.head(client.db);
  await client.db
    .transaction(async (tx) => {
      await captures.file([filing], 'captured', 'worker:one', tx);
      throw new Error('taken back');
    })
    .catch(() => undefined);
  expect(await custody.head(client.db)).toEqual(before);

  await captures.file([filing], 'captured', 'worker:one', client.db);
  await captures.file([filing], 'captured', 'worker:one', client.db);
  const rows = await Array.fromAsync(captures.withCustody(client.db));
  expect(rows).toHaveLength(1);
  const { capture, record } = rows[0]!;
  expect(record).toMatchObject({
    post: postId,
    egress: 'SRE CDMX',
    pieces: { page: piece('a'), wacz: piece('b') },
  });
  expect(canonicalJson(record)).toBe(canonicalJson(captures.custodyOf(capture)));
  expect(JSON.stringify(record)).not.toContain('citas');
  expect((await custody.ofCapture(capture.id, client.db)).map((row) => row.event)).toEqual(['captured']);
  expect(capture.beforeCustody).toBe(false);
});

describe('canonical JSON', () => {
  test('sorts by code unit, leaves out what is undefined, and knows no other way to write a value', () => {
    expect(canonicalJson({ b: 1, a: [{ z: null, é: 'ñ', 10: true, 9: 0.1 }], c: undefined })).toBe(
      '{"a":[{"10":true,"9":0.1,"z":null,"é":"ñ"}],"b":1}',
    );
  });

  test('of what went through jsonb is the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 3 }), async (value) => {
        const text = canonicalJson(value);
        const { rows } = await client.db.execute<{ v: unknown }>(
          sql`select ${JSON.stringify({ v: JSON.parse(text) })}::jsonb->'v' as v`,
        );
        expect(canonicalJson(rows[0]!.v)).toBe(text);
      }),
      { numRuns: 200 },
    );
  });
});
