/**
 * Logistic regression on sparse vectors by dual coordinate descent: one pass costs the number of non-zero values,
 * it needs no learning rate, and a seeded order makes two trainings the same to the last bit.
 */
import type { Vector } from './features.ts';
import { seeded } from './metrics.ts';

const sigmoid = (t: number): number => 1 / (1 + Math.exp(-t));

export interface Fit {
  weights: Float64Array;
  bias: number;
}

/**
 * Minimises |w|²/2 + Σ cost·log(1 + exp(−y·w·x)).
 * @param truth 1 or 0 for each vector
 * @param size number of distinct feature ids
 * @param cost weight of one post's error against small weights; per post where an array is given
 */
export function fit(
  vectors: readonly Vector[],
  truth: readonly number[],
  size: number,
  cost: number | readonly number[],
  passes = 25,
): Fit {
  const weights = new Float64Array(size);
  let bias = 0;
  const n = vectors.length;
  const costs = Array.from({ length: n }, (_, i) => (typeof cost === 'number' ? cost : cost[i]!));
  const squares = vectors.map(({ values }) => values.reduce((sum, v) => sum + v * v, 1));
  const dual = new Float64Array(n);
  const logit = new Float64Array(n).fill(-4);
  for (let i = 0; i < n; i++) {
    dual[i] = costs[i]! * sigmoid(-4);
    bias += push(weights, vectors[i]!, (truth[i]! * 2 - 1) * dual[i]!);
  }
  const random = seeded(1);
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let pass = 0; pass < passes; pass++) {
    for (let i = n - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      const held = order[i]!;
      order[i] = order[j]!;
      order[j] = held;
    }
    for (const i of order) {
      const sign = truth[i]! * 2 - 1;
      const margin = sign * (dot(weights, vectors[i]!) + bias);
      const next = solve(margin, dual[i]!, costs[i]!, squares[i]!, logit[i]!);
      logit[i] = next;
      const alpha = costs[i]! * sigmoid(next);
      bias += push(weights, vectors[i]!, sign * (alpha - dual[i]!));
      dual[i] = alpha;
    }
  }
  return { weights, bias };
}

/** Newton steps on t, where the dual variable is cost·σ(t): finds t + margin + (cost·σ(t) − alpha)·square = 0. */
function solve(margin: number, alpha: number, cost: number, square: number, start: number): number {
  let t = start;
  for (let step = 0; step < 12; step++) {
    const s = sigmoid(t);
    const value = t + margin + (cost * s - alpha) * square;
    const move = value / (1 + cost * square * s * (1 - s));
    t -= Math.max(-4, Math.min(4, move));
    if (Math.abs(move) < 1e-6) break;
  }
  return t;
}

export function dot(weights: Float64Array | Float32Array, { ids, values }: Vector): number {
  let sum = 0;
  for (let k = 0; k < ids.length; k++) sum += weights[ids[k]!]! * values[k]!;
  return sum;
}

function push(weights: Float64Array, { ids, values }: Vector, step: number): number {
  for (let k = 0; k < ids.length; k++) weights[ids[k]!]! += step * values[k]!;
  return step;
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
