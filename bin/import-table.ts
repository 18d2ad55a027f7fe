/** `vigia import` of tables: the same look, mapping and rows as on the page, without a person between. */
import { looksLikeHtml } from '../crawler/html.ts';
import { decode } from '../crawler/intake/decode.ts';
import { isZone } from '../crawler/intake/dates.ts';
import { isMhtml } from '../crawler/intake/mhtml.ts';
import { recognise } from '../crawler/intake/payload.ts';
import { readRow } from '../crawler/intake/row.ts';
import { openTable, readTable } from '../crawler/intake/table.ts';
import {
  meanings,
  TableRefused,
  type Mapping,
  type Meaning,
  type TableReading,
} from '../crawler/intake/table.types.ts';
import type { Platform } from '../crawler/source.ts';
import type { Database } from '../db/client.server.ts';
import * as evidence from '../db/evidence.server.ts';
import * as intake from '../db/intake.ts';
import * as runs from '../db/runs.ts';
import { scoreWaiting } from '../jobs/classify.ts';
import { inBatches } from '../jobs/jobs.ts';
import { importRows } from '../jobs/table.ts';
import { UsageError } from './command.ts';
import type { Shown } from './import-page.ts';

export interface TableOptions {
  platform: Platform | undefined;
  at: Date | undefined;
  map: string | undefined;
  dates: Mapping['dates'] | undefined;
  zone: string | undefined;
  isDry: boolean;
  asJson: boolean;
}

/** A workbook, or text that is neither a page nor JSON of a platform. */
export function isTable(body: Buffer, filename: string): boolean {
  if (body[0] === 0x50 && body[1] === 0x4b) return true;
  if (isMhtml(body)) return false;
  if (/\.(?:csv|tsv|xls)$/i.test(filename)) return true;
  const read = decode(body);
  if ('problem' in read || looksLikeHtml(read.text)) return false;
  return (
    /^\ufeff?\s*[[{]/.test(read.text) &&
    recognise(read.text) === null &&
    /"[^"]*(?:url|link|id|enlace)[^"]*"\s*:/i.test(read.text.slice(0, 20_000))
  );
}

/** `url=Enlace,text=2` → places; a column is named by its header or its number from 1. */
function mapped({ headers, guess }: TableReading, { map, dates, zone, platform }: TableOptions): Mapping {
  if (zone !== undefined && !isZone(zone)) throw new UsageError(`--zone: "${zone}" is not a time zone`);
  const columns: Mapping['columns'] = map === undefined ? { ...guess.columns } : {};
  for (const part of map?.split(',') ?? []) {
    const [meaning = '', ...rest] = part.split('=');
    const named = rest.join('=').trim();
    if (!(meanings as readonly string[]).includes(meaning.trim()))
      throw new UsageError(`--map: "${meaning}" is none of ${meanings.join(', ')}`);
    const byName = headers.indexOf(named);
    const place = byName >= 0 ? byName : /^\d+$/.test(named) ? Number(named) - 1 : -1;
    if (place < 0 || place >= headers.length)
      throw new UsageError(`--map: the table has no column "${named}"; it has ${headers.join(', ')}`);
    columns[meaning.trim() as Meaning] = place;
  }
  if (columns.url === undefined && columns.id === undefined)
    throw new UsageError(
      `no column of addresses or ids was found: name one with --map; the table has ${headers.join(', ')}`,
    );
  return { columns, dates: dates ?? guess.dates, zone: zone ?? guess.zone, platform: platform ?? guess.platform };
}

const refused = (error: unknown): { code: string } => {
  if (error instanceof TableRefused) return { code: error.code };
  throw error;
};

/** What each column would mean, and how many rows would be taken, with nothing stored. */
export async function previewTable(body: Buffer, options: TableOptions): Promise<Pick<Shown, 'shown' | 'ok'>> {
  try {
    const reading = await readTable(body);
    const mapping = mapped(reading, options);
    const table = await openTable(body);
    const problems: Record<string, number> = {};
    let usable = 0;
    for await (const row of table.rows()) {
      const read = readRow(row, table.headers.length, mapping, options.at ?? new Date());
      if ('post' in read) usable += 1;
      else problems[read.problem] = (problems[read.problem] ?? 0) + 1;
    }
    const columns = Object.fromEntries(
      Object.entries(mapping.columns).map(([meaning, place]) => [meaning, reading.headers[place]]),
    );
    const { form, rows } = reading;
    return {
      shown: { form, rows, usable, problems, columns, dates: mapping.dates, zone: mapping.zone },
      ok: usable === rows,
    };
  } catch (error) {
    return { shown: { refused: refused(error).code }, ok: false };
  }
}

/** Imports a table and scores what is new. Not ok where the file or any of its rows was refused. */
export async function importTable(
  body: Buffer,
  options: TableOptions & { filename: string },
  db: Database,
): Promise<Shown> {
  const { filename } = options;
  const kept = await evidence.keep(body);
  let reading: TableReading;
  try {
    reading = await readTable(body);
  } catch (error) {
    const { code } = refused(error);
    return { shown: { refused: code }, line: `refused: ${code}`, ok: false };
  }
  const mapping = mapped(reading, options);
  const file = { ...kept, name: filename.slice(-255) };
  const row = await intake.begin({ kind: 'table', state: 'ready', userId: null, file, total: reading.rows ?? 0 }, db);
  const run = await runs.begin(null, 'intake-table', new Date(), db);
  await intake.importAs(row.id, { mapping, savedAt: options.at ?? new Date(), runId: run.id }, db);
  const classify = async (postIds: number[]) => {
    for (const batch of inBatches(postIds)) await scoreWaiting(batch, db);
  };
  await importRows((await intake.byId(row.id, db))!, { db, signal: new AbortController().signal, classify });
  const done = (await intake.byId(row.id, db))!;
  const problems = Object.fromEntries((await intake.problemCounts(row.id, db)).map(({ code, count }) => [code, count]));
  const { foundCount: found, newCount: fresh, failedCount: failed } = done;
  return {
    shown: { form: reading.form, rows: reading.rows, found, new: fresh, refused: failed, problems },
    line: `${reading.form} table, ${found} posts, ${fresh} new, ${failed} rows refused${failed > 0 ? ` — ${JSON.stringify(problems)}` : ''}`,
    ok: done.state === 'done' && failed === 0,
  };
}
