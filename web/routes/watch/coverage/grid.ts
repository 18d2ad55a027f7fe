/** What the page of coverage shows of each way in and of each day. */
import type { CoverageRow } from '#vigia/db/coverage.ts';
import { missesOf, shareOf, type Miss, type Share } from '../coverage.ts';

export const steps = ['full', 'most', 'some', 'none', 'unplanned'] as const;
export type Step = (typeof steps)[number];

/** The shade of a day. */
export function step(share: number | null): Step {
  if (share === null) return 'unplanned';
  if (share >= 0.95) return 'full';
  if (share >= 0.7) return 'most';
  return share > 0 ? 'some' : 'none';
}

export interface OfSource extends Share {
  source: string;
  platform: CoverageRow['platform'];
  misses: Miss[];
}

/** Each way in over the whole period, in the order of its terms. */
export function bySource(rows: readonly CoverageRow[]): OfSource[] {
  const sources = Map.groupBy(rows, (row) => row.source);
  return [...sources].map(([source, own]) => {
    const days = own.flatMap((row) => row.days);
    return { source, platform: own[0]!.platform, ...shareOf(days), misses: missesOf(days) };
  });
}
