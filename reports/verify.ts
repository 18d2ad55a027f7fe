/** Checks a package as a stranger would: structure, both manifests, and report.json against its evidence. */
import { algorithms, declaration, isSafePath } from './bag.ts';
import { PermanentError } from '../errors.ts';
import { digest } from './digest.ts';
import type { PackageFile, TakedownReport } from './report.types.ts';
import { schemaProblems } from './schema.ts';
import { unzip } from './unzip.ts';

export interface Verified {
  ok: boolean;
  /** Of the package's top directory; empty where there is none. */
  number: string;
  /** One plain sentence each. */
  problems: string[];
}

type Files = Map<string, Uint8Array>;

const textOf = (files: Files, path: string) => Buffer.from(files.get(path) ?? []).toString('utf8');

/** Files below the one top directory; problems where there is none or more than one. */
function bagOf(entries: PackageFile[], problems: string[]): { number: string; files: Files } {
  const files: Files = new Map();
  const tops = new Set(entries.map(({ path }) => path.split('/')[0] ?? ''));
  const number = tops.size === 1 ? ([...tops][0] ?? '') : '';
  if (number === '') problems.push('the package does not hold exactly one top directory');
  for (const { path, bytes } of entries) {
    const inside = path.slice(number.length + 1);
    if (isSafePath(inside)) files.set(inside, bytes);
    else problems.push(`${path}: not a name that a package may hold`);
  }
  return { number, files };
}

function manifestLines(files: Files, name: string, problems: string[]): Map<string, string> {
  const lines = new Map<string, string>();
  if (!files.has(name)) problems.push(`${name} is missing`);
  for (const line of textOf(files, name).split('\n').filter(Boolean)) {
    const [, hash, path] = /^([0-9a-f]+) [ *](.+)$/.exec(line) ?? [];
    if (!hash || !path || !isSafePath(path)) problems.push(`${name}: line that cannot be read or is unsafe`);
    else if (lines.has(path)) problems.push(`${name}: ${path} is listed twice`);
    else lines.set(path, hash);
  }
  return lines;
}

function checkManifests(files: Files, problems: string[]): void {
  for (const algorithm of algorithms) {
    const payload = [...files.keys()].filter((path) => path.startsWith('data/'));
    const tags = [...files.keys()].filter((path) => !/^(data|timestamps)\/|^tagmanifest-/.test(path));
    for (const [name, expected] of [
      [`manifest-${algorithm}.txt`, payload],
      [`tagmanifest-${algorithm}.txt`, tags],
    ] as const) {
      const listed = manifestLines(files, name, problems);
      for (const [path, hash] of listed) {
        const bytes = files.get(path);
        if (bytes === undefined) problems.push(`${path} is missing (${name})`);
        else if (digest(algorithm, bytes) !== hash) problems.push(`${path} was changed (${name})`);
      }
      for (const path of expected) {
        if (!listed.has(path)) problems.push(`${path} is not in ${name}`);
      }
    }
  }
}

function checkStructure(files: Files, number: string, problems: string[]): void {
  if (textOf(files, 'bagit.txt') !== declaration) problems.push('bagit.txt is not that of BagIt 1.0');
  const information = textOf(files, 'bag-info.txt');
  const payload = [...files].filter(([path]) => path.startsWith('data/'));
  const oxum = `${payload.reduce((sum, [, bytes]) => sum + bytes.length, 0)}.${payload.length}`;
  if (/^Payload-Oxum: (.*)$/m.exec(information)?.[1] !== oxum) problems.push(`Payload-Oxum is not ${oxum}`);
  if (/^External-Identifier: (.*)$/m.exec(information)?.[1] !== number) {
    problems.push('External-Identifier is not the name of the top directory');
  }
  if (files.has('fetch.txt')) problems.push('fetch.txt: a package must be whole');
}

function checkReport(files: Files, number: string, problems: string[]): void {
  if (!files.has('data/report.json')) {
    problems.push('data/report.json is missing');
    return;
  }
  let value: unknown;
  try {
    value = JSON.parse(textOf(files, 'data/report.json'));
  } catch (error) {
    problems.push(`data/report.json is no JSON: ${error instanceof Error ? error.message : String(error)}`);
    return;
  }
  const wrong = schemaProblems(value);
  problems.push(...wrong.map((problem) => `data/report.json ${problem}`));
  if (wrong.length > 0) return;
  const report = value as TakedownReport;
  if (report.report_number !== number) problems.push(`data/report.json is of ${report.report_number}`);
  const evidence = report.items.flatMap((item) => item.evidence);
  for (const file of evidence) {
    const bytes = files.get(file.path);
    if (bytes === undefined) problems.push(`${file.path} is named by report.json and missing`);
    else if (digest('sha256', bytes) !== file.sha256 || bytes.length !== file.bytes) {
      problems.push(`${file.path} is not the file that report.json names`);
    }
  }
  const named = new Set(evidence.map(({ path }) => path));
  for (const path of files.keys()) {
    if (path.startsWith('data/evidence/') && !named.has(path)) problems.push(`${path} is not named by report.json`);
  }
  const urls = report.items.map(({ url }) => `${url}\n`).join('');
  if (textOf(files, 'data/urls.txt') !== urls)
    problems.push('data/urls.txt does not list the addresses of report.json');
}

/** Verifies a package file. Never throws on a bad package: `problems` says what is wrong with it. */
export async function verifyPackage(zipFile: string): Promise<Verified> {
  const problems: string[] = [];
  let entries: PackageFile[];
  try {
    entries = await unzip(zipFile);
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error;
    return { ok: false, number: '', problems: [error.message] };
  }
  const { number, files } = bagOf(entries, problems);
  checkStructure(files, number, problems);
  checkManifests(files, problems);
  checkReport(files, number, problems);
  return { ok: problems.length === 0, number, problems };
}
