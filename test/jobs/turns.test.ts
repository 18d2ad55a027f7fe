/** Turns at a host are shared by every worker on the database: the gap is never undercut, and nobody visits twice at once. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Client } from '../../db/client.server.ts';
import * as turns from '../../db/turns.ts';
import { RetryLaterError } from '../../errors.ts';
import { sharedTurns } from '../../jobs/turns.ts';
import { testDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
let clients: Client[];

beforeAll(async () => {
  database = await testDatabase();
  // Four workers, each with connections of its own.
  clients = Array.from({ length: 4 }, () => connect(database.url, 2));
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await database.drop();
});

const gapMs = 60;

test('four workers keep the gap between two visits to a host and never meet there', async () => {
  const visits: { from: number; to: number }[] = [];
  const signal = AbortSignal.timeout(60_000);
  await Promise.all(
    clients.map(async ({ db }) => {
      const turn = sharedTurns(db, () => gapMs);
      for (let n = 0; n < 5; n += 1)
        await turn('a.example', signal, async () => {
          const from = performance.now();
          await new Promise((done) => setTimeout(done, n * 25));
          visits.push({ from, to: performance.now() });
        });
    }),
  );
  visits.sort((a, b) => a.from - b.from);
  expect(visits).toHaveLength(20);
  for (const [index, visit] of visits.entries()) {
    const before = visits[index - 1];
    if (!before) continue;
    // Timers end up to a millisecond early.
    expect(visit.from - before.to).toBeGreaterThanOrEqual(gapMs - 1);
  }
});

test('two hosts do not wait for one another', async () => {
  const [{ db }] = clients as [Client];
  expect(await turns.take('b.example', crypto.randomUUID(), 60_000, db)).toBe(0);
  expect(await turns.take('c.example', crypto.randomUUID(), 60_000, db)).toBe(0);
  expect(await turns.take('b.example', crypto.randomUUID(), 60_000, db)).toBeGreaterThan(0);
  expect(await turns.waitFor('b.example', db)).toBe(5_000);
  expect(await turns.waitFor('nobody.example', db)).toBe(0);
});

test('a worker that died in its visit is overtaken when its lease is over, and its late word changes nothing', async () => {
  const [{ db }] = clients as [Client];
  const [dead, next] = [crypto.randomUUID(), crypto.randomUUID()];
  expect(await turns.take('d.example', dead, 1_500, db)).toBe(0);
  expect(await turns.take('d.example', next, 60_000, db)).toBeGreaterThan(0);
  await new Promise((done) => setTimeout(done, 1_600));
  expect(await turns.take('d.example', next, 60_000, db)).toBe(0);
  await turns.release('d.example', dead, 0, db);
  expect(await turns.take('d.example', dead, 1_500, db)).toBeGreaterThan(0);
});

test('a holder that is still visiting keeps its host', async () => {
  const [{ db }] = clients as [Client];
  const holder = crypto.randomUUID();
  await turns.take('h.example', holder, 400, db);
  await turns.renew('h.example', holder, 60_000, db);
  await new Promise((done) => setTimeout(done, 500));
  expect(await turns.take('h.example', crypto.randomUUID(), 60_000, db)).toBeGreaterThan(0);
  // Nobody renews what another holds.
  await turns.renew('h.example', crypto.randomUUID(), 0, db);
  expect(await turns.take('h.example', crypto.randomUUID(), 60_000, db)).toBeGreaterThan(0);
});

test('a turn written before the server’s clock was set back holds nobody up', async () => {
  const [{ db }] = clients as [Client];
  await turns.take('i.example', crypto.randomUUID(), 60_000, db);
  await db.execute(`update turns set free_at = clock_timestamp() + interval '5 hours' where host = 'i.example'`);
  expect(await turns.take('i.example', crypto.randomUUID(), 60_000, db)).toBe(0);
});

test('whoever would wait too long with a tab in hand comes back later; whoever is stopped stops', async () => {
  const [{ db }] = clients as [Client];
  await turns.take('e.example', crypto.randomUUID(), 600_000, db);
  const turn = sharedTurns(db, () => gapMs);
  await db.execute(`update turns set holder = null where host = 'e.example'`);
  await expect(turn('e.example', AbortSignal.timeout(60_000), async () => undefined)).rejects.toThrow(RetryLaterError);
  await turns.take('f.example', crypto.randomUUID(), 30_000, db);
  const stop = new AbortController();
  const waiting = turn('f.example', stop.signal, async () => undefined);
  stop.abort(new Error('the worker stops'));
  await expect(waiting).rejects.toThrow('the worker stops');
});

test('a visit that fails gives its host back', async () => {
  const [{ db }] = clients as [Client];
  const turn = sharedTurns(db, () => 0);
  const signal = AbortSignal.timeout(10_000);
  await expect(turn('g.example', signal, () => Promise.reject(new Error('the page fell')))).rejects.toThrow(
    'the page fell',
  );
  await expect(turn('g.example', signal, async () => 'here')).resolves.toBe('here');
});
