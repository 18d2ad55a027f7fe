/** What was planned is told by the cadences: a run that never began is missing, one that was not due is not. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Client } from '../../db/client.server.ts';
import * as coverage from '../../db/coverage.ts';
import * as runs from '../../db/runs.ts';
import * as terms from '../../db/terms.ts';
import { testDatabase, type TestDatabase } from '../setup/database.ts';

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

/** Noon of the day before yesterday in Mexico City: whole days lie on both sides of it. */
const [noon] = [new Date(Date.now() - 2 * 86_400_000)];
noon.setUTCHours(18, 0, 0, 0);
const day = (at: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: coverage.zone, dateStyle: 'short' }).format(at);

/** A term whose cadences are exactly these. */
async function planned(query: string, ...spans: { from: Date; to: Date | null; every: number }[]) {
  const term = await terms.add({ platform: 'x', query }, null, client.db);
  await client.db.execute(sql`delete from cadences where term_id = ${term.id}`);
  for (const { from, to, every } of spans)
    await client.db.execute(sql`
      insert into cadences (term_id, from_at, to_at, every_minutes)
      values (${term.id}, ${from.toISOString()}, ${to?.toISOString() ?? null}, ${every})`);
  return term.id;
}
const later = (hours: number): Date => new Date(noon.getTime() + hours * 3_600_000);
const told = async (termId: string) => (await coverage.byTerm(7, client.db)).find((row) => row.termId === termId);

test('six hours of one run an hour are six planned runs, made or not', async () => {
  const termId = await planned('uno', { from: later(-3), to: later(3), every: 60 });
  expect((await told(termId))!.days).toEqual([{ day: day(noon), planned: 6, outcomes: {} }]);
  for (const [hour, outcome] of [
    [0, 'ok'],
    [1, 'ok'],
    [2, 'captcha'],
  ] as const) {
    const run = await runs.begin(termId, 'x-api', later(hour), client.db);
    await runs.finish(run.id, { outcome }, client.db);
    // A run that is ended again is counted once.
    await runs.finish(run.id, { outcome: 'ok' }, client.db);
  }
  expect((await told(termId))!.days).toEqual([{ day: day(noon), planned: 6, outcomes: { ok: 2, captcha: 1 } }]);
});

test('a cadence that changes and a pause are planned for as they were', async () => {
  const termId = await planned(
    'dos',
    { from: later(-2), to: later(0), every: 30 },
    { from: later(2), to: later(3), every: 15 },
  );
  expect((await told(termId))!.days).toEqual([{ day: day(noon), planned: 4 + 4, outcomes: {} }]);
});

test('a night over midnight belongs to two days', async () => {
  const midnight = new Date(noon);
  midnight.setUTCHours(30, 0, 0, 0);
  const termId = await planned('tres', {
    from: new Date(midnight.getTime() - 2 * 3_600_000),
    to: new Date(midnight.getTime() + 3_600_000),
    every: 60,
  });
  expect((await told(termId))!.days.map(({ planned: due }) => due)).toEqual([2, 1]);
});

test('a run asked for by hand counts as planned, and a term without plan or run is not there', async () => {
  const termId = await planned('cuatro');
  expect(await told(termId)).toBeUndefined();
  const run = await runs.begin(termId, 'x-api', noon, client.db);
  await runs.finish(run.id, { outcome: 'empty' }, client.db);
  expect((await told(termId))!.days).toEqual([{ day: day(noon), planned: 1, outcomes: { empty: 1 } }]);
});

test('adding, pausing and resuming a term keep its plan', async () => {
  const term = await terms.add({ platform: 'x', query: 'cinco', everyMinutes: 30 }, null, client.db);
  await terms.setActive(term.id, true, client.db);
  await terms.setActive(term.id, false, client.db);
  await terms.setActive(term.id, true, client.db);
  const { rows } = await client.db.execute(sql`
    select every_minutes, to_at is null as open from cadences where term_id = ${term.id} order by from_at`);
  expect(rows).toEqual([
    { every_minutes: 30, open: false },
    { every_minutes: 30, open: true },
  ]);
});

test('the runs of a day are those that were planned for it in Mexico City', async () => {
  const termId = await planned('seis');
  const lastMinute = new Date(noon);
  lastMinute.setUTCHours(29, 59, 0, 0);
  for (const at of [noon, lastMinute, new Date(lastMinute.getTime() + 60_000)])
    await runs.begin(termId, 'x-api', at, client.db);
  expect(await runs.recent({ termId, day: day(noon) }, null, client.db)).toHaveLength(2);
});
