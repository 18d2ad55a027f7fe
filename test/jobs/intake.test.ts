/** What staff hand in, through real workers and the demo internet: every link and row once, whatever dies on the way. */
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { identify } from '../../crawler/url.ts';
import * as evidence from '../../db/evidence.server.ts';
import { onDisk } from '../../db/evidence/disk.server.ts';
import * as intake from '../../db/intake.ts';
import * as links from '../../db/intake-links.ts';
import * as posts from '../../db/posts.ts';
import * as runs from '../../db/runs.ts';
import * as users from '../../db/users.ts';
import { pfbidOf } from '../../demo/sites/addresses.ts';
import { goOn, handLinks, linksIn, retryLinks, savePictured, takeUp } from '../../jobs/hand-in.server.ts';
import { importPayload } from '../../jobs/import.ts';
import { openQueue, type Queue } from '../../jobs/queue.server.ts';
import { kill, stop, testWorkspace, type TestWorkspace } from '../setup/workspace.ts';

let workspace: TestWorkspace;
let queue: Queue;
let ana: string;

beforeAll(async () => {
  workspace = await testWorkspace();
  const { db } = workspace.client;
  await db.execute(sql`update terms set active = false`);
  queue = await openQueue({ databaseUrl: workspace.databaseUrl });
  ana = (await users.list(db)).find(({ role }) => role === 'analyst')!.id;
});
afterAll(async () => {
  await queue.close();
  await workspace.close();
});

const db = () => workspace.client.db;

async function until<T>(look: () => Promise<T | null | false>): Promise<T> {
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    await pause(50);
  }
}

async function handIn(text: string): Promise<string> {
  const id = await handLinks(linksIn(text), ana, db());
  await goOn(id, db(), queue);
  return id;
}

const ended = (id: string) =>
  until(async () => {
    const row = await intake.byId(id, db());
    return row?.state === 'done' || row?.state === 'refused' ? row : null;
  });

const shown = () => workspace.internet.story.at(new Date()).posts.filter(({ ended: end }) => end === null);

async function count(query: string): Promise<number> {
  const found = await db().execute<{ n: number }>(sql.raw(`select (${query})::int as n`));
  return found.rows[0]!.n;
}

describe('links', { timeout: 180_000 }, () => {
  test('each is resolved, opened and saved once; what cannot be read is kept with a sentence', async () => {
    const facebook = shown().filter(({ post }) => post.platform === 'facebook');
    const grouped = facebook.find(({ post }) => post.group?.open)!;
    const own = facebook.find(({ post }) => post.kind === 'post' && post.author.handle !== null && !post.group)!;
    const x = shown().find(({ post }) => post.platform === 'x')!;
    const group = grouped.post.group!;
    const lines = [
      `https://m.facebook.com/groups/${group.slug}/posts/${grouped.post.id}/?mibextid=abc`,
      `https://www.facebook.com/groups/${group.id}/permalink/${grouped.post.id}/`,
      `https://www.facebook.com/${own.post.author.handle}/posts/${pfbidOf(own.post, 'page')}`,
      `https://twitter.com/${x.post.author.handle}/status/${x.post.id}?s=20`,
      'https://www.facebook.com/share/p/1AbCdEf/',
      'https://x.com/nadie/status/1000000000000000001',
      'https://www.facebook.com/CitasDFW',
      'http://192.168.1.1/admin',
    ];
    const worker = await workspace.worker();
    const id = await handIn(lines.join('\n'));
    const done = await ended(id);
    await stop(worker);
    const rows = await links.all(id, db());
    expect(rows.map(({ outcome, problem, duplicateOf }) => [outcome, problem, duplicateOf])).toEqual([
      ['ok', null, null],
      ['ok', null, 1],
      ['ok', null, null],
      ['ok', null, null],
      ['login_wall', 'leads_to_login', null],
      ['not_available', 'page_unread', null],
      ['bad_query', 'link_account', null],
      ['bad_query', 'link_private', null],
    ]);
    expect(rows[0]!.text).toBe([...grouped.text].slice(0, 140).join(''));
    expect(rows[2]!.postId).toBe(await posts.idOf(`facebook:${own.post.id}`, db()));
    expect(rows[1]!.postId).toBe(rows[0]!.postId);
    // Nothing that was pasted is lost: the post that nobody can read is there, by its address alone.
    expect(rows[5]).toMatchObject({ postId: expect.any(Number), text: '' });
    expect(done).toMatchObject({ foundCount: 4, newCount: 4, failedCount: 3, cursor: 8 });
    expect(await count(`select count(*) from captures where post_id = ${rows[0]!.postId}`)).toBe(1);
    expect(await runs.byId(done.runId!, db())).toMatchObject({ outcome: 'ok', foundCount: 4, source: 'intake-links' });
  });

  test('the same links again are sightings, and nothing is double', async () => {
    const before = await count('select count(*) from posts');
    const key = await db().execute<{ url: string }>(sql`select url from posts where text <> '' order by id`);
    const worker = await workspace.worker();
    const id = await handIn(key.rows.map(({ url }) => url).join(' '));
    const done = await ended(id);
    expect(done).toMatchObject({ foundCount: key.rows.length, newCount: 0, failedCount: 0 });
    expect(await count('select count(*) from posts')).toBe(before);
    expect(await count('select max(version) from posts')).toBe(1);
    expect(await count(`select count(*) from sightings where run_id = '${done.runId}'`)).toBe(key.rows.length);

    // What could not be read may be tried again, as a run of its own.
    const old = (await intake.recent(db())).find((row) => row.failedCount === 3)!;
    expect(await retryLinks(old.id, db())).toBe(true);
    await goOn(old.id, db(), queue);
    expect(await ended(old.id)).toMatchObject({ foundCount: 4, failedCount: 3, state: 'done' });
    await stop(worker);
  });

  test('a text that a person selected stands in for a page that nobody can read', async () => {
    const [given] = linksIn('https://www.facebook.com/groups/999/posts/123456789012/');
    const id = await handLinks([given!], ana, db(), 'Te saco tu cita en Dallas');
    await goOn(id, db(), queue);
    const worker = await workspace.worker();
    await ended(id);
    await stop(worker);
    expect((await links.all(id, db()))[0]).toMatchObject({
      outcome: 'not_available',
      text: 'Te saco tu cita en Dallas',
      fresh: true,
    });
  });
});

describe('a worker that is killed', { timeout: 240_000 }, () => {
  test('loses no link and no row, and leaves none double', async () => {
    const many = shown()
      .filter(({ post }) => post.platform === 'x')
      .slice(0, 25);
    const before = await count('select count(*) from posts');
    const known = new Set((await db().execute<{ key: string }>(sql`select key from posts`)).rows.map(({ key }) => key));
    const paste = await handIn(many.map(({ post }) => `https://x.com/a/status/${post.id}`).join('\n'));
    const rows = Array.from(
      { length: 6_000 },
      (_, i) =>
        `https://x.com/a/status/${2_000_000_000_000_000_000n + BigInt(i)},"cita número ${i}, mándame mensaje",14/08/2026`,
    );
    const body = Buffer.from(`url,texto,fecha\n${rows.join('\n')}\n,sin nada,\n`);
    const file = { ...(await evidence.keep(body, onDisk(path.join(workspace.folder, 'evidence')))), name: 't.csv' };
    const table = await intake.begin({ kind: 'table', state: 'reading', userId: ana, file }, db());
    await takeUp(table, db(), queue);

    const first = await workspace.worker();
    const ready = await until(async () => {
      const row = await intake.byId(table.id, db());
      return row?.state === 'ready' ? row : null;
    });
    expect(ready.reading).toMatchObject({
      of: 'table',
      rows: 6_001,
      guess: { columns: { url: 0, text: 1, published: 2 }, dates: 'dmy' },
    });
    const run = await runs.begin(null, 'intake-table', new Date(), db(), ana);
    const mapping = ready.reading!.of === 'table' ? ready.reading!.guess : null;
    await intake.importAs(table.id, { mapping: mapping!, savedAt: new Date(), runId: run.id }, db());
    await takeUp(table, db(), queue);
    await until(async () => (await intake.byId(table.id, db()))!.cursor > 0);
    await kill(first);
    expect((await intake.byId(table.id, db()))!.state).toBe('running');

    const second = await workspace.worker();
    const done = await ended(table.id);
    await ended(paste);
    await stop(second);
    expect(done).toMatchObject({ foundCount: 6_000, newCount: 6_000, failedCount: 1, reading: null });
    expect(await intake.problems(table.id, 0, db())).toEqual([{ row: 6_002, column: '', code: 'no_identity' }]);
    expect(await count(`select count(*) from sightings where run_id = '${run.id}'`)).toBe(6_000);
    const pasted = await links.all(paste, db());
    expect(pasted.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
    const fresh = many.filter(({ post }) => !known.has(`x:${post.id}`)).length;
    expect(await count('select count(*) from posts')).toBe(before + 6_000 + fresh);
    expect(await count('select max(version) from posts')).toBe(1);
  });
});

describe('pages and pictures', () => {
  test('a page that a browser saved whole is read with the address that it notes, without its frames', async () => {
    const html = '<!doctype html><html><head><title>x</title></head><body><p>nada</p></body></html>';
    const mhtml =
      'From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.facebook.com/groups/1/posts/2/\r\nMIME-Version: 1.0\r\n' +
      'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n--B\r\nContent-Type: text/html\r\n' +
      `Content-Location: https://www.facebook.com/groups/1/posts/2/\r\n\r\n${html}\r\n--B\r\nContent-Type: text/html\r\n\r\n<p>frame</p>\r\n--B--\r\n`;
    const imported = await importPayload({ body: Buffer.from(mhtml), filename: 'x.mhtml', userId: ana }, db());
    expect(imported).toMatchObject({ platform: 'facebook', found: 0 });
  });

  async function picture(bytes: string) {
    const file = { ...(await evidence.keep(Buffer.from(bytes))), name: 's.png' };
    const row = await intake.begin({ kind: 'picture', state: 'reading', userId: ana, file }, db());
    await intake.present(row.id, { of: 'picture', text: 'leído', confidence: 0.9, width: 1, height: 1 }, 1, db());
    return (await intake.byId(row.id, db()))!;
  }
  const said = { platform: 'facebook' as const, text: 'Te saco tu cita', authorName: 'Citas DFW', takenAt: new Date() };

  test('without an address two pictures are two posts, and neither is anybody else’s', async () => {
    const saved = [];
    for (const bytes of ['one', 'two'])
      saved.push(await savePictured(await picture(bytes), { ...said, address: '' }, ana, db()));
    const [one, two] = saved as { postId: number }[];
    expect(one!.postId).not.toBe(two!.postId);
    const found = await db().execute<{ key: string; url: string }>(
      sql`select key, url from posts where id in (${one!.postId}, ${two!.postId})`,
    );
    for (const { key, url } of found.rows) {
      expect(key).toMatch(/^facebook:capture:[0-9a-f]{64}$/);
      expect(identify(url)).toMatchObject({ key: null });
    }
    expect(
      await count(`select count(*) from captures where post_id = ${one!.postId} and screenshot_sha256 is not null`),
    ).toBe(1);
  });

  test('a text read off a picture never replaces the text of the page', async () => {
    const [stored] = (
      await db().execute<{ id: string; url: string; text: string }>(
        sql`select id, url, text from posts where platform = 'x' and text <> '' order by id limit 1`,
      )
    ).rows;
    const row = await picture('three');
    const saved = await savePictured(
      row,
      { ...said, platform: 'x', address: stored!.url, text: 'otra cosa' },
      ana,
      db(),
    );
    expect(saved).toMatchObject({ postId: Number(stored!.id), toClassify: [] });
    const [after] = (await db().execute<{ text: string }>(sql`select text from posts where id = ${stored!.id}`)).rows;
    expect(after!.text).toBe(stored!.text);
    expect(await savePictured(row, { ...said, address: '' }, ana, db())).toHaveProperty('problem');
  });

  test.each([
    ['https://www.facebook.com/share/p/1Ab/', 'address_share'],
    ['https://x.com/a/status/5', 'address_other'],
    ['https://www.facebook.com/CitasDFW', 'address_unusable'],
    ['nada', 'address_unusable'],
  ])('the address %s is refused, and the picture still waits', async (address, problem) => {
    const row = await picture(address);
    expect(await savePictured(row, { ...said, address }, ana, db())).toEqual({ problem });
    expect((await intake.byId(row.id, db()))!.state).toBe('ready');
  });
});
