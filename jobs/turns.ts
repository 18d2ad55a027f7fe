/** The turns of all workers at a host, kept in the database: one visit at a time, and each host's gap between two. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Turn } from '../crawler/politeness.ts';
import type { Database } from '../db/client.server.ts';
import * as turns from '../db/turns.ts';
import { RetryLaterError } from '../errors.ts';
import { gapMs } from './gaps.ts';

/** Longer than any visit may take (crawler/tab.ts, crawler/fetch.ts): after this its holder is taken for dead. */
const leaseMs = 120_000;
/** Nobody waits longer than this with a tab in hand: the job comes back instead. */
const patienceMs = 60_000;

/** It was not our turn: nothing was asked, and nothing is wrong. */
export class NotYet extends RetryLaterError {
  override name = 'NotYet';
  constructor(delayMs: number) {
    super(`The host or its source has its turn in ${delayMs} ms.`, delayMs);
  }
}

/** `gap` is the least time between two visits to a host, in milliseconds. */
export function sharedTurns(db: Database, gap: (host: string) => number = gapMs): Turn {
  return async (host, signal, visit) => {
    const holder = randomUUID();
    const until = performance.now() + patienceMs;
    for (;;) {
      signal.throwIfAborted();
      const ms = await turns.take(host, holder, leaseMs, db);
      if (ms === 0) break;
      if (performance.now() + ms > until) throw new NotYet(ms);
      await wait(ms, undefined, { signal }).catch(() => {
        throw signal.reason;
      });
    }
    // The gap counts from here, not from when the database answered: it is never undercut, however slow that was.
    const began = performance.now();
    try {
      return await visit();
    } finally {
      await turns.release(host, holder, gap(host) - (performance.now() - began), db);
    }
  };
}
