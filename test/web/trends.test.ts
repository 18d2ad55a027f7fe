import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TrendDay } from '../../db/trends.ts';
import { draw, gapRanges, type Frame } from '../../web/routes/trends/chart.ts';
import { dayIn, daysUpTo } from '../../web/routes/trends/days.ts';
import { seriesOf, type SeriesDay } from '../../web/routes/trends/series.ts';

const frame: Frame = { width: 700, height: 200, left: 40, right: 50, top: 10, bottom: 30, every: 7 };

const daysOf = (rates: (number | null)[]): SeriesDay[] =>
  daysUpTo('2026-11-24', rates.length).map((day, index) => {
    const rate = rates[index]!;
    return { day, rate, coveredRuns: rate === null ? 0 : 2, endedRuns: 2, actionable: (rate ?? 0) * 2 };
  });

/** Posts over covered runs, as days have them; null for a day without any. */
const ratio = fc.tuple(fc.nat(2000), fc.integer({ min: 1, max: 60 })).map(([posts, runs]) => posts / runs);
const rates = fc.array(fc.option(ratio), { minLength: 1, maxLength: 40 });

describe('the calendar', () => {
  test('runs over months and the change to summer time without losing a day', () => {
    expect(daysUpTo('2026-03-02', 4)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02']);
    expect(new Set(daysUpTo('2026-11-24', 400)).size).toBe(400);
  });

  test('says the day of the zone, not of UTC', () => {
    expect(dayIn(new Date('2026-11-24T03:00:00Z'), 'America/Mexico_City')).toBe('2026-11-23');
  });
});

describe('a drawing', () => {
  test('breaks its line where a day has no value and marks that day as a gap', () => {
    const drawing = draw(daysOf([1, 2, null, null, 3, 1]), frame);
    expect(drawing.path.match(/M/g)).toHaveLength(2);
    expect(drawing.gaps).toHaveLength(1);
    expect(drawing.gaps[0]).toMatchObject({ from: '2026-11-21', to: '2026-11-22' });
    expect(drawing.points.map(({ rate }) => rate)).toEqual([1, 2, 3, 1]);
  });

  test('shows a lone day as a point, since a line would not show it', () => {
    const drawing = draw(daysOf([null, 4, null]), frame);
    expect(drawing.points).toEqual([expect.objectContaining({ rate: 4, lone: true })]);
    expect(drawing.path).toBe('');
  });

  test('draws zero as zero, on the baseline, and a gap nowhere', () => {
    const drawing = draw(daysOf([0, null, 0]), frame);
    expect(drawing.points.map(({ y }) => y)).toEqual([drawing.baseline, drawing.baseline]);
  });

  test('keeps every point inside its frame, and every day is a point or in a gap', () => {
    fc.assert(
      fc.property(rates, (given) => {
        const days = daysOf(given);
        const { points, gaps, yTicks, baseline } = draw(days, frame);
        for (const { x, y } of points) {
          expect(x).toBeGreaterThanOrEqual(frame.left);
          expect(x).toBeLessThanOrEqual(frame.width - frame.right);
          expect(y).toBeGreaterThanOrEqual(frame.top - 0.1);
          expect(y).toBeLessThanOrEqual(baseline);
        }
        const inGaps = days.filter(({ day }) => gaps.some(({ from, to }) => from <= day && day <= to));
        expect(inGaps.every(({ rate }) => rate === null)).toBe(true);
        expect(points.length + inGaps.length).toBe(days.length);
        expect(yTicks[0]!.value).toBe(0);
      }),
    );
  });

  test('finds gaps that touch neither each other nor a value', () => {
    fc.assert(
      fc.property(rates, (given) => {
        const ranges = gapRanges(given.map((rate) => ({ rate })));
        for (const [index, [from, to]] of ranges.entries()) {
          expect(given.slice(from, to + 1).every((rate) => rate === null)).toBe(true);
          if (index > 0) expect(from).toBeGreaterThan(ranges[index - 1]![1] + 1);
        }
      }),
    );
  });
});

describe('a series', () => {
  const row = (day: string, changes: Partial<TrendDay>): TrendDay => ({
    day,
    platform: 'google',
    coveredRuns: 4,
    endedRuns: 5,
    actionable: 6,
    rate: 1.5,
    ...changes,
  });

  test('has a day for each of the calendar; one without rows is a gap, not a zero', () => {
    const calendar = daysUpTo('2026-11-24', 3);
    const [google, x] = seriesOf([row('2026-11-23', {}), row('2026-10-01', {})], calendar);
    expect(google!.days.map(({ rate }) => rate)).toEqual([null, 1.5, null]);
    expect(x!.days.every(({ rate }) => rate === null)).toBe(true);
    expect(x!.week).toMatchObject({ rate: null, coverage: null });
  });

  test('divides the week by covered runs only, and posts of a day without any do not count', () => {
    const calendar = daysUpTo('2026-11-24', 3);
    const uncovered = row('2026-11-24', { coveredRuns: 0, endedRuns: 5, actionable: 9, rate: null });
    const [google] = seriesOf([row('2026-11-23', {}), uncovered], calendar);
    expect(google!.week).toEqual({ coveredRuns: 4, endedRuns: 10, actionable: 6, rate: 1.5, coverage: 0.4 });
  });
});
