import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Label } from '../../classifier/score.types.ts';
import { connect, type Client } from '../../db/client.server.ts';
import * as post from '../../db/post.ts';
import * as posts from '../../db/posts.ts';
import * as queue from '../../db/queue.ts';
import * as reports from '../../db/reports.ts';
import * as reviews from '../../db/reviews.ts';
import * as runs from '../../db/runs.ts';
import * as scores from '../../db/scores.ts';
import * as users from '../../db/users.ts';
import { testDatabase, type TestDatabase } from '../setup/database.ts';
import { found } from './found.ts';

let database: TestDatabase;
let client: Client;
let ana: users.User;
let beto: users.User;
let next = 1;

/** Saves and scores a post; returns its row id. */
async function scored(score: number, harm: number, label: Label = 'resale', text?: string): Promise<number> {
  const run = await runs.begin(null, 'test', new Date(), client.db);
  const saved = await posts.save([found(next++, text ? { text } : {})], run.id, new Date(), client.db);
  const id = saved.toClassify[0]!;
  await scores.record(
    [
      {
        id,
        version: 1,
        score,
        harm,
        label,
        labels: {} as never,
        signals: [],
        offer: { contacts: [], price: null, consulate: 'Dallas', procedures: [], documents: [] },
      },
    ],
    'm1',
    client.db,
  );
  return id;
}

beforeAll(async () => {
  database = await testDatabase();
  client = connect(database.url);
  ana = await users.add(
    { email: 'ana@sre.example', name: 'Ana', role: 'analyst', password: 'una clave larga' },
    client.db,
  );
  beto = await users.add(
    { email: 'beto@sre.example', name: 'Beto', role: 'liaison', password: 'otra clave larga' },
    client.db,
  );
});
afterAll(async () => {
  await client.close();
  await database.drop();
});

describe('the queue', () => {
  test('is ordered by harm, then score, and its pages meet without a gap or a repeat', async () => {
    for (let index = 0; index < 25; index += 1) await scored((index % 5) / 5, index % 4);
    const all = (await queue.page({ state: 'open' }, null, client.db, 500)).rows;
    const paged: number[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof queue.page>> = await queue.page({ state: 'open' }, cursor, client.db, 7);
      paged.push(...page.rows.map((row) => row.id));
      cursor = page.next;
    } while (cursor);
    expect(paged).toEqual(all.map((row) => row.id));
    const order = all.map((row) => row.harm * 10 + row.score!);
    expect(order).toEqual([...order].sort((a, b) => b - a));
  });

  test('is searched without regard to accents and endings', async () => {
    const id = await scored(0.8, 2, 'resale', 'Matrículas consulares garantizadas en Atlanta');
    const page = await queue.page({ state: 'open', text: 'matricula consular' }, null, client.db);
    expect(page.rows.map((row) => row.id)).toEqual([id]);
  });

  test.each(['', 'x', '1_2', '1_2_3_4', "2_0.9_1'; drop table posts", 'NaN_NaN_NaN', '9'.repeat(400)])(
    'takes the tampered cursor %j for the first page',
    async (cursor) => {
      const page = await queue.page({ state: 'open' }, cursor, client.db, 3);
      expect(page.rows.length).toBeGreaterThan(0);
    },
  );
});

describe('a verdict', () => {
  test('takes a post out of the queue and an undo brings it back, with both on record', async () => {
    const id = await scored(0.9, 2);
    const review = await reviews.record(
      { postId: id, postVersion: 1, verdict: 'resale', facts: ['guarantees'] },
      ana.id,
      client.db,
    );
    expect((await post.whole(id, client.db))!.post.verdict).toBe('resale');
    expect(await reviews.undo(review, beto.id, client.db)).toEqual({ postId: id, verdict: null });
    const whole = (await post.whole(id, client.db))!;
    expect(whole.post.verdict).toBeNull();
    expect(whole.history.map((entry) => [entry.userName, entry.verdict, entry.undoes])).toEqual([
      ['Beto', null, review],
      ['Ana', 'resale', null],
    ]);
  });

  test('sent twice is one review', async () => {
    const id = await scored(0.9, 2);
    const once = await reviews.record({ postId: id, postVersion: 1, verdict: 'resale' }, ana.id, client.db);
    expect(await reviews.record({ postId: id, postVersion: 1, verdict: 'resale' }, ana.id, client.db)).toBe(once);
  });

  test('on a text that changed meanwhile is refused', async () => {
    const id = await scored(0.9, 2);
    await expect(reviews.record({ postId: id, postVersion: 2, verdict: 'resale' }, ana.id, client.db)).rejects.toThrow(
      'changed',
    );
  });

  test('undone after a newer one is refused, and twice at once is undone once', async () => {
    const id = await scored(0.9, 2);
    const first = await reviews.record({ postId: id, postVersion: 1, verdict: 'resale' }, ana.id, client.db);
    const second = await reviews.record({ postId: id, postVersion: 1, verdict: 'not_actionable' }, beto.id, client.db);
    await expect(reviews.undo(first, ana.id, client.db)).rejects.toThrow('newer');
    const both = await Promise.allSettled([
      reviews.undo(second, ana.id, client.db),
      reviews.undo(second, beto.id, client.db),
    ]);
    expect(both.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect((await post.whole(id, client.db))!.post.verdict).toBe('resale');
  });

  test('cannot be changed or deleted, not even in the database', async () => {
    for (const statement of [
      sql`delete from reviews`,
      sql`update reviews set note = 'x'`,
      sql`truncate reviews`,
      sql`delete from audit`,
    ]) {
      await expect(client.db.execute(statement)).rejects.toMatchObject({
        cause: { message: expect.stringContaining('append-only') },
      });
    }
  });
});

describe('a report', () => {
  test('takes confirmed posts once, is approved by a second person, and frees its posts when withdrawn', async () => {
    const id = await scored(0.9, 2);
    const draft = () =>
      reports.draft({ platform: 'x', channel: 'x_legal_requests', postIds: [id] }, beto.id, client.db);
    await expect(draft()).rejects.toThrow('not confirmed');
    await reviews.record({ postId: id, postVersion: 1, verdict: 'resale' }, ana.id, client.db);
    const both = await Promise.allSettled([draft(), draft()]);
    const [made] = both.filter((result) => result.status === 'fulfilled');
    expect(both.filter((result) => result.status === 'rejected')).toHaveLength(1);
    expect(made!.value.number).toMatch(/^SRE-X-\d{4}-\d{6}$/);
    await expect(reports.approve(made!.value.id, {}, beto.id, client.db)).rejects.toThrow('cannot approve');
    await reports.approve(made!.value.id, { frozen: true }, ana.id, client.db);
    await expect(reports.approve(made!.value.id, {}, ana.id, client.db)).rejects.toThrow('no longer a draft');
    expect(await reports.unexported(client.db)).toContain(made!.value.id);
    await reports.withdraw(made!.value.id, beto.id, client.db);
    await expect(draft()).resolves.toBeTruthy();
  });

  test('refuses posts of another platform and an empty choice', async () => {
    const id = await scored(0.9, 2);
    await reviews.record({ postId: id, postVersion: 1, verdict: 'resale' }, ana.id, client.db);
    await expect(
      reports.draft({ platform: 'facebook', channel: 'meta_legal_removal', postIds: [id] }, beto.id, client.db),
    ).rejects.toThrow('cannot go');
    await expect(
      reports.draft({ platform: 'x', channel: 'x_legal_requests', postIds: [] }, beto.id, client.db),
    ).rejects.toThrow('at least one');
  });
});

describe('a user', () => {
  test('signs in with the right password only, in any case of the address, and not once disabled', async () => {
    expect(await users.byPassword('ANA@sre.example', 'una clave larga', client.db)).toMatchObject({ name: 'Ana' });
    expect(await users.byPassword('ana@sre.example', 'una clave largo', client.db)).toBeNull();
    expect(await users.byPassword('nadie@sre.example', 'una clave larga', client.db)).toBeNull();
    await users.setDisabled(ana.id, true, client.db);
    expect(await users.byPassword('ana@sre.example', 'una clave larga', client.db)).toBeNull();
    await users.setDisabled(ana.id, false, client.db);
  });

  test('is added once and with a password that is long enough', async () => {
    await expect(
      users.add({ email: 'Ana@SRE.example', name: 'x', role: 'analyst', password: 'una clave larga' }, client.db),
    ).rejects.toThrow('already');
    await expect(
      users.add({ email: 'c@sre.example', name: 'x', role: 'analyst', password: 'corta' }, client.db),
    ).rejects.toThrow('12');
  });
});
