/**
 * Passing troubles, as a function of the clock: they come and go whether anyone looks or not. The first three minutes
 * are calm, so that a new demo shows its queue before it shows its walls.
 */
import { unit } from '../story/random.ts';
import type { Visit } from './site.ts';

export type Trouble = 'slow' | 'server_error' | 'broken' | 'layout_changed' | 'rate_limited';

const calmMs = 3 * 60_000;

/** The trouble that a kind of page is in now, drawn anew for each half minute and path. */
export function troubleOf(visit: Visit, kinds: Partial<Record<Trouble, number>>): Trouble | null {
  if (!visit.stormy || visit.sinceMs < calmMs) return null;
  const spell = Math.floor(visit.sinceMs / 30_000);
  let draw = unit('weather', visit.url.hostname, visit.url.pathname, visit.url.searchParams.get('q') ?? '', spell);
  for (const [trouble, share] of Object.entries(kinds) as [Trouble, number][]) {
    draw -= share;
    if (draw < 0) return trouble;
  }
  return null;
}
