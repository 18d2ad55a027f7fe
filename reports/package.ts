/** A frozen report → the files of its package, and the package on disk. */
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { createHash, randomUUID } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { PermanentError } from '../errors.ts';
import { bagFiles, type BagInfo } from './bag.ts';
import { csv } from './csv.ts';
import { digest } from './digest.ts';
import { isRendered, renderedText } from './evidence.ts';
import { formFields } from './formFields.ts';
import { letter } from './letter.ts';
import { reported } from './platforms.ts';
import { policyFile, policyOf } from './policies.ts';
import { readme } from './readme.ts';
import { jsonLine, jsonText } from './report.json.ts';
import type { EvidenceFile, EvidenceReader, PackageFile, ReportItem, TakedownReport } from './report.types.ts';
import { schemaProblems } from './schema.ts';
import { xlsx } from './xlsx.ts';
import { zipStream } from './zip.ts';

async function evidenceBytes(item: ReportItem, file: EvidenceFile, read: EvidenceReader): Promise<Uint8Array> {
  const where = `Item ${item.seq}, ${file.path}`;
  let bytes: Uint8Array;
  if (isRendered(file)) {
    bytes = renderedText(item, file);
  } else {
    try {
      bytes = await read(file.sha256);
    } catch (error) {
      if (error instanceof PermanentError) throw new PermanentError(`${where}: ${error.message}`, error.code);
      throw error;
    }
  }
  if (digest('sha256', bytes) !== file.sha256 || bytes.length !== file.bytes) {
    throw new PermanentError(`${where}: the evidence was changed after the approval.`, 'evidence_changed');
  }
  return bytes;
}

function policyFiles(report: TakedownReport): PackageFile[] {
  const hashes = new Set(report.legal_basis.map(({ text_sha256 }) => text_sha256));
  const codes = [...new Set(report.items.flatMap(({ policy_codes }) => policy_codes))];
  return codes.map((code) => {
    const bytes = Buffer.from(policyFile(policyOf(code)), 'utf8');
    if (!hashes.has(digest('sha256', bytes))) {
      throw new PermanentError(`The text of policy ${code} changed after the approval: approve the report again.`);
    }
    return { path: `data/policies/${code}.txt`, bytes };
  });
}

/**
 * The payload files of a report's package, from its frozen content and the evidence store alone.
 * Throws PermanentError naming the item whose evidence is missing or changed, or the policy that changed.
 */
export async function packageFiles(content: TakedownReport, evidence: EvidenceReader): Promise<PackageFile[]> {
  const problems = schemaProblems(content);
  if (problems.length > 0) throw new PermanentError(`The report does not match its schema: ${problems.join('; ')}`);
  const { platform, items } = content;
  const { columns } = reported[platform];
  const texts: [name: string, text: string][] = [
    ['report.json', jsonText(content)],
    [`${platform}.csv`, csv(content, columns)],
    ['items.jsonl', items.map((item) => jsonLine(item)).join('')],
    ['urls.txt', items.map(({ url }) => `${url}\n`).join('')],
    ['form-fields.txt', formFields(content)],
    ['carta_es.html', letter(content, 'es')],
    ['letter_en.html', letter(content, 'en')],
    ['README_LEEME.txt', readme(content, platform)],
  ];
  const files: PackageFile[] = texts.map(([name, text]) => ({
    path: `data/${name}`,
    bytes: Buffer.from(text, 'utf8'),
  }));
  files.push({ path: `data/${platform}.xlsx`, bytes: await xlsx(content, columns) }, ...policyFiles(content));
  for (const item of items) {
    for (const file of item.evidence) files.push({ path: file.path, bytes: await evidenceBytes(item, file, evidence) });
  }
  return files;
}

function bagInfoOf(content: TakedownReport): BagInfo {
  const { part, notifier } = content;
  return {
    number: content.report_number,
    date: content.created_at.slice(0, 10),
    organization: `${notifier.organization}, ${notifier.unit}`,
    contactEmail: notifier.contact_email,
    ...(part.group_id ? { group: { id: part.group_id, number: part.number, total: part.total } } : {}),
  };
}

/**
 * Writes the package to `outFile` (`…/SRE-FB-2026-000123.zip`): a temporary file beside it, flushed, then renamed, so
 * that no half package is ever offered. Exported twice, the file is the same bytes.
 */
export async function writePackage(
  content: TakedownReport,
  evidence: EvidenceReader,
  outFile: string,
): Promise<{ sha256: string; bytes: number }> {
  const info = bagInfoOf(content);
  const files = bagFiles(await packageFiles(content, evidence), info);
  const folder = path.dirname(outFile);
  await mkdir(folder, { recursive: true });
  const temporary = path.join(folder, `.${path.basename(outFile)}.${randomUUID()}`);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    await pipeline(
      zipStream(files, info.date),
      async function* (chunks: AsyncIterable<string | Buffer>) {
        for await (const part of chunks) {
          const chunk = Buffer.from(part);
          hash.update(chunk);
          bytes += chunk.length;
          yield chunk;
        }
      },
      createWriteStream(temporary, { flags: 'wx', mode: 0o600, flush: true }),
    );
    await rename(temporary, outFile);
    const directory = await open(folder, 'r');
    await directory.sync().finally(() => directory.close());
  } finally {
    await rm(temporary, { force: true });
  }
  return { sha256: hash.digest('hex'), bytes };
}
