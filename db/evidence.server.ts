/**
 * The evidence store: pieces named by their SHA-256, in `<data>/evidence` or in the bucket that the configuration names.
 * What is in it is never changed.
 */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { config } from '../config.ts';
import { PermanentError } from '../errors.ts';
import { sha256 } from './evidence/digest.ts';
import { onDisk } from './evidence/disk.server.ts';
import { inBucket } from './evidence/s3.server.ts';
import { isHash, type EvidenceStore } from './evidence/store.ts';

export { sha256 } from './evidence/digest.ts';

let opened: EvidenceStore | undefined;

/** The store of this process. */
export function store(): EvidenceStore {
  const { evidenceBucket, dataDir } = config;
  return (opened ??= evidenceBucket ? inBucket(evidenceBucket) : onDisk(path.join(dataDir, 'evidence')));
}

/** No piece of evidence is larger: what is read is held in memory. */
const maxBytes = 256_000_000;

/** Throws RetryLaterError when nothing could be filed now. Ask before a page is fetched that could not be kept. */
export const ready = (): Promise<void> => store().ready();

/** Stores `bytes` once. Throws RetryLaterError when a bucket cannot be reached. */
export async function keep(
  bytes: Uint8Array | string,
  into: EvidenceStore = store(),
): Promise<{ sha256: string; bytes: number }> {
  const data = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  const hash = sha256(data);
  if ((await into.size(hash)) !== data.length) await into.put(hash, data);
  return { sha256: hash, bytes: data.length };
}

/**
 * Reads a piece of evidence. Throws PermanentError when it is missing or no longer what its name says, RetryLaterError
 * when a bucket cannot be reached.
 */
export async function read(hash: string, from: EvidenceStore = store()): Promise<Buffer> {
  if (!isHash(hash)) throw new PermanentError('This is not the name of a piece of evidence.');
  const stream = await from.stream(hash);
  if (!stream)
    throw new PermanentError(`The evidence ${hash.slice(0, 12)}… is missing from the store.`, 'evidence_missing');
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > maxBytes) break;
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  if (size > maxBytes || sha256(bytes) !== hash)
    throw new PermanentError(`The evidence ${hash.slice(0, 12)}… was changed after it was filed.`, 'evidence_changed');
  return bytes;
}

/** What a piece hashes to now, and its size, without holding it in memory; null where it is missing. */
export async function rehash(
  hash: string,
  from: EvidenceStore = store(),
): Promise<{ sha256: string; bytes: number } | null> {
  const stream = await from.stream(hash);
  if (!stream) return null;
  const digest = createHash('sha256');
  let bytes = 0;
  for await (const chunk of stream) {
    digest.update(chunk);
    bytes += chunk.byteLength;
  }
  return { sha256: digest.digest('hex'), bytes };
}
