/** What a row of a platform's list is made of. Cells are raw text here; csv.ts and xlsx.ts make them safe. */
import { citation, policyOf } from './policies.ts';
import type { ReportItem, TakedownReport } from './report.types.ts';

export interface Column {
  name: string;
  /** Width in characters for the spreadsheet twin. */
  width?: number;
  cell(item: ReportItem, report: TakedownReport): string;
}

/** Lists inside a cell are joined by ` | `. */
export const joined = (values: (string | undefined)[]): string => values.filter((value) => value).join(' | ');

const screenshot = (item: ReportItem) => item.evidence.find(({ media_type }) => media_type.startsWith('image/'));

export const heading: Column[] = [
  { name: 'report_number', width: 20, cell: (_, report) => report.report_number },
  { name: 'part', cell: (_, { part }) => `${part.number}/${part.total}` },
  { name: 'seq', cell: (item) => String(item.seq) },
  { name: 'item_id', width: 38, cell: (item) => item.item_id },
];

export const seen: Column[] = [
  { name: 'first_seen_at', width: 22, cell: (item) => item.first_seen_at },
  { name: 'last_verified_live_at', width: 22, cell: (item) => item.last_verified_live_at },
];

export const policy: Column[] = [
  { name: 'policy', width: 60, cell: (item) => joined(item.policy_codes.map((code) => citation(policyOf(code)))) },
  {
    name: 'policy_url',
    width: 40,
    cell: (item) => joined([...new Set(item.policy_codes.map((code) => policyOf(code).url))]),
  },
];

export const violation: Column = { name: 'violation', width: 22, cell: (item) => item.violation };

export const summaries: Column[] = [
  { name: 'summary_en', width: 60, cell: (item) => item.summary_en },
  { name: 'resumen_es', width: 60, cell: (item) => item.summary_es },
];

export const excerpt: Column[] = [
  { name: 'excerpt_original', width: 60, cell: (item) => item.excerpt_original ?? '' },
  { name: 'excerpt_language', cell: (item) => item.excerpt_language ?? '' },
];

export const pictures: Column[] = [
  { name: 'screenshot_file', width: 40, cell: (item) => screenshot(item)?.path ?? '' },
  { name: 'screenshot_sha256', width: 66, cell: (item) => screenshot(item)?.sha256 ?? '' },
];

export const previous: Column = {
  name: 'previous_reports',
  cell: (item) => joined(item.previous_report_numbers ?? []),
};

export const action: Column = { name: 'requested_action', width: 24, cell: (item) => item.requested_action };

/** A field of the item's ids where its kind has one of that name. */
export function id(item: ReportItem, ...names: string[]): string {
  const ids = Object.entries(item.ids);
  for (const name of names) {
    const found = ids.find(([key]) => key === name)?.[1];
    if (found !== undefined) return String(found);
  }
  return '';
}
