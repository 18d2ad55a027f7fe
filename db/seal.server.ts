/**
 * Secrets at rest: AES-256-GCM under a key of this deployment, which lies outside of the database, so that a copy of the
 * database alone tells nothing. A sealed value opens only in the place it was sealed for.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { config } from '../config.ts';
import { PermanentError } from '../errors.ts';

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
/** The first byte of every sealed value: how it was made, so that another way can follow. */
const form = 1;

let kept: Buffer | undefined;

/** `VIGIA_SECRET_KEY`, else `<data>/secret.key`, which is made on first use and readable by its owner alone. */
function key(): Buffer {
  kept ??= config.secretKey ?? fileKey(path.join(config.dataDir, 'secret.key'));
  return kept;
}

function fileKey(file: string): Buffer {
  if (!existsSync(file)) {
    mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
    const part = `${file}.${process.pid}.part`;
    writeFileSync(part, randomBytes(32).toString('base64'), { mode: 0o600 });
    try {
      // Whole or not at all, and the first of several processes wins.
      linkSync(part, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      unlinkSync(part);
    }
  }
  const bytes = Buffer.from(readFileSync(file, 'utf8'), 'base64');
  if (bytes.length !== 32) throw new PermanentError(`${file} must hold 32 bytes in base64.`);
  return bytes;
}

/** Seals `secret` for `place`, e.g. `x-api.bearer_token`. */
export function seal(secret: string, place: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, key(), nonce).setAAD(Buffer.from(place));
  const body = Buffer.concat([sealing.update(secret, 'utf8'), sealing.final()]);
  return Buffer.concat([Buffer.from([form]), nonce, sealing.getAuthTag(), body]);
}

/** Opens what was sealed for `place`. Throws PermanentError when the key is another one or the value was changed or moved. */
export function unseal(sealed: Buffer, place: string): string {
  const nonce = sealed.subarray(1, 1 + nonceBytes);
  const tag = sealed.subarray(1 + nonceBytes, 1 + nonceBytes + tagBytes);
  try {
    if (sealed[0] !== form) throw new Error('another form');
    const opening = createDecipheriv(cipher, key(), nonce).setAAD(Buffer.from(place)).setAuthTag(tag);
    return opening.update(sealed.subarray(1 + nonceBytes + tagBytes)).toString('utf8') + opening.final('utf8');
  } catch (error) {
    const message = `The secret ${place} cannot be opened with this deployment's key: enter it again under Sources.`;
    throw new PermanentError(message, undefined, { cause: error });
  }
}
