/** The trained model: sparse rows of weights, one column a head; the first head tells actionable or not. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Group, type Vector, buckets, groups } from './features.ts';
import { type Label, actionableLabels, benignLabels, labels } from './score.types.ts';

export const heads = ['actionable', ...labels] as const;

export interface Model {
  version: string;
  groupWeights: Record<Group, number>;
  /** Row of each bucket, -1 for those without weights. */
  rows: Int32Array;
  /** `heads.length` weights a row, each to be multiplied by its head's scale. */
  weights: Int8Array;
  scale: number[];
  bias: number[];
  /** Turns the first head's sum into a probability: σ(a·z + b). */
  platt: { a: number; b: number };
  /** Divides the label heads' sums before they share 1 between them. */
  temperature: number;
}

/** What stands in model.json. Numbers are little-endian, bytes base64. */
export interface ModelFile {
  format: 1;
  /** SHA-256 of everything else, first 12 hex digits. */
  version: string;
  heads: readonly string[];
  buckets: number;
  groupWeights: Record<Group, number>;
  bias: number[];
  scale: number[];
  platt: { a: number; b: number };
  temperature: number;
  /** Buckets that have weights, ascending, as differences in base-128 bytes. */
  ids: string;
  /** One signed byte a weight, row after row; times the head's scale. */
  weights: string;
  /** `digest` names the very posts, so that a test can tell when the model is older than they are. */
  trainedOn: { posts: number; sets: string[]; digest: string };
}

const format = 1;

/** A short name of the file's content, so that each score can say which model gave it. */
export function contentVersion(file: Omit<ModelFile, 'version'>): string {
  return createHash('sha256').update(JSON.stringify(file)).digest('hex').slice(0, 12);
}

/** Packs trained weights: `heads.length` for each of `ids` (ascending buckets), row after row. */
export function pack(
  ids: Int32Array,
  weights: Float64Array,
  rest: Pick<ModelFile, 'groupWeights' | 'bias' | 'platt' | 'temperature' | 'trainedOn'>,
): ModelFile {
  const width = heads.length;
  const top = new Float64Array(width);
  weights.forEach((weight, i) => (top[i % width] = Math.max(top[i % width]!, Math.abs(weight))));
  const scale = Array.from(top, (largest) => Math.fround(largest / 127) || 1);
  const bytes = Int8Array.from(weights, (weight, i) => Math.round(weight / scale[i % width]!));
  const content: Omit<ModelFile, 'version'> = {
    format,
    heads,
    buckets,
    ...rest,
    scale,
    ids: packIds(ids).toString('base64'),
    weights: Buffer.from(bytes.buffer).toString('base64'),
  };
  return { ...content, version: contentVersion(content) };
}

function packIds(ids: Int32Array): Buffer {
  const bytes: number[] = [];
  let before = 0;
  for (const id of ids) {
    let step = id - before;
    before = id;
    while (step >= 128) {
      bytes.push((step & 127) | 128);
      step >>>= 7;
    }
    bytes.push(step);
  }
  return Buffer.from(bytes);
}

/** Reads a packed model into memory. Throws an Error that says what is wrong; the former model stays in force. */
export function unpack(value: unknown): Model {
  const file = check(value);
  const rows = new Int32Array(buckets).fill(-1);
  let row = 0;
  let id = 0;
  let step = 0;
  let shift = 0;
  for (const byte of Buffer.from(file.ids, 'base64')) {
    step |= (byte & 127) << shift;
    shift += 7;
    if (byte & 128) continue;
    id += step;
    if (id >= buckets) throw new Error('The model file is damaged: a feature lies outside the table. Train it again.');
    rows[id] = row++;
    step = shift = 0;
  }
  const raw = Buffer.from(file.weights, 'base64');
  const bytes = new Int8Array(raw.buffer, raw.byteOffset, raw.length);
  if (bytes.length !== row * heads.length)
    throw new Error('The model file is damaged: weights and features differ in number. Train it again.');
  const { version, groupWeights, bias, scale, platt, temperature } = file;
  return { version, groupWeights, rows, weights: bytes, scale, bias, platt, temperature };
}

function check(value: unknown): ModelFile {
  if (typeof value !== 'object' || value === null) throw new Error('The model file is not a JSON object.');
  const file = value as Partial<ModelFile>;
  if (typeof file.format !== 'number') throw new Error('The model file names no format: it is not a model.');
  if (file.format > format)
    throw new Error(`The model file has format ${file.format}; this version reads ${format}. Update Vigía first.`);
  const numbers = (list: unknown, length: number): boolean =>
    Array.isArray(list) && list.length === length && list.every((n) => Number.isFinite(n));
  const whole =
    file.buckets === buckets &&
    JSON.stringify(file.heads) === JSON.stringify(heads) &&
    numbers(file.bias, heads.length) &&
    numbers(file.scale, heads.length) &&
    typeof file.ids === 'string' &&
    typeof file.weights === 'string' &&
    numbers([file.platt?.a, file.platt?.b, file.temperature], 3) &&
    numbers(
      groups.map((group) => file.groupWeights?.[group]),
      groups.length,
    );
  if (!whole) throw new Error('The model file is damaged: a part is missing or has another shape. Train it again.');
  const { version, ...content } = file as ModelFile;
  if (contentVersion(content) !== version)
    throw new Error('The model file is damaged: its content does not match its version. Train it again.');
  return file as ModelFile;
}

/** Reads a model file. Throws an Error with the file's name when it is missing, corrupt or newer than this program. */
export function loadModel(file: string | URL = new URL('model.json', import.meta.url)): Model {
  const name = file instanceof URL ? file.pathname.split('/').at(-1) : file;
  try {
    return unpack(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/** Sums of all heads. */
export function sums({ rows, weights, scale, bias }: Model, { ids, values }: Vector): Float64Array {
  const width = heads.length;
  const z = new Float64Array(width);
  for (let k = 0; k < ids.length; k++) {
    const row = rows[ids[k]!]!;
    if (row < 0) continue;
    const value = values[k]!;
    for (let h = 0, at = row * width; h < width; h++, at++) z[h]! += weights[at]! * value;
  }
  for (let h = 0; h < width; h++) z[h] = z[h]! * scale[h]! + bias[h]!;
  return z;
}

/** Sum of the first head alone. */
export function firstSum({ rows, weights, scale, bias }: Model, { ids, values }: Vector): number {
  const width = heads.length;
  let z = 0;
  for (let k = 0; k < ids.length; k++) {
    const row = rows[ids[k]!]!;
    if (row >= 0) z += weights[row * width]! * values[k]!;
  }
  return z * scale[0]! + bias[0]!;
}

export const probability = ({ platt: { a, b } }: Model, z: number): number => sigmoid(a * z + b);

/** Probability of each label: the actionable ones share the score, the benign ones the rest. */
export function labelProbabilities(model: Model, z: Float64Array, score: number): Record<Label, number> {
  const result = {} as Record<Label, number>;
  const share = (side: readonly Label[], mass: number): void => {
    const powers = side.map((label) => z[1 + labels.indexOf(label)]! / model.temperature);
    const top = Math.max(...powers);
    const raised = powers.map((power) => Math.exp(power - top));
    const total = raised.reduce((sum, power) => sum + power, 0);
    side.forEach((label, i) => (result[label] = (mass * raised[i]!) / total));
  };
  share(actionableLabels, score);
  share(benignLabels, 1 - score);
  return Object.fromEntries(labels.map((label) => [label, result[label]])) as Record<Label, number>;
}
