/** A wall that was met: its source is left alone, and people know why. */
import type { Outcome, Way } from '../crawler/source.ts';
import * as alarms from '../db/alarms.ts';
import type { Tx } from '../db/client.server.ts';
import * as holds from '../db/holds.ts';
import type { AlarmKind } from '../db/schema/sources.ts';
import { isWall, pauseMs } from './walls.ts';

export interface Met {
  outcome: Outcome;
  detail: string | null;
  /** The run that met it; null where a single look did. */
  runId: string | null;
  /** What the platform asked for. */
  retryAfterMs?: number | undefined;
}

/** Counts a wall, pauses the source where it is due, and raises an alarm. Returns the pause in milliseconds, or null. */
export async function meetWall(
  way: Way,
  { outcome, detail, runId, retryAfterMs }: Met,
  tx: Tx,
): Promise<number | null> {
  if (!isWall(outcome)) return null;
  const count = await holds.noteWall(way.name, outcome, tx);
  const pause = pauseMs(outcome, way.host, count, retryAfterMs);
  if (pause === null) return null;
  await holds.hold(way.name, pause, tx);
  // A limit that the platform announces is part of its interface; one that it repeats is news.
  const announced = outcome === 'rate_limited' && retryAfterMs !== undefined && count < 3;
  if (!announced) await alarms.raise({ kind: kindOf(outcome), source: way.name, termId: null, runId, detail }, tx);
  return pause;
}

const kindOf = (outcome: Outcome): AlarmKind =>
  outcome === 'auth_expired' || outcome === 'quota_exhausted' ? outcome : 'blocked';
