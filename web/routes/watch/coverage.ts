/** Coverage: of the runs that were planned, the share that ended ok or empty. What never ran is missing too. */
import { covered, platforms, type Outcome, type Platform } from '#vigia/crawler/source.ts';
import type { CoverageDay, CoverageRow } from '#vigia/db/coverage.ts';

export interface Share {
  covered: number;
  planned: number;
  /** 0 to 1; null where nothing was planned: that is no coverage of zero, there was nothing to cover. */
  share: number | null;
}

export interface Miss {
  /** Null for runs that were planned and never ended: not begun, or still running. */
  outcome: Outcome | null;
  count: number;
}

const sum = (numbers: number[]): number => numbers.reduce((total, one) => total + one, 0);
const entries = (day: CoverageDay) => Object.entries(day.outcomes) as [Outcome, number][];
const good = (day: CoverageDay): number =>
  sum(entries(day).flatMap(([outcome, count]) => (covered(outcome) ? [count] : [])));

export function shareOf(days: readonly CoverageDay[]): Share {
  const planned = sum(days.map((day) => day.planned));
  const met = sum(days.map(good));
  return { covered: met, planned, share: planned === 0 ? null : met / planned };
}

/** Why planned runs are missing, the most frequent first. */
export function missesOf(days: readonly CoverageDay[]): Miss[] {
  const counts = new Map<Outcome | null, number>();
  const add = (outcome: Outcome | null, count: number): void =>
    void (count > 0 && counts.set(outcome, (counts.get(outcome) ?? 0) + count));
  for (const day of days) {
    for (const [outcome, count] of entries(day)) if (!covered(outcome)) add(outcome, count);
    add(null, day.planned - sum(Object.values(day.outcomes)));
  }
  return [...counts].map(([outcome, count]) => ({ outcome, count })).sort((a, b) => b.count - a.count);
}

/** The days (YYYY-MM-DD) of Mexico City that end with today, oldest first. */
export function lastDays(many: number, now = new Date()): string[] {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Mexico_City' });
  const today = Date.parse(format.format(now));
  return Array.from({ length: many }, (_, index) =>
    new Date(today - (many - 1 - index) * 86_400_000).toISOString().slice(0, 10),
  );
}

const within = (rows: readonly CoverageRow[], days: readonly string[]): CoverageDay[] =>
  rows.flatMap((row) => row.days.filter(({ day }) => days.includes(day)));

/** One entry a platform over these days, also where nothing was planned. */
export function byPlatform(rows: readonly CoverageRow[], days: readonly string[]): (Share & { platform: Platform })[] {
  return platforms.map((platform) => ({
    platform,
    ...shareOf(
      within(
        rows.filter((row) => row.platform === platform),
        days,
      ),
    ),
  }));
}

/** Misses of these days with their platform, the most frequent first. */
export function missesByPlatform(
  rows: readonly CoverageRow[],
  days: readonly string[],
): (Miss & { platform: Platform })[] {
  return platforms
    .flatMap((platform) =>
      missesOf(
        within(
          rows.filter((row) => row.platform === platform),
          days,
        ),
      ).map((miss) => ({ ...miss, platform })),
    )
    .sort((a, b) => b.count - a.count);
}
