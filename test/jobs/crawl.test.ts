/** The rules of a run, on a real database and queue: when it is made, what it costs, and what follows from how it ended. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sourceOf } from '../../crawler/index.ts';
import type { Collected, Outcome } from '../../crawler/source.ts';
import * as alarms from '../../db/alarms.ts';
import { connect, type Client } from '../../db/client.server.ts';
import * as holds from '../../db/holds.ts';
import * as posts from '../../db/posts.ts';
import * as runs from '../../db/runs.ts';
import * as sources from '../../db/sources.ts';
import * as spend from '../../db/spend.ts';
import * as terms from '../../db/terms.ts';
import { RetryLaterError } from '../../errors.ts';
import { aftermath } from '../../jobs/aftermath.ts';
import { crawl } from '../../jobs/crawl.ts';
import { openQueue, type Queue } from '../../jobs/queue.server.ts';
import { sweep } from '../../jobs/sweep.ts';
import { found } from '../db/found.ts';
import { testDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
let client: Client;
let queue: Queue;

beforeAll(async () => {
  database = await testDatabase();
  client = connect(database.url);
  queue = await openQueue({ databaseUrl: database.url });
});
beforeEach(async () => {
  await client.db.execute(sql`truncate holds, turns, alarms, spend, source_settings, secrets cascade`);
});
afterAll(async () => {
  await queue.close();
  await client.close();
  await database.drop();
});

let number = 0;
const term = (more: Partial<terms.NewTerm> = {}) =>
  terms.add({ platform: 'x', query: `término ${(number += 1)}`, ...more }, null, client.db);
const crawled = (row: terms.TermRow, plannedAt = new Date()) =>
  crawl(
    { termId: row.id, plannedAt: plannedAt.toISOString() },
    { db: client.db, queue, signal: AbortSignal.timeout(10_000), plannedAt, lastAttempt: true },
  );
const runsOf = (row: terms.TermRow) => runs.recent({ termId: row.id }, null, client.db);
const open = async () => (await alarms.open(client.db)).map(({ kind, source, termId }) => ({ kind, source, termId }));

describe('a run is not made', () => {
  test('while nobody has switched its source on: it is missing, not empty', async () => {
    const row = await term({ source: 'facebook-page', platform: 'facebook', query: 'https://www.facebook.com/citas' });
    await sources.change('facebook-page', 0, { isOn: false }, null, client.db);
    await crawled(row);
    expect(await runsOf(row)).toEqual([]);
  });

  test('and one that had begun when its term was paused is ended, so that no sweep asks for it for ever', async () => {
    const row = await term();
    const plannedAt = new Date(Date.now() - 3_600_000);
    await runs.begin(row.id, 'x-api', plannedAt, client.db);
    await terms.setActive(row.id, false, client.db);
    await crawled(row, plannedAt);
    expect(await runsOf(row)).toMatchObject([{ outcome: 'network_error' }]);
  });

  test('before a pause is over, unless the next run is due by then: that one ends as the wall did', async () => {
    const row = await term({ everyMinutes: 30 });
    await sources.change('x-api', 0, { isOn: true }, null, client.db);
    await holds.noteWall('x-api', 'captcha', client.db);
    await holds.hold('x-api', 10 * 60_000, client.db);
    await expect(crawled(row)).rejects.toThrow(RetryLaterError);
    expect(await runsOf(row)).toEqual([]);
    await holds.hold('x-api', 60 * 60_000, client.db);
    await crawled(row);
    expect(await runsOf(row)).toMatchObject([{ outcome: 'captcha', foundCount: 0 }]);
    // It was not asked, so it is no further wall.
    expect(await holds.inForce(client.db)).toMatchObject([{ walls: 1 }]);
  });

  test('when the month’s budget is spent: the term rests until the next and people are told once', async () => {
    const row = await term({ monthlyBudgetUsd: 1 });
    const given = { isOn: true, secrets: { bearer_token: 'a token' } };
    await sources.change('x-api', 0, given, null, client.db);
    await spend.note({ source: 'x-api', termId: row.id, reads: { post: 190 }, usd: { post: 0.005 } }, client.db);
    await crawled(row);
    await crawled(row, new Date(Date.now() + 60_000));
    expect(await runsOf(row)).toMatchObject([{ outcome: 'quota_exhausted' }, { outcome: 'quota_exhausted' }]);
    expect((await terms.byId(row.id, client.db))!.restsUntil!.getUTCDate()).toBe(1);
    expect(await open()).toEqual([{ kind: 'budget_spent', source: 'x-api', termId: row.id }]);
    expect(await holds.inForce(client.db)).toEqual([]);
    // A larger budget wakes it.
    expect((await terms.setBudget(row.id, 5, client.db))!.restsUntil).toBeNull();
  });

  test('with a key that this deployment cannot open: people are told to enter it again, and the sweep goes on', async () => {
    const row = await term();
    await sources.change('x-api', 0, { isOn: true, secrets: { bearer_token: 'a token' } }, null, client.db);
    await client.db.execute(sql`update secrets set sealed = decode('01', 'hex') || sealed`);
    await crawled(row);
    expect(await runsOf(row)).toMatchObject([
      { outcome: 'auth_expired', detail: expect.stringContaining('enter it again') },
    ]);
    expect(await open()).toEqual([{ kind: 'auth_expired', source: 'x-api', termId: null }]);
    const tools = {
      db: client.db,
      queue,
      signal: AbortSignal.timeout(10_000),
      plannedAt: new Date(),
      lastAttempt: true,
    };
    await sweep({}, tools);
  });

  test('twice for the same moment', async () => {
    const row = await term();
    const plannedAt = new Date();
    const run = await runs.begin(row.id, 'x-api', plannedAt, client.db);
    await runs.finish(run.id, { outcome: 'ok', foundCount: 3 }, client.db);
    await crawled(row, plannedAt);
    expect(await runsOf(row)).toMatchObject([{ outcome: 'ok', foundCount: 3 }]);
  });
});

describe('what follows from how a run ended', () => {
  const ended = async (row: terms.TermRow, outcome: Outcome, more: Partial<Collected> = {}, before: number[] = []) => {
    const run = await runs.begin(row.id, row.source, new Date(Date.now() + (number += 1) * 1000), client.db);
    const result: Collected = { outcome, posts: [], pages: [], since: null, ...more };
    await aftermath({ term: row, run, source: sourceOf(row.source), result, before }, { db: client.db });
  };
  const google = () => term({ platform: 'google', source: 'google-serp' });

  test('a captcha pauses the whole source, longer each time, tells people once, and a good run settles it', async () => {
    const row = await google();
    await ended(row, 'captcha');
    const [first] = await holds.inForce(client.db);
    await ended(row, 'captcha');
    const [second] = await holds.inForce(client.db);
    expect(second!.until.getTime() - Date.now()).toBeGreaterThan(1.5 * (first!.until.getTime() - Date.now()));
    expect(second).toMatchObject({ source: 'google-serp', reason: 'captcha', walls: 2 });
    expect(await alarms.open(client.db)).toMatchObject([{ kind: 'blocked', times: 2, termId: null }]);
    await ended(row, 'ok');
    expect(await holds.inForce(client.db)).toEqual([]);
    expect(await open()).toEqual([]);
    await ended(row, 'captcha');
    expect(await holds.inForce(client.db)).toMatchObject([{ walls: 1 }]);
  });

  test('one private group asks for a login, and the other terms of the source go on', async () => {
    const row = await google();
    await ended(row, 'login_wall');
    await ended(row, 'login_wall');
    expect(await holds.inForce(client.db)).toEqual([]);
    await ended(row, 'login_wall');
    expect(await holds.inForce(client.db)).toHaveLength(1);
    expect(await open()).toEqual([{ kind: 'blocked', source: 'google-serp', termId: null }]);
  });

  test('a limit that the platform announces is obeyed without an alarm, until it comes again and again', async () => {
    const row = await term();
    for (const alarmed of [0, 0, 1]) {
      await ended(row, 'rate_limited', { retryAfterMs: 900_000 });
      expect(await open()).toHaveLength(alarmed);
    }
    const [held] = await holds.inForce(client.db);
    expect(held!.until.getTime() - Date.now()).toBeGreaterThan(890_000);
  });

  test('a token that expired and a quota that ran out are told as such', async () => {
    const row = await term();
    await ended(row, 'auth_expired');
    await ended(row, 'quota_exhausted');
    expect((await open()).map(({ kind }) => kind).sort()).toEqual(['auth_expired', 'quota_exhausted']);
  });

  test('a page in a new shape and a yield far below its history are alarms of their term, settled by a usual run', async () => {
    const row = await google();
    const usual = [20, 21, 19, 22, 20];
    const twenty = Array.from({ length: 20 }, (_, index) => found(7000 + index));
    await ended(row, 'layout_changed', { pages: [{ url: '', outcome: 'layout_changed', organic: 0, ads: 0 }] });
    await ended(row, 'ok', { posts: [found(1)] }, usual);
    const raised = await open();
    expect(raised.map(({ kind }) => kind).sort()).toEqual(['layout_changed', 'low_yield']);
    expect(raised.every(({ termId }) => termId === row.id)).toBe(true);
    await ended(row, 'ok', { posts: twenty }, usual);
    expect(await open()).toEqual([]);
  });

  test('an API that is asked only for what is new may find nothing', async () => {
    await ended(await term(), 'empty', {}, [20, 21, 19, 22, 20]);
    expect(await open()).toEqual([]);
  });
});

describe('the meter', () => {
  test('counts a post and its author once a UTC day, as the platform bills them', async () => {
    const row = await term();
    const met = async (ids: number[], at: Date) => {
      const run = await runs.begin(row.id, 'x-api', new Date(Date.now() + (number += 1) * 1000), client.db);
      await posts.save(
        ids.map((id) => found(9000 + id, { author: { id: `${id % 2}`, handle: null, name: null } })),
        run.id,
        at,
        client.db,
      );
      return spend.firstOfDay(run.id, client.db);
    };
    expect(await met([1, 2, 3], new Date('2026-11-24T00:00:01Z'))).toEqual({ post: 3, user: 2 });
    expect(await met([2, 3, 5], new Date('2026-11-24T23:59:00Z'))).toEqual({ post: 1, user: 0 });
    expect(await met([1, 2], new Date('2026-11-25T00:00:00Z'))).toEqual({ post: 2, user: 2 });
  });

  test('adds up by term, unit and month', async () => {
    const row = await term();
    const note = () =>
      spend.note(
        { source: 'x-api', termId: row.id, reads: { post: 100, user: 10, query: 0 }, usd: { post: 0.005, user: 0.01 } },
        client.db,
      );
    await Promise.all([note(), note()]);
    expect(await spend.ofMonth(row.id, client.db)).toBeCloseTo(1.2, 6);
    expect(await spend.bySource(client.db)).toEqual([
      { source: 'x-api', unit: 'post', count: 200, usd: 1 },
      { source: 'x-api', unit: 'user', count: 20, usd: 0.2 },
    ]);
  });
});
