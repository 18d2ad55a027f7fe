/** What an operator gives a way in: kept knowingly, in a name, and never over somebody else's change. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { connect, type Client } from '../../db/client.server.ts';
import * as channels from '../../db/channels.ts';
import * as holds from '../../db/holds.ts';
import * as sources from '../../db/sources.ts';
import * as users from '../../db/users.ts';
import { accessOf } from '../../jobs/access.ts';
import { testDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
let client: Client;
let userId: string;

beforeAll(async () => {
  database = await testDatabase();
  client = connect(database.url);
  const person = { name: 'Ana', email: 'ana@example.mx', role: 'administrator', password: 'una clave larga' } as const;
  userId = (await users.add(person, client.db)).id;
});
beforeEach(() => client.db.execute(sql`truncate source_settings, secrets, holds, channels`).then(() => undefined));
afterAll(async () => {
  await client.close();
  await database.drop();
});

const shownOf = async (source: string) => (await sources.shown(client.db))(source);

test('a source that nobody has set is shown as such and stays as the environment says', async () => {
  expect(await shownOf('google-serp')).toMatchObject({ isOn: null, version: 0, accepted: null, secrets: [] });
  expect((await accessOf('google-serp', client.db)).on).toBe(false);
});

test('switching on keeps who accepted which reading of the position, and switching off forgets nothing of it', async () => {
  await sources.change('google-serp', 0, { isOn: true, accepts: '2026-11-24' }, userId, client.db);
  expect(await shownOf('google-serp')).toMatchObject({
    isOn: true,
    version: 1,
    changedBy: 'Ana',
    accepted: { readOn: '2026-11-24', by: 'Ana' },
  });
  await sources.change('google-serp', 1, { isOn: false }, userId, client.db);
  expect(await shownOf('google-serp')).toMatchObject({ isOn: false, version: 2, accepted: { readOn: '2026-11-24' } });
  expect((await accessOf('google-serp', client.db)).on).toBe(false);
});

test('settings alone decide nothing about on or off', async () => {
  await sources.change('brave-search', 0, { secrets: { api_key: 'k'.repeat(20) } }, userId, client.db);
  expect(await shownOf('brave-search')).toMatchObject({ isOn: null, secrets: [{ name: 'api_key' }] });
  expect(await accessOf('brave-search', client.db)).toMatchObject({ on: false, secrets: { api_key: 'k'.repeat(20) } });
});

test('of two administrators who save at once, one is told and nothing of theirs is kept, not even a secret', async () => {
  const save = (value: string) =>
    client.db.transaction((tx) =>
      sources.change('x-api', 0, { settings: { a: value }, secrets: { bearer_token: value } }, userId, tx),
    );
  const results = await Promise.allSettled([save('first'), save('second')]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const refused = results.find((result) => result.status === 'rejected');
  expect(refused?.reason).toMatchObject({ code: 'settings_changed' });
  const { settings, secrets } = (await sources.given('x-api', client.db))!;
  expect(settings['a']).toBe(secrets['bearer_token']);
});

test('a secret is replaced and removed, and what pages see of it is a date', async () => {
  await sources.change('x-api', 0, { secrets: { bearer_token: 'one' } }, userId, client.db);
  await sources.change('x-api', 1, { secrets: { bearer_token: 'two' } }, userId, client.db);
  expect((await sources.given('x-api', client.db))!.secrets).toEqual({ bearer_token: 'two' });
  expect(JSON.stringify([await shownOf('x-api'), await channels.shown(client.db)])).not.toMatch(/one|two/);
  await sources.change('x-api', 2, { secrets: { bearer_token: null } }, userId, client.db);
  expect((await sources.given('x-api', client.db))!.secrets).toEqual({});
});

test('a pause that a person ends is over, yet one more wall still brings a longer one', async () => {
  await holds.noteWall('google-serp', 'captcha', client.db);
  await holds.hold('google-serp', 60_000, client.db);
  expect(await holds.endNow('google-serp', client.db)).toBe(true);
  expect(await holds.waitFor('google-serp', client.db)).toBeNull();
  expect(await holds.endNow('google-serp', client.db)).toBe(false);
  expect(await holds.noteWall('google-serp', 'captcha', client.db)).toBe(2);
});
