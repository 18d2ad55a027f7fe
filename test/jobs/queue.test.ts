/** The queue's promises, kept by both backends: PostgreSQL and a real Redis. */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { connect, type Client } from '../../db/client.server.ts';
import { PermanentError, RetryLaterError } from '../../errors.ts';
import type { Handlers } from '../../jobs/handlers.ts';
import { inBatches, jobNames } from '../../jobs/jobs.ts';
import { openQueue, type Queue } from '../../jobs/queue.server.ts';
import { work, type Working } from '../../jobs/work.ts';
import { testDatabase, type TestDatabase } from '../setup/database.ts';
import { redisMissing, testRedis, type TestRedis } from '../setup/redis.ts';

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Every name does nothing but what a test says. */
function only(given: Partial<Handlers>): Handlers {
  const idle = Object.fromEntries(jobNames.map((name) => [name, async () => undefined]));
  return { ...idle, ...given } as Handlers;
}

/** Resolves when `check` holds; the queue tells nobody when it is idle. */
const until = (check: () => Promise<void>): Promise<void> => vi.waitFor(check, { timeout: 20_000, interval: 25 });

describe.each([
  { backend: 'postgres', missing: null },
  { backend: 'redis', missing: redisMissing },
])('the queue on $backend', ({ backend, missing }) => {
  let database: TestDatabase;
  let client: Client;
  let redis: TestRedis | null = null;
  let queue: Queue;
  let working: Working | undefined;

  beforeAll(async () => {
    if (missing) return;
    database = await testDatabase();
    client = connect(database.url);
    if (backend === 'redis') redis = await testRedis();
    queue = await openQueue({ databaseUrl: database.url, redisUrl: redis?.url });
  });
  afterEach(async () => {
    await working?.stop();
    working = undefined;
  });
  afterAll(async () => {
    if (missing) return;
    await queue.close();
    await client.close();
    await redis?.stop();
    await database.drop();
  });

  const start = (handlers: Partial<Handlers>): void => {
    working = work(client.db, queue, only(handlers), 2_000);
  };
  const idle = () =>
    until(async () => {
      const counts = Object.values(await queue.counts());
      expect(counts.every(({ waiting, active, delayed }) => waiting + active + delayed === 0)).toBe(true);
    });

  test.skipIf(missing)(`is the one that was asked for ${missing ?? ''}`, () => {
    expect(queue.backend.name).toBe(backend);
  });

  test.skipIf(missing)(`an equal job waits once, and may come again when it is done ${missing ?? ''}`, async () => {
    const seen: number[][] = [];
    await queue.add('classify', { postIds: [1, 2] });
    await queue.add('classify', { postIds: [1, 2] });
    await queue.addAll('classify', [{ postIds: [1, 2] }, { postIds: [3] }]);
    start({ classify: async ({ postIds }) => seen.push(postIds) });
    await idle();
    expect(seen).toEqual([[1, 2], [3]]);
    await queue.add('classify', { postIds: [1, 2] });
    await idle();
    expect(seen).toHaveLength(3);
  });

  test.skipIf(missing)(
    `a permanent error is not tried again, is kept for people, and can be tried by them ${missing ?? ''}`,
    async () => {
      let broken = true;
      let calls = 0;
      start({
        export: async () => {
          calls += 1;
          if (broken) throw new PermanentError('The evidence abc is missing from the store.');
        },
      });
      await queue.add('export', { reportId: uuid(1) });
      await until(async () => expect((await queue.counts()).export.failed).toBe(1));
      const [failed] = await queue.failed();
      expect(failed).toMatchObject({
        name: 'export',
        payload: { reportId: uuid(1) },
        reason: 'The evidence abc is missing from the store.',
      });
      expect(calls).toBe(1);
      broken = false;
      expect(await queue.retry('export', failed!.id)).toBe(true);
      await until(async () => expect((await queue.counts()).export.failed).toBe(0));
      expect(await queue.retry('export', failed!.id)).toBe(false);
      await idle();
      expect(calls).toBe(2);
    },
  );

  test.skipIf(missing)(`"later" costs no attempt, however often it is said ${missing ?? ''}`, async () => {
    let calls = 0;
    start({
      capture: async () => {
        calls += 1;
        if (calls < 8) throw new RetryLaterError('busy', 5);
      },
    });
    await queue.add('capture', { postId: 5 });
    await until(async () => expect(calls).toBe(8));
    await idle();
    expect((await queue.counts()).capture.failed).toBe(0);
  });

  test.skipIf(missing)(
    `a surprise is tried again after a wait and then kept with an id, not with its text ${missing ?? ''}`,
    async () => {
      const attempts: boolean[] = [];
      start({
        import: async (_payload, { lastAttempt }) => {
          attempts.push(lastAttempt);
          throw new TypeError('texto de una publicación');
        },
      });
      await queue.add('import', { sha256: 'a'.repeat(64), filename: 'x.json', userId: null });
      await until(async () => expect((await queue.counts()).import.failed).toBe(1));
      expect(attempts).toEqual([false, false, true]);
      const failed = (await queue.failed()).find((job) => job.name === 'import');
      expect(failed!.reason).toMatch(/^TypeError \([0-9a-f]{8}\)$/);
    },
  );

  test.skipIf(missing)(
    `a payload that is not of the table's shape never reaches a handler ${missing ?? ''}`,
    async () => {
      let calls = 0;
      start({ capture: async () => (calls += 1) });
      await queue.add('capture', { postId: -1 });
      await until(async () => expect((await queue.counts()).capture.failed).toBe(1));
      expect(calls).toBe(0);
    },
  );

  test.skipIf(missing)(
    `a term is planned once, runs at once, and no more when it is taken out ${missing ?? ''}`,
    async () => {
      const planned: Date[] = [];
      start({ crawl: async (_payload, { plannedAt }) => planned.push(plannedAt) });
      await queue.schedule({ id: uuid(2), everyMinutes: 60 });
      await queue.schedule({ id: uuid(2), everyMinutes: 60 });
      await until(async () => expect(planned).toHaveLength(1));
      expect(await queue.scheduled()).toEqual([uuid(2)]);
      expect(Math.abs(planned[0]!.getTime() - Date.now())).toBeLessThan(60 * 60_000);
      await queue.unschedule(uuid(2));
      expect(await queue.scheduled()).toEqual([]);
      await idle();
      expect(planned).toHaveLength(1);
    },
  );
});

test('batches hold every item once and in order', () => {
  const items = Array.from({ length: 123 }, (_, index) => index);
  expect(inBatches(items).map((batch) => batch.length)).toEqual([50, 50, 23]);
  expect(inBatches(items).flat()).toEqual(items);
  expect(inBatches([])).toEqual([]);
});
