/** The main job on real input: recorded payloads through `vigia import` to a report of each platform that validates. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'drizzle-orm';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { platforms, type Platform } from '../crawler/source.ts';
import { connect, type Client } from '../db/client.server.ts';
import { confirmedPosts } from '../db/confirmed-posts.ts';
import * as queue from '../db/queue.ts';
import * as reports from '../db/reports.ts';
import * as reviews from '../db/reviews.ts';
import * as users from '../db/users.ts';
import { buildReport, channelFor } from '../reports/index.ts';
import { testDatabase, type TestDatabase } from './setup/database.ts';

const captures = path.resolve('../shared/captures');
const schemaFile = path.resolve('../shared/schemas/takedown-report.schema.json');
const missing = !existsSync(captures) || !existsSync(schemaFile);
const skipped = missing ? ' (skipped: the recorded payloads are not beside the project)' : '';

interface Entry {
  file: string;
  outcome: string;
  what: string;
}

/** Payloads, without the oracles that others wrote for them. */
function entries(): Entry[] {
  const manifest = JSON.parse(readFileSync(path.join(captures, 'manifest.json'), 'utf8')) as { captures: Entry[] };
  return manifest.captures.filter((entry) => entry.outcome === 'ok' && !entry.file.includes('.expected-'));
}

let database: TestDatabase;
let client: Client;
let folder: string;
const run = promisify(execFile);
const vigia = (...args: string[]) =>
  run(process.execPath, ['bin/main.ts', ...args], {
    env: { ...process.env, DATABASE_URL: database.url, VIGIA_DATA: folder, LOG_LEVEL: 'error' },
    maxBuffer: 64 * 1024 * 1024,
  });

beforeAll(async () => {
  database = await testDatabase();
  client = connect(database.url);
  folder = mkdtempSync(path.join(tmpdir(), 'vigia-import-'));
});
afterAll(async () => {
  await client.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(missing)(`recorded payloads${skipped}`, { timeout: 240_000 }, () => {
  test('every one with outcome ok is imported, stored under canonical keys and scored', async () => {
    const files = entries().map((entry) => path.join(captures, entry.file));
    const { stdout } = await vigia('import', ...files, '--json');
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { file: string; outcome: string; found: number; platform: Platform });
    expect(lines.map(({ file }) => file)).toEqual(files);
    expect(lines.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
    for (const platform of platforms) {
      expect(
        lines.filter((line) => line.platform === platform).reduce((sum, line) => sum + line.found, 0),
      ).toBeGreaterThan(5);
    }
    const stored = await client.db.execute<{ key: string; platform: Platform; scored: boolean }>(
      sql`select key, platform, score is not null and scored_version = version as scored from posts`,
    );
    expect(stored.rows.filter((row) => !row.scored)).toEqual([]);
    const form = { x: /^x:(user:)?\d+$/, facebook: /^facebook:\d+$/, google: /^google:(ad:)?https?:\/\// };
    expect(stored.rows.filter((row) => !form[row.platform].test(row.key))).toEqual([]);
    // An edited post, a promoted one, an event, a profile: what the captures are known to hold.
    const keys = new Set(stored.rows.map((row) => row.key));
    expect(keys).toContain('x:1964084223871971826');
    expect(keys).toContain('facebook:1054930068793510');
    expect(keys).toContain('facebook:567261421429868');
  });

  test('imported a second time, nothing is double', async () => {
    const count = async () =>
      (await client.db.execute(sql`select count(*)::int as n, sum(version)::int as v from posts`)).rows[0];
    const before = await count();
    const files = entries().map((entry) => path.join(captures, entry.file));
    // Payloads that show the same post at different ages change its text; a second pass in the same order ends the same.
    await vigia('import', files[1]!, files[1]!);
    expect(await count()).toEqual(before);
  });

  test('a report of a post from each platform is exported, verifies, and validates against the schema', async () => {
    const password = 'una clave larga';
    const ana = await users.add({ email: 'ana@sre.example', name: 'Ana', role: 'analyst', password }, client.db);
    const eva = await users.add({ email: 'eva@sre.example', name: 'Eva', role: 'liaison', password }, client.db);
    const ajv = new Ajv2020({ strict: false });
    formats.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')) as object);
    for (const platform of platforms) {
      const shown = (await queue.page({ state: 'open', platform }, null, client.db, 500)).rows;
      const chosen = shown.find((row) => ['post', 'search_result'].includes(row.kind));
      await reviews.record(
        { postId: chosen!.id, postVersion: await version(chosen!.id), verdict: 'resale', facts: ['guarantees'] },
        ana.id,
        client.db,
      );
      const draft = await reports.draft(
        { platform, channel: channels[platform], postIds: [chosen!.id] },
        eva.id,
        client.db,
      );
      const row = (await reports.find(draft.id, client.db))!;
      const posts = await confirmedPosts(draft.id, client.db);
      expect(channelFor(posts[0]!)).toBe(channels[platform]);
      const { content } = buildReport({
        report: {
          id: row.id,
          number: row.number,
          platform,
          channel: channels[platform],
          createdAt: row.createdAt.toISOString(),
        },
        posts,
        notifier: { organization: 'SRE', unit: 'DGSC', contactRole: 'Enlace', contactEmail: 'enlace@example.gob.mx' },
        now: new Date(),
      });
      expect(validate(content), JSON.stringify(validate.errors)).toBe(true);
      await reports.approve(row.id, content as unknown as Record<string, unknown>, ana.id, client.db);
      const { stdout } = await vigia('export', row.number, '--out', path.join(folder, 'out'), '--json');
      const written = JSON.parse(stdout) as { file: string; sha256: string };
      const again = JSON.parse(
        (await vigia('export', row.id, '--out', path.join(folder, 'again'), '--json')).stdout,
      ) as { sha256: string };
      expect(again.sha256).toBe(written.sha256);
      const verified = await vigia('verify', written.file, '--json');
      expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true });
    }
  });

  test('a file that is no payload is told so, and is kept', async () => {
    await expect(vigia('import', 'package.json')).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining('unknown'),
    });
  });
});

const channels = { x: 'x_legal_requests', facebook: 'meta_legal_removal', google: 'google_search_quality' } as const;

async function version(postId: number): Promise<number> {
  const found = await client.db.execute<{ version: number }>(sql`select version from posts where id = ${postId}`);
  return found.rows[0]!.version;
}
