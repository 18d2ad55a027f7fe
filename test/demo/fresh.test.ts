import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tellStory } from '../../demo/story.ts';
import { began } from './visitor.ts';

const folders = ['classifier/labelled', '../shared/data/labelled'].map((folder) => path.resolve(folder));
const folder = folders.find((one) => existsSync(one) && readdirSync(one).some((name) => name.endsWith('.jsonl')));

/** Runs of five words, folded: what two texts have in common when one was copied. */
function shingles(text: string): string[] {
  const words = text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  return words.slice(0, -4).map((_, index) => words.slice(index, index + 5).join(' '));
}

describe('the demo’s texts', () => {
  it.skipIf(folder === undefined)('are not the training posts again: the model is shown what it has not read', () => {
    const trained = new Set<string>();
    for (const name of readdirSync(folder!).filter((one) => one.endsWith('.jsonl'))) {
      for (const line of readFileSync(path.join(folder!, name), 'utf8').trim().split('\n')) {
        for (const shingle of shingles((JSON.parse(line) as { text: string }).text)) trained.add(shingle);
      }
    }
    expect(trained.size).toBeGreaterThan(5_000);
    const { posts, pages } = tellStory({ began }).at(new Date(began.getTime() + 4 * 3_600_000));
    const texts = new Set([...posts.map((one) => one.text), ...pages.map((page) => `${page.title} ${page.body}`)]);
    const copied = [...texts].filter((text) => {
      const own = shingles(text);
      return own.length > 0 && own.filter((one) => trained.has(one)).length / own.length > 0.2;
    });
    expect(texts.size).toBeGreaterThan(250);
    expect(copied.length / texts.size).toBeLessThan(0.05);
  });
});
