/** What the queue lost is found in the database: the sweep asks for all of it again, and only for that. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { defaultThreshold } from '../../classifier/index.ts';
import * as captures from '../../db/captures.ts';
import { connect, type Client } from '../../db/client.server.ts';
import * as posts from '../../db/posts.ts';
import * as reports from '../../db/reports.ts';
import * as reviews from '../../db/reviews.ts';
import * as runs from '../../db/runs.ts';
import * as terms from '../../db/terms.ts';
import * as users from '../../db/users.ts';
import { scoreWaiting } from '../../jobs/classify.ts';
import { openQueue, type Queue } from '../../jobs/queue.server.ts';
import { sweep } from '../../jobs/sweep.ts';
import { found } from '../db/found.ts';
import { testDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
let client: Client;
let queue: Queue;
let runId: string;

beforeAll(async () => {
  database = await testDatabase();
  client = connect(database.url);
  queue = await openQueue({ databaseUrl: database.url });
});
beforeEach(async () => {
  runId = (await runs.begin(null, 'test', new Date(), client.db)).id;
});
afterAll(async () => {
  await queue.close();
  await client.close();
  await database.drop();
});

const swept = () =>
  sweep({}, { db: client.db, queue, signal: new AbortController().signal, plannedAt: new Date(), lastAttempt: true });
const waiting = async (name: 'crawl' | 'classify' | 'capture' | 'export') => (await queue.counts())[name].waiting;

test('posts that were saved and never scored are asked for again, in batches and once', async () => {
  const batch = Array.from({ length: 120 }, (_, index) => found(5000 + index));
  const saved = await posts.save(batch, runId, new Date(), client.db);
  await swept();
  await swept();
  expect(await waiting('classify')).toBe(3);
  await scoreWaiting(saved.toClassify, client.db);
});

test('likely posts without a capture are asked for until they were refused too often', async () => {
  const saved = await posts.save(
    [found(1, { text: 'Te saco tu cita del consulado en Dallas, 60 dólares, mándame WhatsApp 469 555 0117' })],
    runId,
    new Date(),
    client.db,
  );
  const [id] = saved.toClassify;
  await scoreWaiting(saved.toClassify, client.db);
  expect(await captures.missing(defaultThreshold, [], client.db)).toContain(id);
  // Nobody has switched on the way to them: they wait, and no try is spent.
  expect(await captures.missing(defaultThreshold, ['x'], client.db)).not.toContain(id);
  for (let tries = 0; tries < captures.maxTries; tries += 1) await captures.noteRefusal(id!, 'login_wall', client.db);
  expect(await captures.missing(defaultThreshold, [], client.db)).not.toContain(id);
  const [row] = (await client.db.execute(sql`select capture_outcome, captured_version from posts where id = ${id}`))
    .rows;
  expect(row).toEqual({ capture_outcome: 'login_wall', captured_version: 0 });
});

test('terms that lost their plan are planned, paused ones are taken out, and a run without an end is begun again', async () => {
  const watched = await terms.add({ platform: 'x', query: 'citas consulado' }, null, client.db);
  const paused = await terms.add({ platform: 'x', query: 'cita pasaporte' }, null, client.db);
  await queue.schedule(paused);
  await terms.setActive(paused.id, false, client.db);
  const plannedAt = new Date('2026-11-24T10:00:00Z');
  await runs.begin(watched.id, 'x-api', plannedAt, client.db);
  await client.db.execute(sql`update runs set started_at = now() - interval '1 hour' where term_id = ${watched.id}`);
  const before = await waiting('crawl');
  await swept();
  expect(await queue.scheduled()).toEqual([watched.id]);
  expect(await waiting('crawl')).toBeGreaterThan(before);
});

test('an approved report without its package is exported', async () => {
  const password = 'una clave larga';
  const ana = await users.add({ email: 'ana@sre.example', name: 'Ana', role: 'liaison', password }, client.db);
  const beto = await users.add({ email: 'beto@sre.example', name: 'Beto', role: 'liaison', password }, client.db);
  const saved = await posts.save([found(2)], runId, new Date(), client.db);
  await scoreWaiting(saved.toClassify, client.db);
  await reviews.record({ postId: saved.toClassify[0]!, postVersion: 1, verdict: 'resale' }, ana.id, client.db);
  const draft = await reports.draft(
    { platform: 'x', channel: 'x_legal_requests', postIds: saved.toClassify },
    ana.id,
    client.db,
  );
  await swept();
  expect(await waiting('export')).toBe(0);
  await reports.approve(draft.id, { frozen: true }, beto.id, client.db);
  await swept();
  expect(await waiting('export')).toBe(1);
});
