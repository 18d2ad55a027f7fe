/** Secrets at rest: AES-256-GCM under the key of this deployment. A sealed value opens only in the place it was sealed for. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { PermanentError } from '../errors.ts';
import { currentKey, oldKey } from './secret-key.server.ts';

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
/** The first byte of every sealed value: how it was made, so that another way can follow. */
const form = 1;

/** Seals `secret` for `place`, e.g. `x-api.bearer_token`. Throws PermanentError when the key cannot be used. */
export function seal(secret: string, place: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, currentKey(), nonce).setAAD(Buffer.from(place));
  const body = Buffer.concat([sealing.update(secret, 'utf8'), sealing.final()]);
  return Buffer.concat([Buffer.from([form]), nonce, sealing.getAuthTag(), body]);
}

/** Opens what was sealed for `place`. Throws PermanentError when no key opens it or the value was changed or moved. */
export function unseal(sealed: Buffer, place: string): string {
  const found = opened(sealed, place);
  if (found) return found.secret;
  throw new PermanentError(
    `The secret ${place} cannot be opened with this deployment's key: enter it again under Sources.`,
  );
}

/** What is sealed for `place` and which key opens it; null when none does. Throws PermanentError when a key cannot be used. */
export function opened(sealed: Buffer, place: string): { secret: string; by: 'current' | 'old' } | null {
  const now = openedWith(currentKey(), sealed, place);
  if (now !== null) return { secret: now, by: 'current' };
  const before = oldKey();
  const then = before && openedWith(before, sealed, place);
  return then === null ? null : { secret: then, by: 'old' };
}

function openedWith(key: Buffer, sealed: Buffer, place: string): string | null {
  const body = 1 + nonceBytes + tagBytes;
  if (sealed[0] !== form || sealed.length < body) return null;
  try {
    // The length of the tag is said: a shorter one would be accepted, and could be guessed.
    const opening = createDecipheriv(cipher, key, sealed.subarray(1, 1 + nonceBytes), { authTagLength: tagBytes })
      .setAAD(Buffer.from(place))
      .setAuthTag(sealed.subarray(1 + nonceBytes, body));
    return opening.update(sealed.subarray(body)).toString('utf8') + opening.final('utf8');
  } catch {
    // Another key, another place or another value: the cipher does not tell which.
    return null;
  }
}
