/** The weekly look at all evidence and its chain of custody: what does not hold is an alarm. */
import { config } from '../config.ts';
import * as alarms from '../db/alarms.ts';
import { log } from '../log.ts';
import type { Tools } from './handlers.ts';
import type { PayloadOf } from './jobs.ts';
import { verifyOnRecord } from './verify.ts';

/** The part of Vigía that an alarm about evidence is about. */
export const evidenceSource = 'evidence';

export async function verifyWeekly(_payload: PayloadOf<'verify'>, { db }: Pick<Tools, 'db'>): Promise<void> {
  const counts = new Map<string, number>();
  const result = await verifyOnRecord(db, `worker:${config.workerName}`, {
    found: ({ severity, kind }) => void (severity === 'fault' && counts.set(kind, (counts.get(kind) ?? 0) + 1)),
  });
  log.info({ pieces: result.pieces, records: result.records, faults: result.faults }, 'evidence verified');
  if (result.faults === 0) {
    await alarms.settle(['evidence_fault'], evidenceSource, null, db);
    return;
  }
  const kinds = [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ');
  const detail = `${kinds}, of ${result.pieces} pieces and ${result.records} records. npx vigia verify names each.`;
  await alarms.raise({ kind: 'evidence_fault', source: evidenceSource, termId: null, runId: null, detail }, db);
}
