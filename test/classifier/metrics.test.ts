import { describe, expect, it } from 'vitest';
import {
  averagePrecision,
  bestF1,
  bootstrap,
  brier,
  calibrationError,
  f1,
  recallAtPrecision,
  seeded,
} from '../../classifier/metrics.ts';

// Sorted: 0.9+, 0.8-, 0.7+, 0.4+, 0.2-.
const truth = [1, 0, 1, 1, 0];
const scores = [0.9, 0.8, 0.7, 0.4, 0.2];

describe('metrics against figures worked out by hand', () => {
  it('average precision is the precision at each found positive, averaged', () => {
    expect(averagePrecision(truth, scores)).toBeCloseTo((1 + 2 / 3 + 3 / 4) / 3, 12);
  });
  it('tied scores enter together', () => {
    expect(averagePrecision([1, 0], [0.5, 0.5])).toBeCloseTo(0.5, 12);
  });
  it('F1 at a threshold and the best F1', () => {
    expect(f1(truth, scores, 0.7)).toBeCloseTo(2 / 3, 12);
    expect(bestF1(truth, scores)).toBeCloseTo(6 / 7, 12);
  });
  it('recall at a precision takes the lowest threshold that keeps it', () => {
    expect(recallAtPrecision(truth, scores, 0.75)).toEqual({ recall: 1, threshold: 0.4 });
    expect(recallAtPrecision(truth, scores, 0.9)).toEqual({ recall: 1 / 3, threshold: 0.9 });
    expect(recallAtPrecision([0, 0], [0.2, 0.1], 0.9).recall).toBe(0);
  });
  it('calibration error weighs the gap of each bin', () => {
    // Bins of 1/2: {0.2, 0.4} mean 0.3, truth 1/2; {0.7, 0.8, 0.9} mean 0.8, truth 2/3.
    expect(calibrationError(truth, scores, 2)).toBeCloseTo((2 * 0.2 + 3 * (0.8 - 2 / 3)) / 5, 12);
  });
  it('Brier score is the mean squared error', () => {
    expect(brier([1, 0], [0.8, 0.4])).toBeCloseTo((0.04 + 0.16) / 2, 12);
  });
  it('a bootstrap interval holds the figure and is the same each time', () => {
    const interval = bootstrap(truth, scores, averagePrecision);
    expect(interval[0]).toBeLessThanOrEqual(averagePrecision(truth, scores));
    expect(interval[1]).toBeGreaterThanOrEqual(averagePrecision(truth, scores));
    expect(bootstrap(truth, scores, averagePrecision)).toEqual(interval);
  });
  it('seeded numbers repeat and lie in [0, 1)', () => {
    const [a, b] = [seeded(3), seeded(3)];
    for (let i = 0; i < 100; i++) {
      const x = a();
      expect(x).toBe(b());
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThan(1);
    }
  });
});
