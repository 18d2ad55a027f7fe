/** What a score costs, beside a bare hashed linear scorer and natural's Bayes trained on the same posts. */
import { statSync } from 'node:fs';
import { naturalBayes } from '../../classifier/bayes.ts';
import { loadModel, score, scoreOnly } from '../../classifier/index.ts';
import { actionable, inputOf } from '../../classifier/labelled.ts';
import { seedPosts } from '../../classifier/seed.ts';
import { train } from '../../classifier/train.ts';
import { alternating, median, rate, type Figure, type Suite } from './figure.ts';

const suite = 'classify';

/** Word and character 3–5-gram hashes, one weight each: about the least that such a scorer can do. */
function bareScorer(): (text: string) => number {
  const size = 1 << 20;
  const weights = new Float32Array(size).fill(0.01);
  return (text) => {
    const line = ` ${text.toLowerCase()} `;
    let sum = 0;
    let word = 0x811c9dc5;
    for (let i = 0; i < line.length; i++) {
      const code = line.charCodeAt(i);
      if (code === 32) {
        sum += weights[word & (size - 1)]!;
        word = 0x811c9dc5;
      } else word = Math.imul(word ^ code, 0x01000193);
      let hash = 0x2f0b4c47;
      for (let n = 0; n < 5 && i + n < line.length; n++) {
        hash = Math.imul(hash ^ line.charCodeAt(i + n), 0x01000193);
        if (n >= 2) sum += weights[(hash ^ (hash >>> 15)) & (size - 1)]!;
      }
    }
    return 1 / (1 + Math.exp(-sum));
  };
}

export const classify: Suite = async () => {
  const posts = seedPosts();
  const inputs = posts.map(inputOf);
  const texts = posts.map(({ text }) => text);
  const truth = posts.map(({ label }) => (actionable(label) ? 1 : 0));
  const model = loadModel();
  const bare = bareScorer();
  const bayes = naturalBayes(texts, truth);
  const each =
    <T>(items: readonly T[], work: (item: T) => unknown) =>
    (): void => {
      for (const item of items) work(item);
    };
  const few = texts.slice(0, 200);
  const [only, whole, plain, bayesFew] = await alternating([
    each(inputs, (input) => scoreOnly(input, model)),
    each(inputs, (input) => score(input, model)),
    each(texts, bare),
    each(few, bayes),
  ]);
  const bayesSeconds = (bayesFew! / few.length) * texts.length;
  const singles = inputs.map((input) => {
    const from = performance.now();
    score(input, model);
    return performance.now() - from;
  });
  singles.sort((a, b) => a - b);
  const loads = [1, 2, 3].map(() => timed(() => loadModel()));
  const figure = (name: string, value: number, unit: string): Figure => ({
    suite,
    name,
    value,
    unit,
    reference: null,
    ratio: null,
  });
  return [
    rate(suite, 'score alone, beside a bare hashed linear scorer', texts.length, only!, plain!),
    rate(suite, 'score alone, beside natural Bayes', texts.length, only!, bayesSeconds),
    rate(suite, 'score, signals and offer, beside natural Bayes', texts.length, whole!, bayesSeconds),
    figure('99th percentile of one post with everything', singles[Math.floor(singles.length * 0.99)]!, 'ms'),
    figure(`training on ${posts.length} posts`, timed(() => train(posts)) / 1000, 's'),
    figure('loading the model', median(loads), 'ms'),
    figure('model file', statSync(new URL('../../classifier/model.json', import.meta.url)).size / 1e6, 'MB'),
  ];
};

function timed(work: () => unknown): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}
