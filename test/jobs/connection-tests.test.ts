/** A test of the connection is a visit: it is not made where nobody has allowed one, or while the platform wants to be left alone. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import * as channels from '../../db/channels.ts';
import { connect, type Client } from '../../db/client.server.ts';
import * as tests from '../../db/connection-tests.ts';
import * as holds from '../../db/holds.ts';
import * as sources from '../../db/sources.ts';
import type { Tools } from '../../jobs/handlers.ts';
import { jobs } from '../../jobs/jobs.ts';
import { openQueue, type Queue } from '../../jobs/queue.server.ts';
import { sweep } from '../../jobs/sweep.ts';
import { test as testConnection } from '../../jobs/test.ts';
import { testDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
let client: Client;
let queue: Queue;
let tools: Tools;

beforeAll(async () => {
  database = await testDatabase();
  client = connect(database.url);
  queue = await openQueue({ databaseUrl: database.url });
  tools = { db: client.db, queue, signal: new AbortController().signal, plannedAt: new Date(), lastAttempt: true };
});
beforeEach(() =>
  client.db
    .execute(sql`truncate source_settings, secrets, holds, connection_tests, channels, alarms cascade`)
    .then(() => undefined),
);
afterAll(async () => {
  await queue.close();
  await client.close();
  await database.drop();
});

async function tested(subject: string): Promise<tests.ConnectionTest> {
  await tests.ask(subject, null, client.db);
  await testConnection({ subject }, tools);
  return (await tests.last(subject, client.db))!;
}

test('pages whose host asks crawlers to stay out are not visited before somebody has decided', async () => {
  for (const name of ['google-serp', 'facebook-page', 'x-oembed'])
    expect(await tested(name), name).toMatchObject({ result: 'off', detail: null });
});

test('a source that rests after a captcha is left alone', async () => {
  await sources.change('google-serp', 0, { isOn: true, accepts: '2026-11-24' }, null, client.db);
  await holds.noteWall('google-serp', 'captcha', client.db);
  await holds.hold('google-serp', 60_000, client.db);
  expect(await tested('google-serp')).toMatchObject({ result: 'held', detail: 'captcha' });
});

test('an interface without its key says so and asks nobody', async () => {
  const { result, endedAt } = await tested('x-api');
  expect(result).toBe('auth_expired');
  expect(endedAt).not.toBeNull();
});

test('a secret that does not open is named, a source that there is not ends with a result too', async () => {
  await sources.change('x-api', 0, { secrets: { bearer_token: 'a token' } }, null, client.db);
  await client.db.execute(sql`update secrets set sealed = '\\x01'::bytea`);
  expect(await tested('x-api')).toMatchObject({ result: 'secret_lost' });
  expect((await tested('vanished')).result).not.toBeNull();
});

test('asking again forgets what the last test said', async () => {
  await tested('google-serp');
  await tests.ask('google-serp', null, client.db);
  expect(await tests.last('google-serp', client.db)).toMatchObject({ result: null, startedAt: null, endedAt: null });
});

test('the queue takes the names of ways and channels, and nothing else', () => {
  for (const subject of ['x-api', 'email']) expect(jobs.test.payload.safeParse({ subject }).success).toBe(true);
  for (const subject of ['', 'X', '../etc', 'a'.repeat(80), 'a b'])
    expect(jobs.test.payload.safeParse({ subject }).success).toBe(false);
});

test('the sweep asks to tell people once an alarm has waited, and only while a channel may speak', async () => {
  const telling = async () => {
    await sweep({}, tools);
    return (await queue.counts()).tell.waiting;
  };
  await client.db.execute(sql`insert into alarms (kind, source) values ('blocked', 'google-serp')`);
  await channels.change('webhook', 0, { isOn: true, settings: {}, secrets: {} }, null, client.db);
  expect(await telling()).toBe(0);
  await client.db.execute(sql`update alarms set opened_at = now() - interval '1 minute'`);
  await channels.claim('webhook', 300, client.db);
  expect(await telling()).toBe(0);
  await client.db.execute(sql`update channels set next_at = now()`);
  expect(await telling()).toBe(1);
  expect(await telling()).toBe(1);
});
