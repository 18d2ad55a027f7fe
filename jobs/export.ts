/** An approved report's frozen content → its package on disk. Run again, it writes the same bytes. */
import { config } from '../config.ts';
import type { Database } from '../db/client.server.ts';
import * as evidence from '../db/evidence.server.ts';
import * as custody from '../db/custody.ts';
import * as reports from '../db/reports.ts';
import { PermanentError } from '../errors.ts';
import { log } from '../log.ts';
import { writePackage } from '../reports/index.ts';
import type { TakedownReport } from '../reports/index.ts';
import type { Tools } from './handlers.ts';
import type { PayloadOf } from './jobs.ts';
import { packagePath } from './packages.server.ts';

/** Writes the package of `reportId` to `file`. Throws PermanentError when the report is not approved or evidence fails. */
export async function exportTo(report: reports.ReportRow, file: string): Promise<{ sha256: string; bytes: number }> {
  if (!report.content) throw new PermanentError(`Report ${report.number} is not approved yet.`, 'report_not_exported');
  // Validated against the schema when it was frozen, and again by writePackage.
  return writePackage(report.content as unknown as TakedownReport, evidence.read, file);
}

export async function exportReport({ reportId }: PayloadOf<'export'>, { db, lastAttempt }: Tools): Promise<void> {
  const report = await reports.find(reportId, db);
  if (!report || report.status === 'withdrawn') return;
  try {
    const file = await exportTo(report, packagePath(report.number));
    await noteExported(report, file, `worker:${config.workerName}`, db);
    log.info({ report: report.number, bytes: file.bytes }, 'package written');
  } catch (error) {
    await noteFailure(report.id, error, lastAttempt, db);
    throw error;
  }
}

/** The package is on record, in the report and in the chain of custody. `actor` as in db/custody.ts. */
export async function noteExported(
  report: reports.ReportRow,
  file: { sha256: string; bytes: number },
  actor: string,
  db: Database,
): Promise<void> {
  await db.transaction(async (tx) => {
    await reports.noteExport(report.id, file, tx);
    const record = { report: report.number, packageSha256: file.sha256, packageBytes: file.bytes };
    await custody.append([{ event: 'exported', actor, record }], tx);
  });
}

async function noteFailure(id: string, error: unknown, lastAttempt: boolean, db: Database): Promise<void> {
  if (error instanceof PermanentError) await reports.noteProblem(id, error.message, db);
  else if (lastAttempt)
    await reports.noteProblem(
      id,
      'The package could not be written. Try again; if it stays, tell an administrator.',
      db,
    );
}
