/** Text in, judgement out: a score with its label, its reasons and what the post offers. Pure but for reading model.json once. */
import { explain } from './explain.ts';
import { read, vectorOf, walk } from './features.ts';
import { type Model, firstSum, labelProbabilities, loadModel, probability, sums } from './model.ts';
import { offerOf } from './offer/offer.ts';
import {
  type Label,
  type ScoreInput,
  type Scored,
  actionableLabels,
  benignLabels,
  defaultThreshold,
} from './score.types.ts';

export { loadModel, type Model } from './model.ts';
export { defaultThreshold } from './score.types.ts';
export type { ScoreInput, Scored } from './score.types.ts';

let shipped: Model | null = null;
const shippedModel = (): Model => (shipped ??= loadModel());

/** Scores one post. Never throws on any text; `model` is the shipped one unless given. */
export function score(input: ScoreInput, model: Model = shippedModel()): Scored {
  const reading = read(input);
  const trail = walk(reading);
  const z = sums(model, vectorOf(trail, model.groupWeights));
  const probable = probability(model, z[0]!);
  const labels = labelProbabilities(model, z, probable);
  const label = likeliest(labels, probable >= 0.5 ? actionableLabels : benignLabels);
  return { score: probable, label, labels, signals: explain(reading, trail, model), offer: offerOf(reading, label) };
}

/** Scores many posts, in order. */
export const scoreAll = (inputs: readonly ScoreInput[], model: Model = shippedModel()): Scored[] =>
  inputs.map((input) => score(input, model));

/** Only the probability: several times faster, for searching and back-testing. */
export const scoreOnly = (input: ScoreInput, model: Model = shippedModel()): number =>
  probability(model, firstSum(model, vectorOf(walk(read(input)), model.groupWeights)));

/** A short name of the model's content; scores keep it. */
export const modelVersion = (model: Model = shippedModel()): string => model.version;

/**
 * How much harm a post can do, the queue's first order: 3 impersonation, or personal documents asked for; 2 resale;
 * 1 other posts to be reported; 0 below the threshold.
 */
export function harm(scored: Scored): 0 | 1 | 2 | 3 {
  if (scored.score < defaultThreshold) return 0;
  if (scored.label === 'impersonation' || scored.offer.documents.length > 0) return 3;
  return scored.label === 'resale' ? 2 : 1;
}

const likeliest = (labels: Record<Label, number>, among: readonly Label[]): Label =>
  among.reduce((best, label) => (labels[label] > labels[best] ? label : best));
