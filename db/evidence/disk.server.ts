/** Evidence in a folder: `<folder>/ab/abcd…`, readable by its owner only. */
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { RetryLaterError } from '../../errors.ts';
import { isHash, type EvidenceStore } from './store.ts';

export function onDisk(folder: string): EvidenceStore {
  const place = (hash: string): string => path.join(folder, hash.slice(0, 2), hash);
  return {
    place: folder,
    async ready() {
      await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
        throw new RetryLaterError(`The evidence folder cannot be written (${error.code}).`, 60_000);
      });
    },
    async size(hash) {
      return (await stat(place(hash)).catch(absent))?.size ?? null;
    },
    async put(hash, bytes) {
      const file = place(hash);
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      const part = `${file}.${process.pid}.${performance.now()}.part`;
      const handle = await open(part, 'wx', 0o600);
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(part, file);
    },
    async stream(hash) {
      const handle = await open(place(hash), 'r').catch(absent);
      return handle && createReadStream('', { fd: handle, highWaterMark: 1 << 20 });
    },
    async *list() {
      const groups = (await readdir(folder).catch(absent)) ?? [];
      for (const group of groups.filter((name) => /^[0-9a-f]{2}$/.test(name)).toSorted())
        yield* (await readdir(path.join(folder, group))).filter(isHash).toSorted();
    },
  };
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
