/** One look at one address for its evidence: when its source and its host allow it, with what it costs and what a wall means. */
import { capturePost, captureWay, SwitchedOff, type Captured, type NotCaptured } from '../crawler/index.ts';
import { priceOf } from '../crawler/prices.ts';
import type { Way } from '../crawler/source.ts';
import type { Database } from '../db/client.server.ts';
import * as holds from '../db/holds.ts';
import * as spend from '../db/spend.ts';
import * as turns from '../db/turns.ts';
import { accessOf, isOn } from './access.ts';
import { NotYet, sharedTurns } from './turns.ts';
import { meetWall } from './wall.ts';

/**
 * Looks at `url`. Throws NotYet while its source or its host is left alone, and when it meets a wall that speaks of us: the
 * same look is worth another time. Throws SwitchedOff, PermanentError and RetryLaterError as `capturePost` does.
 */
export async function look(url: string, db: Database, signal: AbortSignal): Promise<Captured | NotCaptured> {
  const way = captureWay(url);
  if (way && !(await isOn(way.name, db))) throw new SwitchedOff(way);
  const held = way ? await holds.waitFor(way.name, db) : null;
  const wait = Math.max(held?.ms ?? 0, await turns.waitFor(way?.host ?? new URL(url).host, db));
  if (wait > 0) throw new NotYet(wait);
  const taken = await capturePost({ url, turn: sharedTurns(db), accessOf: (source) => accessOf(source, db), signal });
  if (way) await follow(way, taken, db);
  return taken;
}

/** Walls that speak of us, not of the address. */
const ofUs = new Set(['captcha', 'rate_limited', 'auth_expired', 'quota_exhausted']);

async function follow(way: Way, taken: Captured | NotCaptured, db: Database): Promise<void> {
  const { usd } = priceOf(way.name);
  if (taken.outcome === 'ok') {
    await holds.release(way.name, db);
    await spend.note({ source: way.name, termId: null, reads: { post: 1, user: 1 }, usd }, db);
    return;
  }
  const { outcome, detail } = taken;
  const pause = await meetWall(way, { outcome, detail, runId: null }, db);
  if (pause !== null && ofUs.has(outcome)) throw new NotYet(pause);
}
