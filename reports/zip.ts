/** ZIP files that are the same bytes for the same content: stored, sorted, one fixed time and mode. */
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import type { PackageFile } from './report.types.ts';

/** By code units, the same on every machine. */
export const byPath = (a: { path: string }, b: { path: string }): number =>
  a.path < b.path ? -1 : a.path > b.path ? 1 : 0;

/**
 * A ZIP stream. Files are stored, not deflated: what weighs is pictures, and the bytes then depend on no zlib version.
 * `day`: `2026-08-21`, the time stamp of every entry.
 */
export function zipStream(files: PackageFile[], day: string): NodeJS.ReadableStream {
  const [year = 1980, month = 1, date = 1] = day.split('-').map(Number);
  // ZIP times are local; noon of the local day reads the same in every zone and exists in each.
  const mtime = new Date(year, month - 1, date, 12);
  const zip = new ZipFile();
  for (const { path, bytes } of files.toSorted(byPath)) {
    zip.addBuffer(Buffer.from(bytes), path, { mtime, mode: 0o100644, compress: false, forceDosTimestamp: true });
  }
  zip.end();
  return zip.outputStream;
}

/** The whole ZIP in memory. */
export function zipBytes(files: PackageFile[], day: string): Promise<Buffer> {
  return buffer(zipStream(files, day) as AsyncIterable<Buffer> & NodeJS.ReadableStream);
}
