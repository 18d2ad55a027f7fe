/** Secrets at rest: what opens, what does not, and a key that is shared, lost, exposed and replaced. */
import { execFile } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { config, read } from '../../config.ts';
import { connect, type Client } from '../../db/client.server.ts';
import { seal, unseal } from '../../db/seal.server.ts';
import { forgetOldKeyFile, replaceKeyFile } from '../../db/secret-key.server.ts';
import * as secrets from '../../db/secrets.ts';
import { PermanentError } from '../../errors.ts';
import { testDatabase, type TestDatabase } from '../setup/database.ts';

const file = path.join(config.dataDir, 'secret.key');
beforeEach(() => {
  rmSync(file, { force: true });
  rmSync(`${file}.old`, { force: true });
});

describe('a sealed secret', () => {
  test('opens to what it was, whatever it was, and never looks the same twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (secret) => {
        const whole = secret.toWellFormed();
        expect(unseal(seal(whole, 'x-api.bearer_token'), 'x-api.bearer_token')).toBe(whole);
      }),
      { numRuns: 50 },
    );
    expect(seal('a', 'b.c')).not.toEqual(seal('a', 'b.c'));
  });

  test('holds nothing of it in clear text', () => {
    expect(seal('muy secreto', 'x-api.bearer_token').includes('secreto')).toBe(false);
  });

  test('does not open in another place', () => {
    const sealed = seal('a token', 'x-api.bearer_token');
    for (const place of ['brave-search.api_key', 'x-api.bearer_toke', 'x-apibearer_token', ''])
      expect(() => unseal(sealed, place)).toThrow(PermanentError);
  });

  test('does not open when a single bit of it was changed, or when it was cut', () => {
    const sealed = seal('a token', 'x-api.bearer_token');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(() => unseal(changed, 'x-api.bearer_token')).toThrow(PermanentError);
      // A tag that is cut to a few bytes could be guessed.
      expect(() => unseal(sealed.subarray(0, at), 'x-api.bearer_token')).toThrow(PermanentError);
    }
  });

  test('under another key is answered with a sentence that says what to do', () => {
    const sealed = seal('a token', 'x-api.bearer_token');
    rmSync(file);
    expect(() => unseal(sealed, 'x-api.bearer_token')).toThrow(
      /cannot be opened with this deployment's key: enter it again/,
    );
  });
});

describe('the key of a workspace', () => {
  test('is made on first use and is its owner’s alone', () => {
    seal('a', 'b.c');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(config.dataDir).mode & 0o777).toBe(0o700);
  });

  test('that others could read is closed to them', () => {
    const sealed = seal('a', 'b.c');
    chmodSync(file, 0o644);
    expect(unseal(sealed, 'b.c')).toBe('a');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('that is cut, empty or no key at all stops with a sentence and is not replaced', () => {
    for (const text of [
      '',
      'short',
      'not base64 at all, but long enough to be one!!!',
      Buffer.alloc(31).toString('base64'),
    ]) {
      writeFileSync(file, text);
      expect(() => seal('a', 'b.c')).toThrow(/must hold 32 bytes in base64/);
      expect(readFileSync(file, 'utf8')).toBe(text);
    }
  });

  test('is one key, however many processes make it at once', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'vigia-key-'));
    const script = `
      const { seal, unseal } = await import('${path.resolve('db/seal.server.ts')}');
      const sealed = seal(process.argv[1], 'a.b');
      console.log(JSON.stringify(sealed.toString('base64')));`;
    const run = promisify(execFile);
    const env = { ...process.env, VIGIA_DATA: folder };
    const made = await Promise.all(
      Array.from({ length: 6 }, (_, number) =>
        run(process.execPath, ['--input-type=module', '-e', script, `secret ${number}`], { env }),
      ),
    );
    expect(readdirSync(folder)).toEqual(['secret.key']);
    copyFileSync(path.join(folder, 'secret.key'), file);
    const opened = made.map(({ stdout }) => unseal(Buffer.from(JSON.parse(stdout) as string, 'base64'), 'a.b'));
    expect(opened).toEqual(Array.from({ length: 6 }, (_, number) => `secret ${number}`));
    await rm(folder, { recursive: true });
  });

  test('from the environment is refused when it is not 32 bytes', () => {
    for (const key of ['x', Buffer.alloc(16).toString('base64'), '💥'])
      for (const name of ['VIGIA_SECRET_KEY', 'VIGIA_SECRET_KEY_OLD'])
        expect(() => read({ [name]: key })).toThrow(new RegExp(`^${name}: `));
    expect(read({ VIGIA_SECRET_KEY: Buffer.alloc(32, 7).toString('base64') }).secretKey).toEqual(Buffer.alloc(32, 7));
  });
});

describe('replacing the key', () => {
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

  test('leaves no moment in which a secret does not open, and the old key opens nothing afterwards', async () => {
    const { db } = client;
    await secrets.change('x-api', { bearer_token: 'a token' }, null, db);
    await secrets.change('email', { password: 'clave ñ' }, null, db);
    const before = readFileSync(file, 'utf8');
    replaceKeyFile();
    expect(readFileSync(file, 'utf8')).not.toBe(before);
    // A worker that runs meanwhile.
    expect(await secrets.open('x-api', db)).toEqual({ bearer_token: 'a token' });
    expect(await secrets.health(db)).toEqual({ current: 0, old: 2, lost: [] });
    // A page that saves meanwhile.
    await secrets.change('webhook', { secret: 'whsec_x' }, null, db);
    expect(() => replaceKeyFile()).toThrow(/a rotation has not ended/);
    expect(await db.transaction((tx) => secrets.sealAgain(tx))).toEqual({ current: 1, old: 2, lost: [] });
    forgetOldKeyFile();
    expect(existsSync(`${file}.old`)).toBe(false);
    expect(await secrets.health(db)).toEqual({ current: 3, old: 0, lost: [] });
    writeFileSync(file, before);
    expect(await secrets.health(db)).toEqual({
      current: 0,
      old: 0,
      lost: expect.arrayContaining(['x-api.bearer_token', 'email.password', 'webhook.secret']) as string[],
    });
    await expect(secrets.open('x-api', db)).rejects.toThrow(PermanentError);
  });
});
