import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { seedPosts } from '../../classifier/seed.ts';
import { loadModel, scoreOnly } from '../../classifier/index.ts';
import { type ModelFile, contentVersion } from '../../classifier/model.ts';
import { digestOf, train } from '../../classifier/train.ts';

const shipped = new URL('../../classifier/model.json', import.meta.url);
const folder = mkdtempSync(path.join(tmpdir(), 'vigia-model-'));
function saved(change: (file: ModelFile) => unknown): string {
  const name = path.join(folder, `${Math.random()}.json`);
  const changed = change(JSON.parse(readFileSync(shipped, 'utf8')) as ModelFile);
  writeFileSync(name, typeof changed === 'string' ? changed : JSON.stringify(changed));
  return name;
}
const signed = (file: ModelFile): ModelFile => ({
  ...file,
  version: contentVersion({ ...file, version: undefined } as never),
});

describe('the model file', () => {
  it('is smaller than 6 MB', () => {
    expect(readFileSync(shipped).length).toBeLessThan(6_000_000);
  });
  it.each<[string, (file: ModelFile) => unknown, RegExp]>([
    ['cut in the middle', (file) => JSON.stringify(file).slice(0, 500), /json/i],
    ['not an object', () => 'null', /not a JSON object/],
    ['of a newer format', (file) => ({ ...file, format: 2 }), /format 2.*Update/],
    ['with another weight', (file) => ({ ...file, bias: file.bias.map((b) => b + 1) }), /does not match its version/],
    ['without its platt', (file) => ({ ...file, platt: undefined }), /part is missing/],
    [
      'with weights cut',
      (file) => signed({ ...file, weights: file.weights.slice(0, 400) }),
      /differ in number|version/,
    ],
    ['with other heads', (file) => ({ ...file, heads: ['actionable'] }), /another shape/],
  ])('%s is refused with a sentence that says why', (_name, change, message) => {
    expect(() => loadModel(saved(change))).toThrow(message);
  });
  it('a file that is not there is refused by name', () => {
    expect(() => loadModel(path.join(folder, 'none.json'))).toThrow(/none\.json/);
  });
});

describe('training', () => {
  const posts = seedPosts();
  const part = posts.filter((_, i) => i % 8 === 0);
  it('the same posts give the same bytes', () => {
    expect(JSON.stringify(train(part))).toBe(JSON.stringify(train(part)));
  });
  it('refuses an empty set', () => {
    expect(() => train([])).toThrow(/no labelled posts/);
  });
  it('the shipped model was trained on the very posts beside it', () => {
    const { trainedOn } = JSON.parse(readFileSync(shipped, 'utf8')) as ModelFile;
    expect(trainedOn).toMatchObject({ posts: posts.length, digest: digestOf(posts) });
  });
  it('a trained file scores after a round trip through JSON', () => {
    const name = saved(() => train(part));
    const model = loadModel(name);
    expect(scoreOnly({ text: 'te saco tu cita 50 dlls manda inbox' }, model)).toBeGreaterThan(0.5);
  });
});
