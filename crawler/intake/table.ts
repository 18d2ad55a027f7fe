/** A table that staff hand in, of whatever kind: what it is, what stands in it, and its rows one after the other. */
import { createHash } from 'node:crypto';
import { csvRows, separatorOf, tableText } from './csv.ts';
import { guess } from './columns.ts';
import { jsonRows } from './json-table.ts';
import { xlsxRows } from './xlsx.ts';
import {
  largestTable,
  mostRows,
  TableRefused,
  type Cell,
  type Row,
  type TableForm,
  type TableReading,
} from './table.types.ts';

const sampleRows = 20;
const sampleCell = 300;
const longestHeader = 120;
const mostColumns = 300;

export interface Table {
  form: TableForm;
  headers: string[];
  /** Those below the headers that hold anything. Throws TableRefused where the file breaks off. */
  rows(): AsyncGenerator<Row>;
}

/** What the first bytes say; text that begins like JSON is JSON. */
function formOf(bytes: Uint8Array): TableForm {
  if (bytes.length === 0) throw new TableRefused('file_empty');
  if (bytes.length > largestTable) throw new TableRefused('file_large');
  const [a, b, c, d] = bytes;
  if (a === 0x50 && b === 0x4b) return 'xlsx';
  // The compound files of Excel before 2007, and of workbooks with a password.
  if (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0) throw new TableRefused('file_xls');
  if ((a === 0x1f && b === 0x8b) || (a === 0x25 && b === 0x50 && c === 0x44 && d === 0x46))
    throw new TableRefused('file_unknown');
  if ((a === 0x89 && b === 0x50) || (a === 0xff && b === 0xd8)) throw new TableRefused('file_unknown');
  const head = tableText(bytes.subarray(0, 400)).trimStart();
  return /^\ufeff?\s*[[{]/.test(head) ? 'json' : 'csv';
}

export async function openTable(bytes: Uint8Array): Promise<Table> {
  const form = formOf(bytes);
  const all =
    form === 'csv'
      ? await csvSource(bytes)
      : listed(form === 'xlsx' ? await xlsxRows(bytes) : jsonRows(tableText(bytes)));
  let first: Row | undefined;
  for await (const row of all()) {
    if (!isBlank(row)) {
      first = row;
      break;
    }
  }
  if (!first) throw new TableRefused('file_empty');
  const headers = headersOf(first.cells);
  const at = first.row;
  return {
    form,
    headers,
    async *rows() {
      let count = 0;
      for await (const row of all()) {
        if (row.row <= at || isBlank(row)) continue;
        if (++count > mostRows) throw new TableRefused('rows_many');
        yield row;
      }
    },
  };
}

async function csvSource(bytes: Uint8Array): Promise<() => AsyncIterable<Row>> {
  const text = tableText(bytes);
  const separator = await separatorOf(text);
  return () => csvRows(text, separator);
}

/** Rows that are in memory already, with a breath now and then for whatever else this process does. */
function listed(rows: Row[]): () => AsyncIterable<Row> {
  return async function* () {
    for (const [index, row] of rows.entries()) {
      if (index % 1_000 === 999) await new Promise((resume) => setImmediate(resume));
      yield row;
    }
  };
}

const isBlank = ({ cells }: Row): boolean =>
  cells.every((cell) => cell === null || (typeof cell === 'string' && cell.trim() === ''));

export const cellText = (cell: Cell | undefined): string =>
  cell === null || cell === undefined ? '' : cell instanceof Date ? cell.toISOString() : String(cell);

/** A table whose first row is data has no headers: an address, a long text or a row of numbers is none. */
function headersOf(cells: Cell[]): string[] {
  if (cells.length > mostColumns) throw new TableRefused('file_unknown');
  const headers = cells.map((cell) => cellText(cell).replace(/\s+/g, ' ').trim());
  const looksLikeData =
    headers.some((header) => /^https?:\/\//i.test(header)) || headers.every((header) => !/\p{L}/u.test(header));
  if (looksLikeData || headers.some((header) => header.length > 2_000)) throw new TableRefused('no_headers');
  while (headers.length > 1 && headers.at(-1) === '') headers.pop();
  return headers.map((header) => header.slice(0, longestHeader).toWellFormed());
}

/** Looks at the beginning of a table: its headers, 20 rows, and a guess which column means what. */
export async function readTable(bytes: Uint8Array): Promise<TableReading> {
  const table = await openTable(bytes);
  const first: Row[] = [];
  let rows = 0;
  for await (const row of table.rows()) {
    rows += 1;
    if (first.length < sampleRows) first.push(row);
  }
  if (rows === 0) throw new TableRefused('no_rows');
  const { form, headers } = table;
  return {
    form,
    headers,
    sample: first.map(({ row, cells }) => ({
      row,
      cells: headers.map((_, place) =>
        cellText(cells[place]).replaceAll('\u0000', '').slice(0, sampleCell).toWellFormed(),
      ),
    })),
    signature: createHash('sha256').update(JSON.stringify(headers)).digest('hex'),
    guess: guess(
      headers,
      first.map(({ cells }) => cells),
    ),
    rows,
  };
}
