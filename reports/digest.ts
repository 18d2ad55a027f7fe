import { createHash } from 'node:crypto';

/** Lower-case hex digest of bytes, or of a text as UTF-8. */
export function digest(algorithm: 'sha256' | 'sha512', content: Uint8Array | string): string {
  return createHash(algorithm).update(content).digest('hex');
}
