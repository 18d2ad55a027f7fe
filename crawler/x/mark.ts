/**
 * How far a term's search has come, as its runs hand it on: the newest post that was met, and the stretch that a run had no
 * room for. Written `newest`, or `newest~since~until` while such a gap is open.
 */

export interface Gap {
  /** Newer than this post; null: as far back as the search reaches. */
  since: string | null;
  /** Older than this post. */
  until: string;
}

export interface Mark {
  newest: string | null;
  gap: Gap | null;
}

/** The search reaches back seven days, and an older `since_id` is answered with 400 (docs.x.com, 2026-11). */
const reachBackMs = 7 * 86_400_000 - 3_600_000;

const id = /^\d{1,19}$/;

/** When a post of this id was made: ids hold milliseconds since X's epoch in their upper bits. */
const timeOf = (post: string): number => Number(BigInt(post) >> 22n) + 1_288_834_974_657;

const reachable = (post: string, now: number): boolean => now - timeOf(post) < reachBackMs;

/** What is out of the search's reach by now, or no mark at all, is left out. */
export function readMark(text: string | null, now = Date.now()): Mark {
  const [newest = '', since = '', until = ''] = (text ?? '').split('~');
  const known = (post: string): string | null => (id.test(post) && reachable(post, now) ? post : null);
  const end = known(until);
  return { newest: known(newest), gap: end === null ? null : { since: known(since), until: end } };
}

export const writeMark = ({ newest, gap }: Mark): string | null =>
  newest === null || gap === null ? newest : `${newest}~${gap.since ?? ''}~${gap.until}`;

/** The later of two posts. */
export const later = (a: string | null, b: string | null): string | null =>
  a === null || (b !== null && BigInt(b) > BigInt(a)) ? b : a;

/** The earlier of two posts. */
export const earlier = (a: string | null, b: string | null): string | null =>
  a === null || (b !== null && BigInt(b) < BigInt(a)) ? b : a;
