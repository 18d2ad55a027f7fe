/**
 * What dies under a worker, dies for good: Redis with all it held, PostgreSQL, Chromium. Nothing that was collected is lost,
 * nothing is there twice, and every run that began has an end.
 */
import { sql } from 'drizzle-orm';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startPostgres, type Postgres } from '../../bin/postgres.ts';
import { connect } from '../../db/client.server.ts';
import { migrate } from '../../db/migrate.ts';
import { redisMissing, testRedis, type TestRedis } from '../setup/redis.ts';
import { stop, testWorkspace, type TestWorkspace } from '../setup/workspace.ts';

let folder: string;
let postgres: Postgres;
let redis: TestRedis | null;
let workspace: TestWorkspace;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vigia-faults-'));
  // A server of its own, that can be killed without the other tests' noticing. It keeps what it confirms.
  postgres = await startPostgres({ dataDir: folder });
  await migrate(postgres.url);
  redis = await testRedis();
  workspace = await testWorkspace({ url: postgres.url, drop: () => Promise.resolve() });
  await workspace.client.db.execute(sql`
    update terms set every_minutes = 1, active = (query ilike any (array['%dallas%', '%lang:es -is%', '%paisanosdallasfw%', '%consul%']))`);
}, 120_000);
afterAll(async () => {
  await workspace.close();
  await redis?.stop();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const until = (check: () => Promise<void>, timeout = 150_000): Promise<void> =>
  vi.waitFor(check, { timeout, interval: 250 });

/** On a connection of its own: the one of the workspace may have died with its server. */
async function one<Row extends Record<string, unknown>>(query: ReturnType<typeof sql>): Promise<Row> {
  const { db, close } = connect(postgres.url, 1);
  try {
    return (await db.execute(query)).rows[0] as Row;
  } finally {
    await close();
  }
}
const counts = () =>
  one<{ posts: number; sightings: number; runs: number }>(sql`
    select (select count(*)::int from posts) as posts, (select count(*)::int from sightings) as sightings,
           (select count(*)::int from runs where outcome is not null) as runs`);

/** Every active term gets a run that begins after now and ends, and no post waits for its score. */
async function recovered(): Promise<void> {
  const { now } = await one<{ now: string }>(sql`select now()::text as now`);
  await until(async () => {
    const left = await one<{ terms: number; unscored: number }>(sql`
      select (select count(*)::int from terms t where t.active and not exists
               (select 1 from runs r where r.term_id = t.id and r.started_at > ${now}::timestamptz and r.outcome is not null)) as terms,
             (select count(*)::int from posts where scored_version < version) as unscored`);
    expect(left).toEqual({ terms: 0, unscored: 0 });
  });
}

async function nothingLostOrDoubled(before: Awaited<ReturnType<typeof counts>>): Promise<void> {
  const after = await counts();
  expect(after.posts).toBeGreaterThanOrEqual(before.posts);
  expect(after.sightings).toBeGreaterThanOrEqual(before.sightings);
  expect(after.runs).toBeGreaterThan(before.runs);
  const wrong = await one(sql`
    select (select count(*)::int from (select 1 from posts where platform_id is not null group by platform, platform_id having count(*) > 1) d) as doubled,
           (select count(*)::int from posts p where not exists (select 1 from sightings s where s.post_id = p.id)) as unseen,
           (select count(*)::int from posts p where not exists
              (select 1 from post_versions v where v.post_id = p.id and v.version = p.version and v.text = p.text)) as unkept`);
  expect(wrong).toEqual({ doubled: 0, unseen: 0, unkept: 0 });
}

const running = (): Promise<void> =>
  until(async () => {
    const open = await one<{ n: number }>(sql`select count(*)::int as n from runs where outcome is null`);
    expect(open.n).toBeGreaterThan(0);
  });

describe('kill -9 in the middle of runs', { timeout: 400_000 }, () => {
  test(`of Redis, which comes back empty${redisMissing ? ` (${redisMissing})` : ''}`, async (context) => {
    if (!redis) return context.skip(redisMissing!);
    const worker = await workspace.worker({ REDIS_URL: redis.url });
    await running();
    const before = await counts();
    await redis.crash();
    await recovered();
    await nothingLostOrDoubled(before);
    await stop(worker);
  });

  test('of every Chromium, then of PostgreSQL, which carries the queue too: runs go on in fresh ones or end as typed', async () => {
    const worker = await workspace.worker();
    await running();
    const before = await counts();
    for (let blow = 0; blow < 3; blow += 1) {
      await until(async () => expect(browsersUnder(worker.pid!)).not.toEqual([]), 60_000);
      for (const pid of browsersUnder(worker.pid!)) killIfThere(pid);
    }
    const [postmaster] = readFileSync(path.join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(postmaster), 'SIGKILL');
    await until(async () => expect(await postgres.revive!()).toBe(true), 60_000);
    await recovered();
    await nothingLostOrDoubled(before);
    await stop(worker);
  });
});

/** Chromium's programs that hang, by any number of parents, from the worker. */
function browsersUnder(worker: number): number[] {
  const parentOf = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parentOf.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch (error) {
      if (!['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
  const under = (pid: number): boolean => {
    for (let at = parentOf.get(pid); at; at = parentOf.get(at)) if (at === worker) return true;
    return false;
  };
  return [...parentOf.keys()].filter(under);
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
