/** Reads a ZIP that may be hostile: entry names, counts and sizes are checked before anything is taken. */
import { buffer } from 'node:stream/consumers';
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl';
import { PermanentError } from '../errors.ts';
import type { PackageFile } from './report.types.ts';

const maxEntries = 5000;
const maxBytes = 512 * 1024 * 1024;
const options = { lazyEntries: true, strictFileNames: true, validateEntrySizes: true } as const;

function refuse(entry: Entry): void {
  const unixType = (entry.externalFileAttributes >>> 16) & 0o170000;
  const { fileName } = entry;
  if (unixType !== 0 && unixType !== 0o100000) throw new PermanentError(`${fileName}: not a plain file`);
  if (entry.generalPurposeBitFlag & 1) throw new PermanentError(`${fileName}: encrypted`);
}

async function entriesOf(zip: ZipFile): Promise<PackageFile[]> {
  if (zip.entryCount > maxEntries) throw new PermanentError(`More than ${maxEntries} files`);
  const files = new Map<string, PackageFile>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    refuse(entry);
    total += entry.uncompressedSize;
    if (total > maxBytes) throw new PermanentError(`More than ${maxBytes} bytes when unpacked`);
    if (files.has(entry.fileName)) throw new PermanentError(`${entry.fileName}: twice in the package`);
    const bytes = await buffer(await zip.openReadStreamPromise(entry));
    files.set(entry.fileName, { path: entry.fileName, bytes });
  }
  return [...files.values()];
}

async function read(opening: Promise<ZipFile>): Promise<PackageFile[]> {
  let zip: ZipFile | undefined;
  try {
    zip = await opening;
    return await entriesOf(zip);
  } catch (error) {
    if (error instanceof PermanentError) throw error;
    throw new PermanentError(error instanceof Error ? error.message : String(error));
  } finally {
    zip?.close();
  }
}

/** All files of a ZIP on disk. Throws PermanentError on what is no ZIP or names a path outside of itself. */
export function unzip(file: string): Promise<PackageFile[]> {
  return read(openPromise(file, options));
}

/** All files of a ZIP in memory; as `unzip`. */
export function unzipBytes(bytes: Buffer): Promise<PackageFile[]> {
  return read(fromBufferPromise(bytes, options));
}
