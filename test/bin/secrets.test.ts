/** The key of the secrets is replaced by the command, as an operator runs it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../setup/database.ts';

const keys = [1, 2].map((byte) => Buffer.alloc(32, byte).toString('base64')) as [string, string];
let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'vigia-secrets-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function node(args: string[], more: Record<string, string>): Promise<{ code: number; out: string }> {
  const env = { ...process.env, DATABASE_URL: database.url, VIGIA_DATA: folder, ...more };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, out };
}
const vigia = async (args: string[], more: Record<string, string> = {}) => {
  const { code, out } = await node(['bin/main.ts', 'secrets', '--json', ...args], more);
  return { code, ...(JSON.parse(out) as { current: number; old: number; lost: string[] }) };
};
const seals = (more: Record<string, string>) =>
  node(
    [
      '--input-type=module',
      '-e',
      `const { connect } = await import('${path.resolve('db/client.server.ts')}');
       const sources = await import('${path.resolve('db/sources.ts')}');
       const client = connect(process.env.DATABASE_URL);
       await sources.change('x-api', 0, { secrets: { bearer_token: 'a token' } }, null, client.db);
       await client.close();`,
    ],
    more,
  );

test('from the environment, and then the file of the workspace', async () => {
  const [first, second] = keys;
  await seals({ VIGIA_SECRET_KEY: first });
  expect(await vigia([], { VIGIA_SECRET_KEY: second })).toEqual({
    code: 1,
    current: 0,
    old: 0,
    lost: ['x-api.bearer_token'],
  });
  const both = { VIGIA_SECRET_KEY: second, VIGIA_SECRET_KEY_OLD: first };
  expect(await vigia([], both)).toEqual({ code: 0, current: 0, old: 1, lost: [] });
  expect(await vigia(['rotate'], both)).toEqual({ code: 0, current: 1, old: 0, lost: [] });
  expect(await vigia([], { VIGIA_SECRET_KEY: second })).toEqual({ code: 0, current: 1, old: 0, lost: [] });

  // To a file: the variable's key is the one before.
  expect(await vigia(['rotate'], { VIGIA_SECRET_KEY_OLD: second })).toMatchObject({ current: 1, old: 0, lost: [] });
  const file = path.join(folder, 'secret.key');
  const before = await readFile(file, 'utf8');
  expect(await vigia(['rotate'])).toEqual({ code: 0, current: 1, old: 0, lost: [] });
  expect(await readFile(file, 'utf8')).not.toBe(before);
  expect(await readdir(folder)).toEqual(['secret.key']);
}, 120_000);
