/** `natural`'s Bayes classifier as its README shows it: the measured baseline, never in the product's path. */
import { createRequire } from 'node:module';

interface NaturalBayes {
  addDocument(text: string, label: string): void;
  train(): void;
  getClassifications(text: string): { label: string; value: number }[];
}

const require = createRequire(import.meta.url);

/** Trains on texts labelled 1 or 0; returns a function that gives the share of the positive class. */
export function naturalBayes(texts: readonly string[], truth: readonly number[]): (text: string) => number {
  const Stemmer = require('natural/lib/natural/stemmers/porter_stemmer_es.js') as object;
  const Bayes = require('natural/lib/natural/classifiers/bayes_classifier.js') as new (stemmer: object) => NaturalBayes;
  const bayes = new Bayes(Stemmer);
  texts.forEach((text, i) => bayes.addDocument(text, truth[i] === 1 ? 'yes' : 'no'));
  bayes.train();
  return (text) => {
    const classes = bayes.getClassifications(text);
    const yes = classes.find(({ label }) => label === 'yes')?.value ?? 0;
    const total = classes.reduce((sum, { value }) => sum + value, 0);
    return total > 0 ? yes / total : 0.5;
  };
}
