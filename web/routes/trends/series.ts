/** One platform's days without holes in the calendar, and what its last week says in one sentence. */
import { platforms, type Platform } from '#vigia/crawler/source.ts';
import type { TrendDay } from '#vigia/db/trends.ts';

export interface SeriesDay {
  day: string;
  coveredRuns: number;
  endedRuns: number;
  actionable: number;
  /** Null: nothing was covered that day. A gap, never a zero. */
  rate: number | null;
}

export interface Series {
  platform: Platform;
  days: SeriesDay[];
  week: Week;
}

export interface Week {
  coveredRuns: number;
  endedRuns: number;
  actionable: number;
  /** Actionable posts per covered run over the last seven days; null where no run was covered. */
  rate: number | null;
  /** Covered runs of those that ended, 0 to 1; null where none ended. */
  coverage: number | null;
}

const sum = (days: SeriesDay[], of: (day: SeriesDay) => number): number =>
  days.reduce((total, day) => total + of(day), 0);

function weekOf(days: SeriesDay[]): Week {
  const last = days.slice(-7);
  const coveredRuns = sum(last, (day) => day.coveredRuns);
  const endedRuns = sum(last, (day) => day.endedRuns);
  // What was first seen on a day without a covered run came from walls and imports: it has no run to be divided by.
  const actionable = sum(last, (day) => (day.rate === null ? 0 : day.actionable));
  return {
    coveredRuns,
    endedRuns,
    actionable,
    rate: coveredRuns === 0 ? null : actionable / coveredRuns,
    coverage: endedRuns === 0 ? null : coveredRuns / endedRuns,
  };
}

/** One series a platform over `calendar`; rows of other days are left out. */
export function seriesOf(rows: TrendDay[], calendar: string[]): Series[] {
  return platforms.map((platform) => {
    const own = new Map(rows.filter((row) => row.platform === platform).map((row) => [row.day, row]));
    const days = calendar.map((day) => {
      const { coveredRuns = 0, endedRuns = 0, actionable = 0, rate = null } = own.get(day) ?? {};
      return { day, coveredRuns, endedRuns, actionable, rate };
    });
    return { platform, days, week: weekOf(days) };
  });
}
