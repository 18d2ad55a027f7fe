/** Coverage: of the runs that ended, the share that ended ok or empty. */
import { covered, platforms, type Outcome, type Platform } from '#vigia/crawler/source.ts';

export interface Coverage {
  platform: Platform;
  covered: number;
  ended: number;
  /** 0 to 1; null where no run ended: that is no coverage of zero, there was nothing to cover. */
  share: number | null;
}

/** One entry a platform, also where nothing ran. */
export function coverageOf(rows: { platform: Platform; outcome: Outcome | null; count: number }[]): Coverage[] {
  return platforms.map((platform) => {
    const own = rows.filter((row) => row.platform === platform && row.outcome !== null);
    const sum = (some: typeof own) => some.reduce((total, row) => total + row.count, 0);
    const ended = sum(own);
    const good = sum(own.filter((row) => covered(row.outcome!)));
    return { platform, covered: good, ended, share: ended === 0 ? null : good / ended };
  });
}
