/** The spreadsheet twin of a list: every cell a string, so 19-digit ids stay whole; the same bytes for the same rows. */
import writeExcelFile from 'write-excel-file/node';
import type { Column } from './columns.ts';
import { cellText, rows } from './csv.ts';
import type { TakedownReport } from './report.types.ts';
import { unzipBytes } from './unzip.ts';
import { zipBytes } from './zip.ts';

export async function xlsx(report: TakedownReport, columns: Column[]): Promise<Buffer> {
  const sheet = rows(report, columns).map((row, index) =>
    row.map((value) => ({
      value: cellText(value),
      type: String,
      ...(index === 0 ? { fontWeight: 'bold' as const } : {}),
    })),
  );
  const written = await writeExcelFile(sheet, {
    sheet: report.report_number,
    stickyRowsCount: 1,
    columns: columns.map(({ width }) => ({ width: width ?? 14 })),
  }).toBuffer();
  // The library stamps its parts with the time of writing: packed again, two exports are the same bytes.
  return zipBytes(await unzipBytes(written), report.created_at.slice(0, 10));
}
