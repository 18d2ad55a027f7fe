/** Once a week all evidence is looked at: what does not hold is an alarm, until it holds again. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { config } from '../../config.ts';
import * as alarms from '../../db/alarms.ts';
import * as captures from '../../db/captures.ts';
import { connect, type Client } from '../../db/client.server.ts';
import * as evidence from '../../db/evidence.server.ts';
import * as posts from '../../db/posts.ts';
import * as runs from '../../db/runs.ts';
import { verifyWeekly } from '../../jobs/verify-weekly.ts';
import { found } from '../db/found.ts';
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

test('a piece that somebody changed raises one alarm, which a later look settles', async () => {
  const run = await runs.begin(null, 'import', new Date(), client.db);
  const saved = await posts.save([found(1)], run.id, new Date(), client.db);
  const page = await evidence.keep('the page as it was captured');
  const record = {
    urlRequested: 'https://x.com/citas/status/1',
    urlFinal: 'https://x.com/citas/status/1',
    redirectChain: [],
    httpStatus: 200,
    tool: 'Vigia/0.1',
    browser: 'none',
    viewport: '',
    locale: '',
    session: 'api' as const,
  };
  const capture = { postId: saved.idByKey.get('x:1')!, postVersion: 1, capturedAt: new Date(), record };
  await captures.file(
    [{ ...capture, pageMediaType: 'application/json', pieces: { page } }],
    'captured',
    'worker:test',
    client.db,
  );
  const look = () => verifyWeekly({}, { db: client.db });
  await look();
  expect(await alarms.open(client.db)).toEqual([]);

  const file = path.join(config.dataDir, 'evidence', page.sha256.slice(0, 2), page.sha256);
  const whole = await readFile(file);
  await writeFile(file, 'something else', { flag: 'w' });
  await look();
  await look();
  const [alarm, ...others] = await alarms.open(client.db);
  expect(others).toEqual([]);
  expect(alarm).toMatchObject({ kind: 'evidence_fault', source: 'evidence', times: 2 });
  expect(alarm!.detail).toContain('1 changed');

  await writeFile(file, whole);
  await look();
  expect(await alarms.open(client.db)).toEqual([]);
});
