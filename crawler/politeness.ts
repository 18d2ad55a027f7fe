/** Politeness inside one process: a gap between two requests to a host, and the waits that a platform asks for. */
import { setTimeout as wait } from 'node:timers/promises';

/** Waits until the host may be asked again, and takes that turn. Throws the signal's reason when it fires. */
export type Turn = (host: string, signal: AbortSignal) => Promise<void>;

/** Turns at least `gapMs` apart for each host. The queue's rate limits hold between processes; this holds within one. */
export function makeTurns(gapMs: number): Turn {
  const free = new Map<string, number>();
  return async (host, signal) => {
    signal.throwIfAborted();
    const now = Date.now();
    const mine = Math.max(now, free.get(host) ?? 0);
    free.set(host, mine + gapMs);
    if (mine === now) return;
    await wait(mine - now, undefined, { signal }).catch(() => {
      throw signal.reason;
    });
  };
}

const longestWaitMs = 24 * 3_600_000;

/**
 * How long an answer asks us to stay away, in milliseconds: Retry-After (seconds or a date), else X's reset time when
 * nothing remains. Undefined when it does not ask. Never more than a day.
 */
export function retryAfterMs(
  status: number,
  headers: Readonly<Record<string, string>>,
  now = Date.now(),
): number | undefined {
  const until = untilOf(headers['retry-after'], now) ?? resetOf(status, headers);
  return until === undefined ? undefined : Math.min(Math.max(until - now, 1_000), longestWaitMs);
}

function untilOf(retryAfter: string | undefined, now: number): number | undefined {
  if (retryAfter === undefined) return undefined;
  if (/^\d{1,9}$/.test(retryAfter.trim())) return now + Number(retryAfter) * 1_000;
  const date = Date.parse(retryAfter);
  return Number.isNaN(date) ? undefined : date;
}

function resetOf(status: number, headers: Readonly<Record<string, string>>): number | undefined {
  const reset = headers['x-rate-limit-reset'];
  if (reset === undefined || !/^\d{1,12}$/.test(reset)) return undefined;
  return status === 429 || headers['x-rate-limit-remaining'] === '0' ? Number(reset) * 1_000 : undefined;
}
