/** The turns of all workers at a host, kept in the database: one visit at a time, and each host's gap between two. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Turn } from '../crawler/politeness.ts';
import type { Database } from '../db/client.server.ts';
import * as turns from '../db/turns.ts';
import { RetryLaterError } from '../errors.ts';
import { log } from '../log.ts';
import { gapMs } from './gaps.ts';

/** A holder that says nothing for this long is taken for dead; one that visits says so every quarter of it. */
const silenceMs = 20_000;
/** Nobody waits longer than this with a tab in hand: the job comes back instead. */
const patienceMs = 60_000;

/** It was not our turn: nothing was asked, and nothing is wrong. */
export class NotYet extends RetryLaterError {
  override name = 'NotYet';
  constructor(delayMs: number) {
    super(`The host or its source has its turn in ${delayMs} ms.`, delayMs);
  }
}

/** `gap` is the time from the end of a visit to a host to the next, in milliseconds. */
export function sharedTurns(db: Database, gap: (host: string) => number = gapMs): Turn {
  return async (host, signal, visit) => {
    const holder = randomUUID();
    // Not shorter than the gap: the dead one may have been there a moment ago.
    const leaseMs = Math.max(silenceMs, gap(host));
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
    const sign = setInterval(() => {
      turns.renew(host, holder, leaseMs, db).catch((error: Error) => log.debug({ error }, 'a turn was not renewed'));
    }, silenceMs / 4);
    try {
      return await visit();
    } finally {
      clearInterval(sign);
      // From the end of the visit: the host met it somewhere before that, so it never sees less than the gap.
      await turns.release(host, holder, gap(host), db);
    }
  };
}
