/** The path of a post through real jobs: term → run → post → score → capture, from the demo internet, with workers that die. */
import { sql } from 'drizzle-orm';
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { platforms } from '../../crawler/source.ts';
import * as evidence from '../../db/evidence.server.ts';
import { kill, stop, testWorkspace, type TestWorkspace } from '../setup/workspace.ts';

let workspace: TestWorkspace;

/** One or two of each kind of the demo's terms: every kind of page and answer, without waiting for all of them. */
const watched = ['dallas', 'permuta', 'mexitel', 'consul', 'lang:es -is', 'paisanosdallasfw', 'citasconsuladousa'];

beforeAll(async () => {
  workspace = await testWorkspace();
  const kept = sql.join(
    watched.map((word) => sql`query ilike ${`%${word}%`}`),
    sql` or `,
  );
  await workspace.client.db.execute(sql`update terms set active = (${kept}) and query not ilike '%barcelona%'`);
});
afterAll(() => workspace.close());

async function rows<Row extends Record<string, unknown>>(query: ReturnType<typeof sql>): Promise<Row[]> {
  const result = await workspace.client.db.execute<Row>(query);
  return result.rows as unknown as Row[];
}
const until = (check: () => Promise<void>, timeout = 150_000): Promise<void> =>
  vi.waitFor(check, { timeout, interval: 200 });

/** Programs of Chromium whose profile lies in this workspace's cache or whose parent is gone with it. */
function browsersOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')[1] === String(parent);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ESRCH')
          return false;
        throw error;
      }
    })
    .map(Number);
}

describe('a demo workspace with one worker', { timeout: 300_000 }, () => {
  test('workers killed at any moment lose no post, double none and leave none unscored', async () => {
    for (let life = 0; life < 3; life += 1) {
      const worker = await workspace.worker();
      const before = (await rows<{ n: number }>(sql`select count(*)::int as n from runs where outcome is not null`))[0]!
        .n;
      // Dies as soon as some runs have ended and others are under way.
      await until(async () => {
        const [now] = await rows<{ n: number }>(sql`select count(*)::int as n from runs where outcome is not null`);
        expect(now!.n).toBeGreaterThan(before + life);
      });
      const browsers = browsersOf(worker.pid!);
      await kill(worker);
      await until(async () => expect(browsers.filter((pid) => browsersOf(1).includes(pid))).toEqual([]), 20_000);
    }
    const worker = await workspace.worker();
    await until(async () => {
      const found = await rows<{ platform: string }>(
        sql`select distinct platform::text from posts where score is not null`,
      );
      expect(found.map((row) => row.platform).sort()).toEqual([...platforms].sort());
      const [waiting] = await rows<{ n: number }>(
        sql`select count(*)::int as n from posts where scored_version < version`,
      );
      expect(waiting!.n).toBe(0);
      const [terms] = await rows<{ n: number }>(
        sql`select count(*)::int as n from terms t where t.active and not exists (select 1 from runs r where r.term_id = t.id and r.outcome is not null)`,
      );
      expect(terms!.n).toBe(0);
    });
    await stop(worker);
    const doubles = await rows(
      sql`select platform, platform_id from posts where platform_id is not null group by 1, 2 having count(*) > 1`,
    );
    expect(doubles).toEqual([]);
    const unseen = await rows(
      sql`select key from posts p where not exists (select 1 from sightings s where s.post_id = p.id)`,
    );
    expect(unseen).toEqual([]);
    const unkept = await rows(
      sql`select key from posts p where not exists (select 1 from post_versions v where v.post_id = p.id and v.version = p.version)`,
    );
    expect(unkept).toEqual([]);
  });

  test('runs end typed: walls, empty pages and refused queries are told apart from posts', async () => {
    const found = await rows<{ outcome: string }>(
      sql`select distinct outcome::text from runs where outcome is not null`,
    );
    const outcomes = found.map((row) => row.outcome);
    expect(outcomes).toEqual(expect.arrayContaining(['ok', 'empty', 'login_wall', 'captcha', 'bad_query']));
  });

  test('likely posts are captured, and what was filed is what its name says', async () => {
    const worker = await workspace.worker();
    await until(async () => {
      const [filed] = await rows<{ n: number }>(
        sql`select count(distinct p.platform)::int as n from captures c join posts p on p.id = c.post_id`,
      );
      expect(filed!.n).toBe(3);
    });
    await stop(worker);
    const [capture] = await rows<{ hash: string }>(
      sql`select screenshot_sha256 as hash from captures where screenshot_sha256 is not null limit 1`,
    );
    const file = `${workspace.folder}/evidence/${capture!.hash.slice(0, 2)}/${capture!.hash}`;
    const picture = readFileSync(file);
    expect(evidence.sha256(picture)).toBe(capture!.hash);
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
  });
});
