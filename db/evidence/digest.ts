import { createHash } from 'node:crypto';

/** Lower-case hex SHA-256: the name of a piece of evidence. */
export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');
