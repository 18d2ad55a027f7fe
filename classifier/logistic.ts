/**
 * Logistic regression on sparse vectors by dual coordinate descent: one pass costs the number of non-zero values,
 * it needs no learning rate, and a seeded order makes two trainings the same to the last bit.
 */
import type { Vector } from './features.ts';
import { seeded } from './metrics.ts';

const sigmoid = (t: number): number => 1 / (1 + Math.exp(-t));

export interface Fit {
  /** `heads` weights for each feature, feature after feature. */
  weights: Float64Array;
  bias: Float64Array;
}

/**
 * For each head minimises |w|²/2 + Σ cost·log(1 + exp(−y·w·x)); the heads share one walk over the posts.
 * @param truths for each head, 1 or 0 for each vector
 * @param size number of distinct feature ids
 * @param cost weight of one post's error against small weights
 */
export function fit(
  vectors: readonly Vector[],
  truths: readonly (readonly number[])[],
  size: number,
  cost: number,
  passes = 15,
): Fit {
  const heads = truths.length;
  const weights = new Float64Array(size * heads);
  const bias = new Float64Array(heads);
  const n = vectors.length;
  const squares = vectors.map(({ values }) => values.reduce((sum, v) => sum + v * v, 1));
  const dual = new Float64Array(n * heads);
  const logit = new Float64Array(n * heads).fill(start);
  const step = new Float64Array(heads);
  const sign = (i: number, h: number): number => truths[h]![i]! * 2 - 1;
  for (let i = 0; i < n; i++) {
    for (let h = 0; h < heads; h++) {
      dual[i * heads + h] = cost * sigmoid(start);
      step[h] = sign(i, h) * dual[i * heads + h]!;
    }
    push(weights, bias, vectors[i]!, step);
  }
  const order = Int32Array.from({ length: n }, (_, i) => i);
  const random = seeded(1);
  for (let pass = 0; pass < passes; pass++) {
    shuffle(order, random);
    for (const i of order) {
      const z = dots(weights, bias, vectors[i]!);
      for (let h = 0; h < heads; h++) {
        const at = i * heads + h;
        logit[at] = solve(sign(i, h) * z[h]!, dual[at]!, cost, squares[i]!, logit[at]!);
        const alpha = cost * sigmoid(logit[at]);
        step[h] = sign(i, h) * (alpha - dual[at]!);
        dual[at] = alpha;
      }
      push(weights, bias, vectors[i]!, step);
    }
  }
  return { weights, bias };
}

/** Where each dual variable starts: nearly no weight. */
const start = -4;

function shuffle(order: Int32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const held = order[i]!;
    order[i] = order[j]!;
    order[j] = held;
  }
}

/** Sums of all heads for one vector. */
export function dots(weights: Float64Array, bias: Float64Array, { ids, values }: Vector): Float64Array {
  const heads = bias.length;
  const z = bias.slice();
  for (let k = 0; k < ids.length; k++) {
    const value = values[k]!;
    for (let h = 0, at = ids[k]! * heads; h < heads; h++, at++) z[h]! += weights[at]! * value;
  }
  return z;
}

function push(weights: Float64Array, bias: Float64Array, { ids, values }: Vector, step: Float64Array): void {
  const heads = bias.length;
  for (let h = 0; h < heads; h++) bias[h]! += step[h]!;
  for (let k = 0; k < ids.length; k++) {
    const value = values[k]!;
    for (let h = 0, at = ids[k]! * heads; h < heads; h++, at++) weights[at]! += step[h]! * value;
  }
}

/** Newton steps on t, where the dual variable is cost·σ(t): finds t + margin + (cost·σ(t) − alpha)·square = 0. */
function solve(margin: number, alpha: number, cost: number, square: number, from: number): number {
  let t = from;
  for (let step = 0; step < 12; step++) {
    const s = sigmoid(t);
    const value = t + margin + (cost * s - alpha) * square;
    const move = value / (1 + cost * square * s * (1 - s));
    t -= Math.max(-4, Math.min(4, move));
    if (Math.abs(move) < 1e-6) break;
  }
  return t;
}

/** Fits p = σ(a·z + b) to held-out scores z (Platt), with a little pull towards a = 1. */
export function platt(scores: readonly number[], truth: readonly number[]): { a: number; b: number } {
  const positives = truth.reduce((sum, t) => sum + t, 0);
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (truth.length - positives + 2);
  let a = 1;
  let b = 0;
  for (let step = 0; step < 50; step++) {
    let ga = 1e-3 * (a - 1);
    let gb = 0;
    let haa = 1e-3;
    let hab = 0;
    let hbb = 1e-9;
    scores.forEach((z, i) => {
      const p = sigmoid(a * z + b);
      const error = p - (truth[i] === 1 ? high : low);
      const curve = p * (1 - p);
      ga += error * z;
      gb += error;
      haa += curve * z * z;
      hab += curve * z;
      hbb += curve;
    });
    const det = haa * hbb - hab * hab;
    if (Math.abs(det) < 1e-12) break;
    const da = (hbb * ga - hab * gb) / det;
    const db = (haa * gb - hab * ga) / det;
    a -= da;
    b -= db;
    if (Math.abs(da) + Math.abs(db) < 1e-9) break;
  }
  return { a, b };
}
