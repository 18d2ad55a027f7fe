/** The evidence store: files named by their SHA-256 under `<data>/evidence`. What is in it is never changed. */
import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { config } from '../config.ts';
import { PermanentError } from '../errors.ts';

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

function place(hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new PermanentError('This is not the name of a piece of evidence.');
  return path.join(config.dataDir, 'evidence', hash.slice(0, 2), hash);
}

/** Stores `bytes` once; a crash leaves the whole file or none. */
export async function keep(bytes: Uint8Array | string): Promise<{ sha256: string; bytes: number }> {
  const data = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  const hash = sha256(data);
  const file = place(hash);
  const known = await stat(file).catch(() => null);
  if (known?.size !== data.length) {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    const part = `${file}.${process.pid}.${performance.now()}.part`;
    const handle = await open(part, 'wx', 0o600);
    try {
      await handle.writeFile(data);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
  }
  return { sha256: hash, bytes: data.length };
}

/** Reads a piece of evidence. Throws PermanentError when it is missing or no longer what its name says. */
export async function read(hash: string): Promise<Buffer> {
  const bytes = await readFile(place(hash)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT')
      throw new PermanentError(`The evidence ${hash.slice(0, 12)}… is missing from the store.`, 'evidence_missing');
    throw error;
  });
  if (sha256(bytes) !== hash)
    throw new PermanentError(`The evidence ${hash.slice(0, 12)}… was changed after it was filed.`, 'evidence_changed');
  return bytes;
}
