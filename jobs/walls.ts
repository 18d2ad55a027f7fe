/** Walls: what they say of us, and how long a source is left alone after one. */
import type { Outcome } from '../crawler/source.ts';
import { gapMs } from './gaps.ts';

interface Wall {
  /** The first pause, in turns of the host's usual gap; it doubles with each wall in a row. */
  turns: number;
  /**
   * How many in a row until the source is paused. One that may speak of the address alone (a private group asks for a
   * login) has to be met by several terms before it speaks of us.
   */
  patience: number;
}

const walls: Partial<Record<Outcome, Wall>> = {
  captcha: { turns: 60, patience: 1 },
  rate_limited: { turns: 10, patience: 1 },
  auth_expired: { turns: 60, patience: 1 },
  quota_exhausted: { turns: 60, patience: 1 },
  consent: { turns: 30, patience: 3 },
  login_wall: { turns: 30, patience: 3 },
  needs_js: { turns: 30, patience: 3 },
};

/** Neither a platform's word nor our own doubling silences a source for longer, so that a broken header cannot. */
const longestMs = 6 * 3_600_000;

export const isWall = (outcome: Outcome): boolean => walls[outcome] !== undefined;

/**
 * Milliseconds to leave a source alone after its `count`th wall in a row; null when that is not enough to pause it.
 * `askedMs` is what the platform asked for.
 */
export function pauseMs(outcome: Outcome, host: string, count: number, askedMs?: number): number | null {
  const wall = walls[outcome];
  if (!wall || count < wall.patience) return askedMs === undefined ? null : Math.min(longestMs, askedMs);
  const own = wall.turns * gapMs(host) * 2 ** Math.min(20, count - wall.patience);
  return Math.min(longestMs, Math.max(askedMs ?? 0, own));
}
