import type { ReportItem, TakedownReport } from './report.types.ts';

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** report.json as packages carry it: keys sorted, so that a content read back from jsonb gives the same bytes. */
export function jsonText(report: TakedownReport): string {
  return `${JSON.stringify(sorted(report), null, 2)}\n`;
}

/** One item as one line of items.jsonl, keys sorted likewise. */
export function jsonLine(item: ReportItem): string {
  return `${JSON.stringify(sorted(item))}\n`;
}
