import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { covered, outcomes } from '../../crawler/source.ts';
import { allowanceOf, nextMonth } from '../../jobs/budget.ts';
import { gapMs } from '../../jobs/gaps.ts';
import { isWall, pauseMs } from '../../jobs/walls.ts';
import { isLow } from '../../jobs/yield.ts';

const host = 'www.google.com';
const hour = 3_600_000;

describe('a wall', () => {
  test('is never a run that is coverage, nor one that only the network broke', () => {
    for (const outcome of outcomes) if (covered(outcome)) expect(isWall(outcome)).toBe(false);
    expect(isWall('network_error')).toBe(false);
    expect(isWall('bad_query')).toBe(false);
  });

  test('that speaks of us pauses the source at once and twice as long each time, six hours at most', () => {
    const pauses = [1, 2, 3, 20].map((count) => pauseMs('captcha', host, count));
    expect(pauses).toEqual([60 * gapMs(host), 120 * gapMs(host), 240 * gapMs(host), 6 * hour]);
  });

  test('that may speak of one address pauses the source only when it is met three times in a row', () => {
    expect([1, 2].map((count) => pauseMs('login_wall', host, count))).toEqual([null, null]);
    expect(pauseMs('login_wall', host, 3)).toBeGreaterThan(0);
  });

  test('waits at least as long as the platform asks, and no broken header silences it for days', () => {
    fc.assert(
      fc.property(fc.nat({ max: 48 * hour }), fc.integer({ min: 1, max: 100 }), (asked, count) => {
        const pause = pauseMs('rate_limited', 'api.x.com', count, asked)!;
        expect(pause).toBeGreaterThanOrEqual(Math.min(asked, 6 * hour));
        expect(pause).toBeLessThanOrEqual(6 * hour);
      }),
    );
    expect(pauseMs('consent', host, 1, 5_000)).toBe(5_000);
  });
});

describe('a yield', () => {
  test('is low far below what the runs before it found, and only then', () => {
    expect(isLow(0, [20, 18, 22, 19, 21])).toBe(true);
    expect(isLow(5, [20, 18, 22, 19, 21])).toBe(true);
    expect(isLow(7, [20, 18, 22, 19, 21])).toBe(false);
    // It has been as low before.
    expect(isLow(0, [20, 0, 22, 19, 21])).toBe(false);
  });

  test('of a term that is young or that usually finds little says nothing', () => {
    expect(isLow(0, [20, 20, 20, 20])).toBe(false);
    expect(isLow(0, [3, 2, 4, 3, 3, 3])).toBe(false);
    expect(isLow(0, [])).toBe(false);
  });
});

describe('a budget', () => {
  test('allows as many posts as it pays for with their authors', () => {
    expect(allowanceOf(1.5, { post: 0.005, user: 0.01 })).toEqual({
      isSpent: false,
      mostPosts: 100,
      mostQueries: null,
    });
    expect(allowanceOf(0.15, { post: 0.005, user: 0.01 })).toEqual({
      isSpent: false,
      mostPosts: 10,
      mostQueries: null,
    });
    expect(allowanceOf(0.149, { post: 0.005, user: 0.01 }).isSpent).toBe(true);
    expect(allowanceOf(-3, { post: 0.005 }).isSpent).toBe(true);
  });

  test('that pays by question is spent when none can be asked', () => {
    expect(allowanceOf(0.004, { query: 0.005 })).toEqual({ isSpent: true, mostPosts: null, mostQueries: 0 });
    expect(allowanceOf(0.005, { query: 0.005 })).toEqual({ isSpent: false, mostPosts: null, mostQueries: 1 });
  });

  test('counts anew with the calendar month of UTC', () => {
    expect(nextMonth(new Date('2026-12-31T23:59:59Z')).toISOString()).toBe('2027-01-01T00:00:00.000Z');
    expect(nextMonth(new Date('2026-11-01T00:00:00Z')).toISOString()).toBe('2026-12-01T00:00:00.000Z');
  });
});
