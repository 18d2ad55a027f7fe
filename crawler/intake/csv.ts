/** Comma-, semicolon-, tab- and bar-separated files, in the encodings that programs on Windows save. */
import { Readable } from 'node:stream';
import { CsvError, parse, type Options } from 'csv-parse';
import { TableRefused, type Row } from './table.types.ts';

const separators = [',', ';', '\t', '|'];
/** Characters of a record; a quote that is never closed would make one of all that follows. */
const longestRecord = 1_000_000;
const chunk = 1 << 16;

/**
 * A table's text: by its byte order mark, else UTF-8 when it is that throughout, else UTF-16 when every other byte is
 * zero, else Windows-1252, in which no byte is wrong.
 */
export function tableText(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const head = bytes.subarray(0, 400);
  const zeros = (from: number) => head.filter((byte, index) => index % 2 === from && byte === 0).length;
  if (zeros(1) > head.length / 3) return new TextDecoder('utf-16le').decode(bytes);
  if (zeros(0) > head.length / 3) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

const options = (delimiter: string): Options => ({
  delimiter,
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: false,
  max_record_size: longestRecord,
});

/** The separator that cuts the first rows into the same number of cells, the more the better. */
export async function separatorOf(text: string): Promise<string> {
  const told = /^\ufeff?sep=(.)\r?\n/i.exec(text)?.[1];
  if (told) return told;
  let best = { separator: ',', worth: 0 };
  for (const separator of separators) {
    const widths: number[] = [];
    for await (const row of csvRows(text.slice(0, 40_000), separator)) {
      if (row.cells.length > 1 || row.cells[0]) widths.push(row.cells.length);
      if (widths.length >= 20) break;
    }
    const first = widths[0] ?? 0;
    const alike = widths.filter((width) => width === first).length / Math.max(1, widths.length);
    const worth = first > 1 ? alike * 100 + Math.min(first, 50) : 0;
    if (worth > best.worth) best = { separator, worth };
  }
  return best.separator;
}

/** The rows in order, numbered as a spreadsheet numbers them. Throws TableRefused for a quote that never ends. */
export async function* csvRows(text: string, separator: string): AsyncGenerator<Row> {
  const body = text.replace(/^\ufeff?sep=.\r?\n/i, '');
  const skipped = body.length === text.length ? 0 : 1;
  const parser = Readable.from(pieces(body)).pipe(parse({ ...options(separator), bom: true }));
  let row = skipped;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) yield { row: ++row, cells };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
      // The beginning of a file that was cut for a look may end inside a quote.
      if (text.length === 40_000) return;
      throw new TableRefused('quote_open', { cause: error });
    }
    throw new TableRefused(error.code === 'CSV_MAX_RECORD_SIZE' ? 'record_large' : 'file_broken', { cause: error });
  }
}

function* pieces(text: string): Generator<string> {
  for (let start = 0; start < text.length; start += chunk) yield text.slice(start, start + chunk);
}
