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
  expect(whole!.post).toMatchObject({ text: 'orientamos gratis', version: 1 });
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

test('a re-crawl where nothing changed writes its sightings and touches no other row', async () => {
  const batch = [found(20), found(21, { author: { id: '78', handle: 'otro', name: 'Otro' }, aliases: ['x:2100'] })];
  await posts.save(batch, runId, at, client.db);
  // Row versions; a lock that a foreign key takes (xmax) writes none.
  const stamps = async () =>
    (
      await client.db.execute<{ of: string; xmin: string; ctid: string }>(sql`
        select 'post ' || id as of, xmin::text, ctid::text from posts union all
        select 'author ' || id, xmin::text, ctid::text from authors union all
        select 'version ' || post_id || version, xmin::text, ctid::text from post_versions union all
        select 'alias ' || alias, xmin::text, ctid::text from post_aliases order by 1`)
    ).rows;
  const before = await stamps();
  const again = await runs.begin(null, 'test', new Date(), client.db);
  expect(await posts.save(batch, again.id, new Date(at.getTime() + 60_000), client.db)).toMatchObject({
    found: 2,
    fresh: 0,
    toClassify: [],
  });
  expect(await stamps()).toEqual(before);
  const met = await client.db.execute(sql`select count(*)::int as n from sightings where run_id = ${again.id}`);
  expect(met.rows).toEqual([{ n: 2 }]);
});

test('a post met by one of its other names is the same post', async () => {
  const face = (key: string, aliases: string[]) => found(30, { platform: 'facebook', key, platformId: null, aliases });
  const first = await posts.save([face('facebook:300', ['facebook:pfbid0A'])], runId, at, client.db);
  const id = first.idByKey.get('facebook:300')!;
  const later = new Date(at.getTime() + 60_000);
  // Its key is an alias of the row; then one of its aliases is.
  const second = await posts.save([face('facebook:pfbid0A', [])], runId, later, client.db);
  expect(second.idByKey.get('facebook:pfbid0A')).toBe(id);
  const third = await posts.save(
    [face('facebook:301', ['facebook:pfbid0A', 'facebook:pfbid0B'])],
    runId,
    later,
    client.db,
  );
  expect(third).toMatchObject({ fresh: 0 });
  expect(third.idByKey.get('facebook:301')).toBe(id);
  for (const name of ['facebook:300', 'facebook:301', 'facebook:pfbid0A', 'facebook:pfbid0B'])
    expect(await posts.idOf(name, client.db)).toBe(id);
  expect(await posts.idOf('facebook:pfbid0C', client.db)).toBeNull();
});

test('two posts that stand already never become one by an alias that a third party claims', async () => {
  const [a, b] = [found(40), found(41)];
  const saved = await posts.save([a, b], runId, at, client.db);
  const claim = await posts.save([{ ...a, aliases: [b.key] }], runId, at, client.db);
  expect(claim.idByKey.get(a.key)).toBe(saved.idByKey.get(a.key));
  expect(await posts.idOf(b.key, client.db)).toBe(saved.idByKey.get(b.key));
});

test('an author that shows another name is written once, whoever else writes at the same time', async () => {
  const renamed = (n: number) => found(50 + n, { author: { id: '99', handle: `citas${n}`, name: 'Citas' } });
  const all = await Promise.all(
    Array.from({ length: 8 }, (_, n) => client.db.transaction((tx) => posts.save([renamed(n)], runId, at, tx))),
  );
  expect(all.map((one) => one.fresh)).toEqual(Array(8).fill(1));
  const authors = await client.db.execute(sql`
    select count(*)::int as n, count(distinct author_id)::int as of_posts from authors a
    join posts p on p.author_id = a.id where a.key = 'id:99'`);
  expect(authors.rows).toEqual([{ n: 8, of_posts: 1 }]);
});
