/** A platform's list as CSV: UTF-8 with BOM, CRLF, every field quoted, no cell that a spreadsheet would run. */
import { stringify } from 'csv-stringify/sync';
import type { Column } from './columns.ts';
import { visible } from './excerpt.ts';
import type { TakedownReport } from './report.types.ts';

/** One line, nothing invisible, trimmed: what a cell of a list may hold. */
export function cellText(value: string): string {
  return visible(value).replace(/\s+/g, ' ').trim();
}

/**
 * A cell that no spreadsheet takes for a formula: NFKC sees `＝`, `﹢` and the like as what Excel makes of them. Such
 * cells get a leading apostrophe; the raw values are in items.jsonl.
 */
export function safeCell(value: string): string {
  const text = cellText(value);
  return /^\s*[=+\-@|%−]/.test(text.normalize('NFKC')) ? `'${text}` : text;
}

/** Rows of a report as raw cells, header first. */
export function rows(report: TakedownReport, columns: Column[]): string[][] {
  return [
    columns.map(({ name }) => name),
    ...report.items.map((item) => columns.map((column) => column.cell(item, report))),
  ];
}

export function csv(report: TakedownReport, columns: Column[]): string {
  return stringify(
    rows(report, columns).map((row) => row.map(safeCell)),
    { bom: true, quoted: true, quoted_empty: true, record_delimiter: 'windows' },
  );
}
