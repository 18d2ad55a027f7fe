import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, type Client } from '../../db/client.server.ts';
import * as posts from '../../db/posts.ts';
import * as notices from '../../db/notices.ts';
import * as reports from '../../db/reports.ts';
import * as reviews from '../../db/reviews.ts';
import * as runs from '../../db/runs.ts';
import * as terms from '../../db/terms.ts';
import * as users from '../../db/users.ts';
import { testDatabase, type TestDatabase } from '../setup/database.ts';
import { found } from './found.ts';

let database: TestDatabase;
let client: Client;
let ana: users.User;
let beto: users.User;

beforeAll(async () => {
  database = await testDatabase();
  client = connect(database.url);
  const password = 'una clave larga';
  ana = await users.add({ email: 'ana@sre.example', name: 'Ana', role: 'liaison', password }, client.db);
  beto = await users.add({ email: 'beto@sre.example', name: 'Beto', role: 'liaison', password }, client.db);
});
afterAll(async () => {
  await client.close();
  await database.drop();
});

describe('the list of runs', () => {
  test('pages without a gap or a repeat, also where many terms were planned for one moment', async () => {
    const plannedAt = new Date('2026-11-24T16:00:00Z');
    for (let index = 0; index < 11; index += 1) {
      const term = await terms.add({ platform: 'x', query: `citas ${index}` }, ana.id, client.db);
      const run = await runs.begin(term.id, 'x-api', plannedAt, client.db);
      if (index > 0) await runs.finish(run.id, { outcome: index % 2 ? 'ok' : 'captcha' }, client.db);
    }
    const seen: string[] = [];
    let before: runs.RunCursor | null = null;
    for (;;) {
      const page: Awaited<ReturnType<typeof runs.recent>> = await runs.recent({}, before, client.db, 3);
      if (page.length === 0) break;
      seen.push(...page.map(({ id }) => id));
      before = page.at(-1)!;
    }
    expect(seen).toHaveLength(11);
    expect(new Set(seen).size).toBe(11);
  });

  test('is narrowed to what was covered or missed; a run under way is neither', async () => {
    const outcomes = async (ended: 'covered' | 'missed') =>
      (await runs.recent({ ended }, null, client.db)).map(({ outcome }) => outcome);
    expect(await outcomes('covered')).toEqual(Array(5).fill('ok'));
    expect(await outcomes('missed')).toEqual(Array(5).fill('captcha'));
    expect(await runs.recent({ platform: 'google' }, null, client.db)).toEqual([]);
  });

  test('a run tells the posts that it met, by rank', async () => {
    const run = await runs.begin(null, 'test', new Date(), client.db);
    await posts.save([found(2), found(1)], run.id, new Date(), client.db);
    expect((await runs.met(run.id, client.db)).map(({ rank }) => rank)).toEqual([1, 2]);
  });
});

describe('reports', () => {
  test('count what waits for one, and page from the newest on', async () => {
    const run = await runs.begin(null, 'test', new Date(Date.now() - 1000), client.db);
    const saved = await posts.save([found(11), found(12), found(13)], run.id, new Date(), client.db);
    const ids = saved.toClassify;
    for (const postId of ids) {
      await reviews.record({ postId, postVersion: 1, verdict: 'resale' }, ana.id, client.db);
    }
    expect(await notices.waiting(client.db)).toEqual([{ platform: 'x', posts: 3 }]);
    const numbers: string[] = [];
    for (const postId of ids) {
      const wanted: Parameters<typeof reports.draft>[0] = {
        platform: 'x',
        channel: 'x_legal_requests',
        postIds: [postId],
      };
      numbers.push((await reports.draft(wanted, ana.id, client.db)).number);
    }
    expect(await notices.waiting(client.db)).toEqual([]);
    const first = await reports.list(null, client.db, 2);
    const rest = await reports.list(first.at(-1)!.id, client.db, 2);
    expect([...first, ...rest].map(({ number }) => number)).toEqual(numbers.toReversed());
  });

  test('whose export failed is asked for again, and only while it waits for its package', async () => {
    const [row] = await reports.list(null, client.db, 1);
    await expect(reports.exportAgain(row!.id, beto.id, client.db)).rejects.toThrow('approved');
    await reports.approve(row!.id, { frozen: true }, beto.id, client.db);
    await reports.noteProblem(row!.id, 'The disk is full.', client.db);
    expect(await reports.unexported(client.db)).not.toContain(row!.id);
    await reports.exportAgain(row!.id, beto.id, client.db);
    expect(await reports.unexported(client.db)).toContain(row!.id);
  });
});
