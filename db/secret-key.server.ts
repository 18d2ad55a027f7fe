/**
 * The key under which secrets are sealed: `VIGIA_SECRET_KEY`, else `<data>/secret.key`. It lies outside of the database, so
 * that a copy of the database alone tells nothing. While it is being replaced, the one before still opens what it sealed.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { config } from '../config.ts';
import { PermanentError } from '../errors.ts';
import { log } from '../log.ts';

const keyBytes = 32;
const keyFile = (): string => path.join(config.dataDir, 'secret.key');
const oldKeyFile = (): string => `${keyFile()}.old`;

/** Whether the key comes from the environment, where only the operator can replace it. */
export const isGiven = (): boolean => config.secretKey !== undefined;

/**
 * The key that seals. It is read each time: a process that kept it would go on sealing under a key that was replaced. A
 * workspace without one gets one. Throws PermanentError when the file cannot be used.
 */
export function currentKey(): Buffer {
  if (config.secretKey) return config.secretKey;
  const file = keyFile();
  return read(file) ?? first(file);
}

/** The key before, which opens and never seals; null where there is none. */
export const oldKey = (): Buffer | null => config.oldSecretKey ?? (isGiven() ? null : read(oldKeyFile()));

/**
 * Puts a new key file into the place of the present one, which stays beside it until `forgetOldKeyFile`. Stopped at any point,
 * everything that opened before still opens. Throws PermanentError while the key before the present one is still needed.
 */
export function replaceKeyFile(): void {
  const file = keyFile();
  const present = currentKey();
  if (read(oldKeyFile())) throw new PermanentError(`${oldKeyFile()} is still there: a rotation has not ended.`);
  writeWhole(oldKeyFile(), present);
  const part = written(file, randomBytes(keyBytes));
  renameSync(part, file);
}

/** Nothing is sealed under it any more. */
export const forgetOldKeyFile = (): void => rmSync(oldKeyFile(), { force: true });

/** Makes the key of a new workspace; the first of several processes wins, and all take its key. */
function first(file: string): Buffer {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  writeWhole(file, randomBytes(keyBytes));
  return read(file)!;
}

/** The file appears whole or not at all, and never in the place of another. */
function writeWhole(file: string, key: Buffer): void {
  const part = written(file, key);
  try {
    linkSync(part, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(part);
  }
}

function written(file: string, key: Buffer): string {
  const part = `${file}.${randomBytes(6).toString('hex')}.part`;
  writeFileSync(part, key.toString('base64'), { mode: 0o600, flag: 'wx' });
  return part;
}

function read(file: string): Buffer | null {
  try {
    keepToOwner(file);
    const text = readFileSync(file, 'utf8').trim();
    const key = Buffer.from(text, 'base64');
    // Node reads anything as base64; only what it would write again is a key.
    if (key.length === keyBytes && key.toString('base64') === text) return key;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new PermanentError(`${file} cannot be used (${code ?? 'unknown'}).`, 'secret_key_wrong', { cause: error });
  }
  throw new PermanentError(`${file} must hold ${keyBytes} bytes in base64.`, 'secret_key_wrong');
}

/** A key that came back from a copy is often open to everybody on the machine. */
function keepToOwner(file: string): void {
  if ((statSync(file).mode & 0o077) === 0) return;
  chmodSync(file, 0o600);
  log.warn({ file }, 'the key of the secrets could be read by others; now its owner alone can');
}
