/** Alarms: one open a kind, source and term; closed with a word; told once through each channel. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import * as alarms from '../../db/alarms.ts';
import * as channels from '../../db/channels.ts';
import { connect, type Client } from '../../db/client.server.ts';
import * as users from '../../db/users.ts';
import { testDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
let client: Client;
let userId: string;

beforeAll(async () => {
  database = await testDatabase();
  client = connect(database.url);
  const person = { name: 'Ana', email: 'ana@example.mx', role: 'analyst', password: 'una clave larga' } as const;
  userId = (await users.add(person, client.db)).id;
});
beforeEach(() => client.db.execute(sql`truncate alarms, tellings, channels`).then(() => undefined));
afterAll(async () => {
  await client.close();
  await database.drop();
});

const raised = (source: string, kind: 'blocked' | 'auth_expired' = 'blocked') =>
  alarms.raise({ kind, source, termId: null, runId: null, detail: null }, client.db);

test('what happens again while an alarm is open is counted, not raised again', async () => {
  const id = await raised('google-serp');
  expect(await raised('google-serp')).toBeNull();
  expect(await alarms.open(client.db)).toMatchObject([{ id, times: 2, told: [], closedAt: null }]);
  expect(await alarms.countOpen(client.db)).toBe(1);
});

test('many alarms are counted up to a cap', async () => {
  await client.db.execute(
    sql`insert into alarms (kind, source) select 'blocked', 's' || n from generate_series(1, 250) n`,
  );
  expect(await alarms.countOpen(client.db)).toBe(100);
});

test('is closed once, with a note and a name, and opens anew when it happens again', async () => {
  const id = (await raised('google-serp'))!;
  const closings = await Promise.all([1, 2].map(() => alarms.close(id, 'esperar', userId, client.db)));
  expect(closings.filter(Boolean)).toHaveLength(1);
  expect(await alarms.closed(null, client.db)).toMatchObject([{ id, closedBy: 'Ana', closedNote: 'esperar' }]);
  expect(await raised('google-serp')).not.toBe(id);
});

test('the history goes on where a page of it ended, alarms of the same moment among them', async () => {
  await client.db.execute(
    sql`insert into alarms (kind, source, closed_at) select 'blocked', 's' || n, '2026-11-24 10:00+00' from generate_series(1, 5) n`,
  );
  const seen: string[] = [];
  let before: alarms.ClosedCursor | null = null;
  for (;;) {
    const page = await alarms.closed(before, client.db, 2);
    if (page.length === 0) break;
    seen.push(...page.map(({ source }) => source));
    const last = page.at(-1)!;
    before = { closedAt: last.closedAt!, id: last.id };
  }
  expect(seen.sort()).toEqual(['s1', 's2', 's3', 's4', 's5']);
});

test('what was told through one channel is still untold through the other', async () => {
  const id = (await raised('x-api'))!;
  await alarms.noteTold([id], 'email', client.db);
  await alarms.noteTold([id], 'email', client.db);
  expect(await alarms.untold('email', client.db)).toEqual([]);
  expect(await alarms.untold('webhook', client.db)).toMatchObject([{ id }]);
  expect(await alarms.byId(id, client.db)).toMatchObject({ told: ['email'] });
});

test('a new alarm waits for others before anybody is told, and a closed one is told to nobody', async () => {
  const id = (await raised('x-api'))!;
  expect(await alarms.waits('email', 30, client.db)).toBe(false);
  await client.db.execute(sql`update alarms set opened_at = now() - interval '31 seconds'`);
  expect(await alarms.waits('email', 30, client.db)).toBe(true);
  await alarms.close(id, '', userId, client.db);
  expect(await alarms.waits('email', 30, client.db)).toBe(false);
});

test('a channel speaks for one worker at a time, rests afterwards, and longer after each failure', async () => {
  const { db } = client;
  expect(await channels.claim('email', 300, db)).toBe(false);
  await channels.change('email', 0, { isOn: true, settings: {}, secrets: {} }, userId, db);
  const claims = await Promise.all([1, 2, 3].map(() => channels.claim('email', 300, db)));
  expect(claims.filter(Boolean)).toHaveLength(1);
  expect(await channels.free(db)).toEqual([]);
  const waits: number[] = [];
  for (let count = 0; count < 9; count += 1) {
    await channels.noteFailed('email', { problem: 'unreachable', detail: 'ECONNREFUSED' }, db);
    const { rows } = await db.execute<{ minutes: number }>(
      sql`select round(extract(epoch from next_at - problem_at) / 60)::int as minutes from channels`,
    );
    waits.push(rows[0]!.minutes);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  // Other settings are tried at once.
  await channels.change('email', 1, { isOn: true, settings: {}, secrets: {} }, userId, db);
  expect(await channels.free(db)).toEqual(['email']);
});
