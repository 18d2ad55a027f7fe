/** Politeness: turns at a host, and the waits that a platform asks for. */
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Runs `visit` when the host may be asked, with nobody else at it, and keeps the gap to the visit before. In production
 * the turns are shared by all workers (jobs/turns.ts). Throws the signal's reason when it fires, RetryLaterError when
 * the host is taken for long, and whatever `visit` throws.
 */
export type Turn = <T>(host: string, signal: AbortSignal, visit: () => Promise<T>) => Promise<T>;

/** Turns within this process alone, `gapMs` from the end of a visit to the next: for commands and tests without a database. */
export function makeTurns(gapMs: number): Turn {
  const tails = new Map<string, Promise<void>>();
  return async (host, signal, visit) => {
    const before = tails.get(host) ?? Promise.resolve();
    const over = Promise.withResolvers<void>();
    tails.set(
      host,
      before.then(() => over.promise),
    );
    await Promise.race([before, whenAborted(signal)]);
    if (signal.aborted) {
      over.resolve();
      throw signal.reason;
    }
    try {
      return await visit();
    } finally {
      void wait(gapMs).then(over.resolve);
    }
  };
}

const whenAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((aborted) => {
    if (signal.aborted) aborted();
    else signal.addEventListener('abort', () => aborted(), { once: true });
  });

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
