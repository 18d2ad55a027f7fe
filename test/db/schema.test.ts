import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schemaMatchesMigrations } from '../../bin/migrations.ts';
import { connect, type Client } from '../../db/client.server.ts';
import { migrate } from '../../db/migrate.ts';
import { testDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await testDatabase();
  client = connect(database.url);
});
afterAll(async () => {
  await client.close();
  await database.drop();
});

test('the schema and the migrations say the same', async () => {
  expect(await schemaMatchesMigrations()).toBe(true);
});

test('processes that start together migrate one after another, and an up-to-date database stays as it is', async () => {
  const before = await client.db.execute(sql`select count(*)::int as n from drizzle.__drizzle_migrations`);
  await Promise.all([migrate(database.url), migrate(database.url), migrate(database.url)]);
  const after = await client.db.execute(sql`select count(*)::int as n from drizzle.__drizzle_migrations`);
  expect(after.rows).toEqual(before.rows);
});

describe('the database itself refuses', () => {
  const run = `insert into runs (source, planned_at) values ('test', now()) returning id`;
  test.each([
    [
      'a post without an address that can be opened',
      `insert into posts (key, platform, kind, url, text, first_seen_at) values ('x:1', 'x', 'post', 'javascript:alert(1)', '', now())`,
    ],
    [
      'two posts with one key',
      `insert into posts (key, platform, kind, url, text, first_seen_at) select 'x:2', 'x', 'post', 'https://x.com/i/status/2', '', now() from generate_series(1, 2)`,
    ],
    [
      'a score above 1',
      `insert into posts (key, platform, kind, url, text, first_seen_at, score) values ('x:4', 'x', 'post', 'https://x.com/i/status/4', '', now(), 1.5)`,
    ],
    [
      'an outcome that is none',
      `insert into runs (source, planned_at, outcome, finished_at) values ('test', now(), 'fine', now())`,
    ],
    [
      'a run that ended without an outcome',
      `insert into runs (source, planned_at, finished_at) values ('test', now(), now())`,
    ],
    [
      'a sighting of no post',
      `with r as (${run}) insert into sightings (run_id, post_id, seen_at) select id, 999999, now() from r`,
    ],
    [
      'a term of 10,000 characters',
      `insert into terms (source, platform, query) values ('x-api', 'x', repeat('a', 10000))`,
    ],
    [
      'a term crawled every minute of no minutes',
      `insert into terms (source, platform, query, every_minutes) values ('x-api', 'x', 'citas', 0)`,
    ],
    [
      'a capture whose hash is no hash',
      `insert into captures (post_id, post_version, captured_at, page_sha256, page_bytes, page_media_type, record) values (1, 1, now(), '../../etc/passwd', 1, 'text/html', '{}')`,
    ],
    [
      'a user without an address',
      `insert into users (email, name, role, password_hash) values ('nobody', 'x', 'analyst', 'x')`,
    ],
    [
      'an author id that is no number',
      `insert into authors (platform, key, platform_id) values ('x', 'id:abc', 'abc')`,
    ],
  ])('%s', async (_what, statement) => {
    const refused = await client.db.execute(sql.raw(statement)).then(
      () => null,
      (error: { cause?: { code?: string } }) => error.cause?.code ?? 'other',
    );
    // Class 23: integrity; class 22: a value that is none of its type.
    expect(refused).toMatch(/^2[23]/);
  });
});
