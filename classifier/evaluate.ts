/** Measures the classifier on labelled posts that it was not trained on. */
import { defaultThreshold, score } from './index.ts';
import { type LabelledPost, actionable, authorSet, inputOf, writtenAfterErrors } from './labelled.ts';
import * as measure from './metrics.ts';
import { type Model, unpack } from './model.ts';
import { type OfferMeasure, measureOffers } from './offer/measure.ts';
import type { Scored } from './score.types.ts';
import { type Settings, settings, train } from './train.ts';

export interface Judged {
  post: LabelledPost;
  scored: Scored;
}

export interface Slice {
  name: string;
  posts: number;
  actionable: number;
  averagePrecision: number;
  bestF1: number;
  recallAt90: number;
  recallAt95: number;
  ece: number;
  brier: number;
  /** Share of the slice's benign posts at or above the default threshold. */
  wrongly: number;
  /** Share of the slice's actionable posts at or above the default threshold. */
  found: number;
}

export interface Evaluation {
  overall: Slice;
  /** 95 % bootstrap intervals of the overall figures. */
  intervals: { averagePrecision: [number, number]; recallAt90: [number, number] };
  slices: Slice[];
  /** Share of official, news and warning posts at or above the default threshold. */
  accused: { posts: number; above: number; share: number };
  /** Recall on posts with an evasion, at the threshold that gives 90 % precision on all. */
  evasionRecall: number;
  labelAccuracy: number;
  labels: { label: string; posts: number; precision: number; recall: number }[];
  offer: OfferMeasure[];
}

/** Scores posts with a model that has not read them. */
export const judge = (posts: readonly LabelledPost[], model: Model): Judged[] =>
  posts.map((post) => ({ post, scored: score(inputOf(post), model) }));

/** Leaves each author set out in turn: every post is judged by a model that read none of its author's, nor any written after errors. */
export function judgeByAuthor(all: readonly LabelledPost[], given: Settings = settings): Judged[] {
  const posts = all.filter((post) => !writtenAfterErrors(post));
  const sets = [...new Set(posts.map(authorSet))];
  if (sets.length < 2) throw new Error('Leaving authors out needs posts of at least two author sets.');
  return sets.flatMap((set) => {
    const model = unpack(
      train(
        posts.filter((post) => authorSet(post) !== set),
        given,
      ),
    );
    return judge(
      posts.filter((post) => authorSet(post) === set),
      model,
    );
  });
}

const truthOf = (judged: readonly Judged[]): number[] => judged.map(({ post }) => (actionable(post.label) ? 1 : 0));
const scoresOf = (judged: readonly Judged[]): number[] => judged.map(({ scored }) => scored.score);
const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

function slice(name: string, judged: readonly Judged[]): Slice {
  const truth = truthOf(judged);
  const scores = scoresOf(judged);
  const above = judged.filter(({ scored }) => scored.score >= defaultThreshold);
  const positives = truth.reduce((sum, t) => sum + t, 0);
  const hits = above.filter(({ post }) => actionable(post.label)).length;
  return {
    name,
    posts: judged.length,
    actionable: positives,
    averagePrecision: measure.averagePrecision(truth, scores),
    bestF1: measure.bestF1(truth, scores),
    recallAt90: measure.recallAtPrecision(truth, scores, 0.9).recall,
    recallAt95: measure.recallAtPrecision(truth, scores, 0.95).recall,
    ece: measure.calibrationError(truth, scores),
    brier: measure.brier(truth, scores),
    wrongly: share(above.length - hits, judged.length - positives),
    found: share(hits, positives),
  };
}

/** All figures of judged posts. */
export function evaluate(judged: readonly Judged[]): Evaluation {
  const truth = truthOf(judged);
  const scores = scoresOf(judged);
  const by = (name: string, key: (post: LabelledPost) => string): Slice[] =>
    [...new Set(judged.map(({ post }) => key(post)))].sort().map((value) =>
      slice(
        `${name} ${value}`,
        judged.filter(({ post }) => key(post) === value),
      ),
    );
  const innocent = judged.filter(({ post }) => ['official', 'news', 'warning'].includes(post.label));
  const accused = innocent.filter(({ scored }) => scored.score >= defaultThreshold).length;
  const at90 = measure.recallAtPrecision(truth, scores, 0.9).threshold;
  const evasive = judged.filter(({ post }) => post.evasion !== 'none' && actionable(post.label));
  return {
    overall: slice('all', judged),
    intervals: {
      averagePrecision: measure.bootstrap(truth, scores, measure.averagePrecision),
      recallAt90: measure.bootstrap(truth, scores, (t, s) => measure.recallAtPrecision(t, s, 0.9).recall),
    },
    slices: [
      ...by('set', authorSet),
      ...by('platform', (post) => post.platform),
      ...by('lang', (post) => post.lang),
      ...by('hard', (post) => String(post.hard)),
      ...by('evasion', (post) => post.evasion),
      ...by('label', (post) => post.label),
    ],
    accused: { posts: innocent.length, above: accused, share: share(accused, innocent.length) },
    evasionRecall: share(evasive.filter(({ scored }) => scored.score >= at90).length, evasive.length),
    labelAccuracy: share(judged.filter(({ post, scored }) => post.label === scored.label).length, judged.length),
    labels: [...new Set(judged.map(({ post }) => post.label))].sort().map((label) => {
      const of = judged.filter(({ post }) => post.label === label);
      const called = judged.filter(({ scored }) => scored.label === label);
      const right = of.filter(({ scored }) => scored.label === label).length;
      return { label, posts: of.length, precision: share(right, called.length), recall: share(right, of.length) };
    }),
    offer: measureOffers(judged.map(({ post, scored }) => ({ post, offer: scored.offer }))),
  };
}

/** The posts that the model is most wrong about, worst first. */
export function worst(
  judged: readonly Judged[],
  count: number,
): { id: string; label: string; score: number; text: string }[] {
  const error = ({ post, scored }: Judged): number => (actionable(post.label) ? 1 - scored.score : scored.score);
  return [...judged]
    .sort((a, b) => error(b) - error(a))
    .slice(0, count)
    .map(({ post: { id, label, text }, scored }) => ({ id, label, score: scored.score, text }));
}

const n3 = (value: number): string => value.toFixed(3);

/** The figures as Markdown tables. */
export function report(evaluation: Evaluation): string {
  const { overall, intervals, slices, accused } = evaluation;
  const row = (s: Slice): string =>
    `| ${s.name} | ${s.posts} | ${s.actionable} | ${n3(s.averagePrecision)} | ${n3(s.bestF1)} | ${n3(s.recallAt90)} | ${n3(s.recallAt95)} | ${n3(s.ece)} | ${n3(s.brier)} | ${n3(s.found)} | ${n3(s.wrongly)} |`;
  const span = ([low, high]: [number, number]): string => `${n3(low)}–${n3(high)}`;
  return [
    '| posts | n | actionable | average precision | best F1 | recall at 90 % | recall at 95 % | ECE | Brier | found at threshold | benign above |',
    '|---|---|---|---|---|---|---|---|---|---|---|',
    row(overall),
    ...slices.map(row),
    '',
    `95 % intervals: average precision ${span(intervals.averagePrecision)}, recall at 90 % precision ${span(intervals.recallAt90)}.`,
    `Official, news and warning posts at or above the default threshold (${defaultThreshold}): ${accused.above} of ${accused.posts} (${(accused.share * 100).toFixed(1)} %).`,
    `Recall on posts with an evasion at the threshold of 90 % precision: ${n3(evaluation.evasionRecall)}. Label right: ${n3(evaluation.labelAccuracy)}.`,
    '',
    '| label | n | precision | recall |',
    '|---|---|---|---|',
    ...evaluation.labels.map((l) => `| ${l.label} | ${l.posts} | ${n3(l.precision)} | ${n3(l.recall)} |`),
    '',
    '| field of the offer | in truth | found | precision | recall | F1 |',
    '|---|---|---|---|---|---|',
    ...evaluation.offer.map(
      (o) => `| ${o.field} | ${o.truth} | ${o.found} | ${n3(o.precision)} | ${n3(o.recall)} | ${n3(o.f1)} |`,
    ),
  ].join('\n');
}
