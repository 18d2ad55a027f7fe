import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { connect, type Client } from '../../db/client.server.ts';
import * as post from '../../db/post.ts';
import * as posts from '../../db/posts.ts';
import * as runs from '../../db/runs.ts';
import * as scores from '../../db/scores.ts';
import { testDatabase, type TestDatabase } from '../setup/database.ts';
import { found } from './found.ts';

let database: TestDatabase;
let client: Client;
let runId: string;
const at = new Date('2026-11-24T10:00:00Z');

beforeAll(async () => {
  database = await testDatabase();
  client = connect(database.url);
});
beforeEach(async () => {
  runId = (await runs.begin(null, 'test', new Date(), client.db)).id;
});
afterAll(async () => {
  await client.close();
  await database.drop();
});

test('a post met twice is one post, with the newer text as a version and two sightings', async () => {
  const first = await posts.save([found(1)], runId, at, client.db);
  const later = await runs.begin(null, 'test', new Date(), client.db);
  const second = await posts.save(
    [found(1, { text: 'ahora cobro 60' })],
    later.id,
    new Date('2026-11-24T11:00:00Z'),
    client.db,
  );
  expect(first).toMatchObject({ found: 1, fresh: 1 });
  expect(second).toMatchObject({ found: 1, fresh: 0, toClassify: first.toClassify });
  const whole = await post.whole(first.toClassify[0]!, client.db);
  expect(whole!.post).toMatchObject({ text: 'ahora cobro 60', version: 2, scoredVersion: 0 });
  expect(whole!.versions.map((version) => version.version)).toEqual([2, 1]);
  expect(whole!.sightings).toHaveLength(2);
});

test('a page saved long ago and imported today does not put an old text over the new one', async () => {
  const { toClassify } = await posts.save([found(9, { text: 'orientamos gratis' })], runId, at, client.db);
  const imported = await runs.begin(null, 'import', new Date(), client.db);
  const before = new Date('2026-10-01T10:00:00Z');
  const again = await posts.save([found(9, { text: 'vendo citas a 90' })], imported.id, before, client.db);
  expect(again.toClassify).toEqual([]);
  const whole = await post.whole(toClassify[0]!, client.db);
  expect(whole!.post).toMatchObject({ text: 'orientamos gratis', version: 1, lastSeenAt: at });
});

test('the same page saved again by a retried job adds nothing and asks for no new score', async () => {
  await posts.save([found(2), found(3)], runId, at, client.db);
  const again = await posts.save([found(2), found(3)], runId, at, client.db);
  expect(again).toMatchObject({ found: 2, fresh: 0, toClassify: [] });
  const sightings = await client.db.execute(sql`select count(*)::int as n from sightings where run_id = ${runId}`);
  expect(sightings.rows).toEqual([{ n: 2 }]);
});

test('a post listed twice on one page is one row with its first rank', async () => {
  const saved = await posts.save([found(4, { rank: 1 }), found(4, { rank: 9 })], runId, at, client.db);
  expect(saved.found).toBe(1);
  const whole = await post.whole(saved.toClassify[0]!, client.db);
  expect(whole!.sightings.map((sighting) => sighting.rank)).toEqual([1]);
});

test('a listing without text keeps the text that is known', async () => {
  await posts.save([found(5)], runId, at, client.db);
  const bare = await posts.save([found(5, { text: '', links: [] })], runId, at, client.db);
  expect(bare.toClassify).toEqual([]);
});

test('posts of one run saved by two workers at once are stored once', async () => {
  const batch = Array.from({ length: 60 }, (_, index) => found(1000 + index));
  const saves = await Promise.all([
    posts.save(batch, runId, at, client.db),
    posts.save([...batch].reverse(), runId, at, client.db),
    posts.save(batch.slice(20), runId, at, client.db),
  ]);
  expect(saves[0].fresh + saves[1].fresh + saves[2].fresh).toBe(60);
});

test('whatever a text holds is stored, with NUL and broken halves of characters left out', async () => {
  let id = 10_000;
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'binary', maxLength: 30 }),
      async (text, name) => {
        id += 1;
        const saved = await posts.save(
          [
            found(id, {
              text: `\u0000\ud800${text}`,
              author: { id: null, handle: null, name },
              links: [`https://a.example/${text}`],
            }),
          ],
          runId,
          at,
          client.db,
        );
        const whole = await post.whole(saved.idByKey.get(`x:${id}`)!, client.db);
        expect(whole!.post.text).toBe(`\u0000\ud800${text}`.replaceAll('\u0000', '').toWellFormed());
      },
    ),
    { numRuns: 60 },
  );
});

test('a post is forgotten until its newest text is scored', async () => {
  const saved = await posts.save([found(6)], runId, at, client.db);
  const [id] = saved.toClassify;
  const waiting = await scores.waiting([id!], client.db);
  const score = {
    score: 0.9,
    label: 'resale' as const,
    labels: {} as never,
    signals: [],
    offer: { contacts: [], price: null, consulate: 'Dallas', procedures: [], documents: [] },
  };
  await posts.save([found(6, { text: 'editado' })], runId, at, client.db);
  await scores.record([{ ...score, id: id!, version: waiting[0]!.version, harm: 2 }], 'm1', client.db);
  expect(await scores.forgotten(client.db)).toContain(id);
  await scores.record([{ ...score, id: id!, version: 2, harm: 2 }], 'm1', client.db);
  expect(await scores.forgotten(client.db)).not.toContain(id);
});

test('a run has one outcome, whoever ends it last', async () => {
  expect(await runs.finish(runId, { outcome: 'ok' }, client.db)).toBe(true);
  expect(await runs.finish(runId, { outcome: 'captcha' }, client.db)).toBe(false);
  expect((await runs.byId(runId, client.db))!.outcome).toBe('ok');
});
