/** Trains the model from labelled posts. The same posts give the same bytes. */
import { createHash } from 'node:crypto';
import { type Group, type Vector, buckets, read, vector } from './features.ts';
import { type LabelledPost, actionable, authorSet, inputOf, writtenAfterErrors } from './labelled.ts';
import { dots, fit, platt } from './logistic.ts';
import { type ModelFile, pack } from './model.ts';
import { labels } from './score.types.ts';

export interface Settings {
  groupWeights: Record<Group, number>;
  cost: number;
  /** A feature must stand in this many posts to get a weight. */
  leastPosts: number;
}

export const settings: Settings = {
  groupWeights: { words: 1.2, characters: 1.2, stance: 1.3, pairs: 1.3, facts: 0.8 },
  cost: 20,
  leastPosts: 2,
};

interface Table {
  /** Buckets with weights, ascending. */
  ids: Int32Array;
  vectors: Vector[];
}

/** Vectors over a dense numbering of the buckets that enough posts share. */
function tabulate(posts: readonly LabelledPost[], { groupWeights, leastPosts }: Settings): Table {
  const sparse = posts.map((post) => vector(read(inputOf(post)), groupWeights));
  const counts = new Uint32Array(buckets);
  for (const { ids } of sparse) for (const id of ids) counts[id]!++;
  const rows = new Int32Array(buckets).fill(-1);
  const ids: number[] = [];
  for (let id = 0; id < buckets; id++) if (counts[id]! >= leastPosts) rows[id] = ids.push(id) - 1;
  const vectors = sparse.map((whole) => {
    const kept = [...whole.ids.keys()].filter((k) => rows[whole.ids[k]!]! >= 0);
    return {
      ids: Int32Array.from(kept, (k) => rows[whole.ids[k]!]!),
      values: Float32Array.from(kept, (k) => whole.values[k]!),
    };
  });
  return { ids: Int32Array.from(ids), vectors };
}

/** Groups for held-out calibration: author sets where there are at least two, else five folds that keep campaigns whole. */
function foldsOf(posts: readonly LabelledPost[]): string[] {
  const sets = posts.map(authorSet);
  if (new Set(sets).size > 1) return sets;
  const campaigns = [...new Set(posts.map(({ campaign }) => campaign))];
  return posts.map(({ campaign }, i) => String((campaign ? campaigns.indexOf(campaign) : i) % 5));
}

/** Trains all heads and calibrates them on posts of author sets that the calibrating models had not read. */
export function train(posts: readonly LabelledPost[], given: Settings = settings): ModelFile {
  if (posts.length === 0) throw new Error('There are no labelled posts to train on.');
  const { ids, vectors } = tabulate(posts, given);
  const truths = [
    posts.map((post) => (actionable(post.label) ? 1 : 0)),
    ...labels.map((label) => posts.map((post) => (post.label === label ? 1 : 0))),
  ];
  const { weights, bias } = fit(vectors, truths, ids.length, given.cost);
  const { z, truth } = heldOut(posts, vectors, truths[0]!, ids.length, given.cost);
  return pack(ids, weights, {
    groupWeights: given.groupWeights,
    bias: [...bias],
    platt: platt(z, truth),
    temperature: 0.7,
    trainedOn: {
      posts: posts.length,
      sets: [...new Set(posts.map(authorSet))].sort(),
      digest: digestOf(posts),
    },
  });
}

/** SHA-256 of the posts in their order, first 12 hex digits. */
export const digestOf = (posts: readonly LabelledPost[]): string =>
  createHash('sha256').update(JSON.stringify(posts)).digest('hex').slice(0, 12);

/** The first head's sums for posts fit to measure with, each from a model that read none of its fold. */
function heldOut(
  posts: readonly LabelledPost[],
  vectors: readonly Vector[],
  truth: readonly number[],
  size: number,
  cost: number,
): { z: number[]; truth: number[] } {
  const clean = [...posts.keys()].filter((i) => !writtenAfterErrors(posts[i]!));
  const measured = clean.length > 0 ? clean : [...posts.keys()];
  const folds = foldsOf(measured.map((i) => posts[i]!));
  const result: { z: number[]; truth: number[] } = { z: [], truth: [] };
  for (const fold of new Set(folds)) {
    const teachers = measured.filter((_, k) => folds[k] !== fold);
    const { weights, bias } = fit(
      teachers.map((i) => vectors[i]!),
      [teachers.map((i) => truth[i]!)],
      size,
      cost,
      12,
    );
    measured.forEach((i, k) => {
      if (folds[k] !== fold) return;
      result.z.push(dots(weights, bias, vectors[i]!)[0]!);
      result.truth.push(truth[i]!);
    });
  }
  return result;
}
