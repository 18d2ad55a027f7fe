/** A BagIt bag (RFC 8493) of a package's files. Names are ASCII without `%`, so `sha256sum -c` reads the manifests as they are. */
import { PermanentError } from '../errors.ts';
import { digest } from './digest.ts';
import type { PackageFile } from './report.types.ts';
import { byPath, zipBytes } from './zip.ts';

export const algorithms = ['sha256', 'sha512'] as const;
export const declaration = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

export interface BagInfo {
  /** Name of the one top directory, of the ZIP, and External-Identifier. */
  number: string;
  /** `2026-08-21` */
  date: string;
  organization?: string;
  contactEmail?: string;
  /** Of a divided report. */
  group?: { id: string; number: number; total: number };
}

/** Names that may stand in a bag: ASCII, relative, without `..`. */
export function isSafePath(path: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9_.-]*(?:\/[A-Za-z0-9_][A-Za-z0-9_.-]*)*$/.test(path) && !path.includes('..');
}

function manifest(files: PackageFile[], algorithm: (typeof algorithms)[number]): string {
  return files.map(({ path, bytes }) => `${digest(algorithm, bytes)}  ${path}\n`).join('');
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
const text = (path: string, content: string): PackageFile => ({ path, bytes: Buffer.from(content, 'utf8') });

function bagInfo(payload: PackageFile[], info: BagInfo): string {
  const octets = payload.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const lines: [string, string | undefined][] = [
    ['Source-Organization', info.organization],
    ['Contact-Email', info.contactEmail],
    ['External-Identifier', info.number],
    ['Bagging-Date', info.date],
    ['Payload-Oxum', `${octets}.${payload.length}`],
    ['Bag-Group-Identifier', info.group?.id],
    ['Bag-Count', info.group && `${info.group.number} of ${info.group.total}`],
  ];
  return lines.map(([name, value]) => (value === undefined ? '' : `${name}: ${oneLine(value)}\n`)).join('');
}

/**
 * The files of the bag under its one top directory, sorted. `payload` paths begin with `data/`.
 * Throws PermanentError on an unsafe or doubled path.
 */
export function bagFiles(payload: PackageFile[], info: BagInfo): PackageFile[] {
  for (const { path } of payload) {
    if (!path.startsWith('data/') || !isSafePath(path)) throw new PermanentError(`Not a payload path: ${path}`);
  }
  if (new Set(payload.map(({ path }) => path)).size < payload.length)
    throw new PermanentError('A payload path is there twice.');
  const data = payload.toSorted(byPath);
  const tags = [
    text('bag-info.txt', bagInfo(data, info)),
    text('bagit.txt', declaration),
    ...algorithms.map((algorithm) => text(`manifest-${algorithm}.txt`, manifest(data, algorithm))),
  ];
  const tagManifests = algorithms.map((algorithm) => text(`tagmanifest-${algorithm}.txt`, manifest(tags, algorithm)));
  return [...tags, ...tagManifests, ...data]
    .map(({ path, bytes }) => ({ path: `${info.number}/${path}`, bytes }))
    .toSorted(byPath);
}

/** The bag as a ZIP in memory; the same files and info give the same bytes. */
export function writeBag(payload: PackageFile[], info: BagInfo): Promise<Buffer> {
  return zipBytes(bagFiles(payload, info), info.date);
}
