/** Checks a WACZ as a stranger would: its layout, every hash in it, and each record of its WARC against its digests and its index. */
import { createHash } from 'node:crypto';
import { WARCParser } from 'warcio';
import { z } from 'zod';

const Description = z.object({
  profile: z.literal('data-package'),
  wacz_version: z.string(),
  resources: z
    .array(z.object({ name: z.string(), path: z.string(), hash: z.string(), bytes: z.number().int().nonnegative() }))
    .min(3),
});
const Digest = z.object({ path: z.literal('datapackage.json'), hash: z.string() });
const Page = z.object({ url: z.string().min(1), ts: z.iso.datetime() });
const Indexed = z.object({
  url: z.string(),
  digest: z.string(),
  length: z.coerce.number().int().positive(),
  offset: z.coerce.number().int().nonnegative(),
  filename: z.string(),
});

export interface CheckedWacz {
  ok: boolean;
  /** Addresses of its pages. */
  pages: string[];
  /** Records that answer a request. */
  responses: number;
  /** One plain sentence each. */
  problems: string[];
}

const sha256 = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** `files`: every entry of the ZIP by its path. Never throws on a bad file: `problems` says what is wrong with it. */
export async function checkWacz(files: ReadonlyMap<string, Uint8Array>): Promise<CheckedWacz> {
  const problems: string[] = [];
  checkDescription(files, problems);
  const pages = pagesOf(files, problems);
  const found: string[] = [];
  for (const path of files.keys())
    if (/^archive\/[^/]+\.warc(\.gz)?$/.test(path)) found.push(...(await checkWarc(files, path, problems)));
  if (found.length === 0) problems.push('there is no answer in archive/');
  for (const page of pages) if (!found.includes(page)) problems.push('a page of pages.jsonl is not in the archive');
  return { ok: problems.length === 0, pages, responses: found.length, problems };
}

function parsed<T>(
  files: ReadonlyMap<string, Uint8Array>,
  path: string,
  shape: z.ZodType<T>,
  problems: string[],
): T | null {
  const bytes = files.get(path);
  if (!bytes) {
    problems.push(`${path} is missing`);
    return null;
  }
  const value = read(Buffer.from(bytes).toString('utf8'), shape);
  if (value === null) problems.push(`${path} is not what it should be`);
  return value;
}

function read<T>(text: string, shape: z.ZodType<T>): T | null {
  try {
    return shape.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function checkDescription(files: ReadonlyMap<string, Uint8Array>, problems: string[]): void {
  const description = parsed(files, 'datapackage.json', Description, problems);
  const digest = parsed(files, 'datapackage-digest.json', Digest, problems);
  if (digest && digest.hash !== sha256(files.get('datapackage.json') ?? new Uint8Array()))
    problems.push('datapackage.json was changed');
  const named = new Set(['datapackage.json', 'datapackage-digest.json']);
  for (const { path, hash, bytes } of description?.resources ?? []) {
    named.add(path);
    const there = files.get(path);
    if (!there) problems.push(`${path} is missing`);
    else if (sha256(there) !== hash || there.byteLength !== bytes) problems.push(`${path} was changed`);
  }
  for (const path of files.keys()) if (!named.has(path)) problems.push(`${path} is not named by datapackage.json`);
}

function pagesOf(files: ReadonlyMap<string, Uint8Array>, problems: string[]): string[] {
  const lines = Buffer.from(files.get('pages/pages.jsonl') ?? [])
    .toString('utf8')
    .split('\n')
    .filter(Boolean);
  if (read(lines[0] ?? '', z.object({ format: z.literal('json-pages-1.0') })) === null)
    problems.push('pages/pages.jsonl does not begin with its header');
  const pages = lines.slice(1).map((line) => read(line, Page));
  if (pages.length === 0 || pages.includes(null)) problems.push('pages/pages.jsonl names no page, or not as it should');
  return pages.flatMap((page) => (page ? [page.url] : []));
}

/** Addresses of the answers in a WARC. */
async function checkWarc(files: ReadonlyMap<string, Uint8Array>, path: string, problems: string[]): Promise<string[]> {
  const answers: string[] = [];
  const spans = new Map<string, string>();
  const parser = new WARCParser(only(files.get(path)!));
  try {
    for await (const record of parser) {
      const { warcType, warcTargetURI, warcPayloadDigest } = record;
      const bytes = await record.readFully(false);
      if (warcPayloadDigest && warcPayloadDigest !== sha256(bytes))
        problems.push(`${path}: the ${warcType} record at ${parser.offset} was changed`);
      if (warcType === 'response' && warcTargetURI) answers.push(warcTargetURI);
      spans.set(`${parser.offset} ${parser.recordLength}`, warcTargetURI ?? '');
    }
  } catch (error) {
    problems.push(`${path} cannot be read to its end: ${error instanceof Error ? error.message : String(error)}`);
  }
  const lines = [...files].filter(([name]) => /^indexes\/[^/]+\.cdxj?$/.test(name));
  const indexed = lines.flatMap(([, bytes]) => Buffer.from(bytes).toString('utf8').split('\n').filter(Boolean));
  if (indexed.some((line, n) => n > 0 && line < indexed[n - 1]!)) problems.push('the index is not sorted');
  for (const line of indexed) {
    const entry = read(line.slice(line.indexOf('{')), Indexed);
    if (!entry || (path.endsWith(`/${entry.filename}`) && spans.get(`${entry.offset} ${entry.length}`) !== entry.url))
      problems.push('the index names a record that is not there');
  }
  return answers;
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
