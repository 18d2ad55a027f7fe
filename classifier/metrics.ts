/** Measures of a ranking and of probabilities. `truth` holds 0 or 1, `scores` anything that sorts. */

interface Ranked {
  score: number;
  positive: number;
}
const rank = (truth: readonly number[], scores: readonly number[]): Ranked[] =>
  scores.map((score, i) => ({ score, positive: truth[i]! })).sort((a, b) => b.score - a.score);

/** Precision and recall after each distinct score, highest first. Ties enter together. */
export function curve(
  truth: readonly number[],
  scores: readonly number[],
): { threshold: number; precision: number; recall: number }[] {
  const ranked = rank(truth, scores);
  const positives = truth.reduce((sum, t) => sum + t, 0);
  const points = [];
  let hits = 0;
  for (let i = 0; i < ranked.length; i++) {
    hits += ranked[i]!.positive;
    if (ranked[i + 1]?.score === ranked[i]!.score) continue;
    points.push({
      threshold: ranked[i]!.score,
      precision: hits / (i + 1),
      recall: positives === 0 ? 0 : hits / positives,
    });
  }
  return points;
}

/** Area under the precision-recall steps, as in scikit-learn. 0 when nothing is positive. */
export function averagePrecision(truth: readonly number[], scores: readonly number[]): number {
  let area = 0;
  let before = 0;
  for (const { precision, recall } of curve(truth, scores)) {
    area += (recall - before) * precision;
    before = recall;
  }
  return area;
}

/** Highest recall that keeps the precision, and its threshold; recall 0 and threshold Infinity when none does. */
export function recallAtPrecision(
  truth: readonly number[],
  scores: readonly number[],
  precision: number,
): { recall: number; threshold: number } {
  let best = { recall: 0, threshold: Infinity };
  for (const point of curve(truth, scores))
    if (point.precision >= precision && point.recall > best.recall)
      best = { recall: point.recall, threshold: point.threshold };
  return best;
}

/** F1 of calling positive what scores at least `threshold`. */
export function f1(truth: readonly number[], scores: readonly number[], threshold: number): number {
  let hits = 0;
  let called = 0;
  let positives = 0;
  truth.forEach((t, i) => {
    positives += t;
    if (scores[i]! < threshold) return;
    called++;
    hits += t;
  });
  return called + positives === 0 ? 0 : (2 * hits) / (called + positives);
}

/** The best F1 that any threshold gives. */
export function bestF1(truth: readonly number[], scores: readonly number[]): number {
  let best = 0;
  for (const { precision, recall } of curve(truth, scores))
    if (precision + recall > 0) best = Math.max(best, (2 * precision * recall) / (precision + recall));
  return best;
}

/** Expected calibration error over equal-width bins. */
export function calibrationError(truth: readonly number[], probabilities: readonly number[], bins = 15): number {
  const sums = Array.from({ length: bins }, () => ({ n: 0, p: 0, t: 0 }));
  probabilities.forEach((p, i) => {
    const bin = sums[Math.min(bins - 1, Math.floor(p * bins))]!;
    bin.n++;
    bin.p += p;
    bin.t += truth[i]!;
  });
  return sums.reduce((sum, { p, t }) => sum + Math.abs(p - t), 0) / Math.max(1, probabilities.length);
}

/** Mean squared error of probabilities. */
export const brier = (truth: readonly number[], probabilities: readonly number[]): number =>
  probabilities.reduce((sum, p, i) => sum + (p - truth[i]!) ** 2, 0) / Math.max(1, probabilities.length);

/** A seeded generator of numbers in [0, 1): the same seed, the same numbers on every machine. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** 95 % percentile interval of a measure over resampled posts. */
export function bootstrap(
  truth: readonly number[],
  scores: readonly number[],
  measure: (truth: number[], scores: number[]) => number,
  rounds = 200,
): [number, number] {
  const random = seeded(17);
  const results: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const picks = truth.map(() => Math.floor(random() * truth.length));
    results.push(
      measure(
        picks.map((i) => truth[i]!),
        picks.map((i) => scores[i]!),
      ),
    );
  }
  results.sort((a, b) => a - b);
  const at = (share: number): number => results[Math.min(results.length - 1, Math.floor(share * results.length))] ?? 0;
  return [at(0.025), at(0.975)];
}
