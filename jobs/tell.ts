/** Tells people of an alarm outside of the pages. */
import * as alarms from '../db/alarms.ts';
import { log } from '../log.ts';
import type { Tools } from './handlers.ts';
import type { PayloadOf } from './jobs.ts';

export async function tell({ alarmId }: PayloadOf<'tell'>, { db }: Tools): Promise<void> {
  const alarm = await alarms.byId(alarmId, db);
  if (!alarm || alarm.closedAt || alarm.toldAt) return;
  log.warn({ alarm: alarm.id, kind: alarm.kind, source: alarm.source }, 'alarm');
}
