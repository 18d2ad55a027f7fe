/**
 * Features of a post: hashed word 1–3-grams and character 3–5-grams by sound, sequences and pairs of stance classes,
 * and facts. All live in one table of 2^19 buckets; each group has its own length of 1 so that none drowns another.
 */
import { type Fact, facts } from './facts.ts';
import { lexicon } from './lexicon.ts';
import type { ScoreInput } from './score.types.ts';
import { type Tokens, tokenize } from './tokens.ts';

export const buckets = 1 << 19;
const mask = buckets - 1;

export const groups = ['words', 'characters', 'stance', 'pairs', 'facts'] as const;
export type Group = (typeof groups)[number];
const defaultWeights: Record<Group, number> = { words: 1, characters: 1, stance: 1, pairs: 1, facts: 1 };

/** One post, read: everything that features and signals are taken from. */
export interface Reading {
  input: ScoreInput;
  tokens: Tokens;
  facts: Fact[];
  /** Stance hits in order of appearance. */
  stance: { index: number; first: number; last: number }[];
}

const stance = lexicon('stance');
export const stanceNames: readonly string[] = stance.names;

/** A long honest post has about a hundred; more only costs time. */
const hitLimit = 400;

export function read(input: ScoreInput): Reading {
  const tokens = tokenize(input.text);
  const hits: Reading['stance'] = [];
  stance.scan(tokens.sounds, (index, first, last) => {
    if (hits.length < hitLimit) hits.push({ index, first, last });
  });
  return { input, tokens, facts: facts(input, tokens), stance: hits };
}

const prime = 0x01000193;
const seeds: Record<Group, number> = {
  words: 0x811c9dc5,
  characters: 0x2f0b4c47,
  stance: 0x51ed270b,
  pairs: 0x7a3c19e5,
  facts: 0x1b56c4e9,
};
const mix = (hash: number, value: number): number => Math.imul(hash ^ value, prime);
function mixText(hash: number, text: string): number {
  let h = hash;
  for (let i = 0; i < text.length; i++) h = mix(h, text.charCodeAt(i));
  return mix(h, 0x1f);
}
function finish(hash: number): number {
  let h = hash ^ (hash >>> 15);
  h = Math.imul(h, 0x2c1b3c6d);
  return (h ^ (h >>> 12)) & mask;
}

/** Called for each occurrence of a feature with the tokens it covers (-1: none), and those of its second part if it has two. */
export type Visit = (bucket: number, first: number, last: number, otherFirst?: number, otherLast?: number) => void;

export const factBucket = (name: string): number => finish(mixText(seeds.facts, name));

/** Visits the features of one group. */
export function visit(reading: Reading, group: Group, call: Visit): void {
  if (group === 'words') visitWords(reading.tokens, call);
  else if (group === 'characters') visitCharacters(reading.tokens, call);
  else if (group === 'stance') visitStance(reading, call);
  else if (group === 'pairs') visitPairs(reading, call);
  else for (const fact of reading.facts) call(factBucket(fact.name), fact.first, fact.last);
}

function visitWords({ sounds }: Tokens, call: Visit): void {
  for (let i = 0; i < sounds.length; i++) {
    if (sounds[i] === '<->') continue;
    let hash = seeds.words;
    for (let n = 0, j = i; n < 3 && j < sounds.length; j++) {
      if (sounds[j] === '<->') continue;
      hash = mixText(hash, sounds[j]!);
      call(finish(hash), i, j);
      n++;
    }
  }
}

function visitCharacters({ sounds }: Tokens, call: Visit): void {
  // One line of sounds with single spaces; character k belongs to token `owner[k]`.
  let line = ' ';
  const owner: number[] = [0];
  for (let i = 0; i < sounds.length; i++) {
    const piece = sounds[i] === '<->' ? '' : `${sounds[i]!} `;
    line += piece;
    for (let k = 0; k < piece.length; k++) owner.push(i);
  }
  for (let i = 0; i + 3 <= line.length; i++) {
    let hash = seeds.characters;
    const end = Math.min(5, line.length - i);
    for (let n = 1; n <= end; n++) {
      hash = mix(hash, line.charCodeAt(i + n - 1));
      if (n >= 3) call(finish(mix(hash, n)), owner[i + (line[i] === ' ' ? 1 : 0)]!, owner[i + n - 1]!);
    }
  }
}

const reach = 6;

/** Classes alone, and sequences of two and three classes that follow each other closely: "te · la · saco". */
function visitStance({ stance: hits }: Reading, call: Visit): void {
  const byFirst = [...hits].sort((a, b) => a.first - b.first || a.last - b.last);
  for (let i = 0; i < byFirst.length; i++) {
    const a = byFirst[i]!;
    const one = mix(seeds.stance, a.index + 1);
    call(finish(one), a.first, a.last);
    let near = 0;
    for (let j = i + 1; j < byFirst.length && near < 8; j++) {
      const b = byFirst[j]!;
      if (b.first <= a.last) continue;
      if (b.first - a.last > reach) break;
      near++;
      const two = mix(mix(one, b.index + 1), 0x9d);
      call(finish(two), a.first, b.last);
      let third = 0;
      for (let k = j + 1; k < byFirst.length && third < 4; k++) {
        const c = byFirst[k]!;
        if (c.first <= b.last) continue;
        if (c.first - b.last > 3) break;
        third++;
        call(finish(mix(mix(two, c.index + 1), 0x5b)), a.first, c.last);
      }
    }
  }
}

/** Classes whose absence tells as much as their presence. */
const telling = ['appt', 'consulate', 'document', 'contact_ask', 'charge_1', 'offer_1', 'free'];
const nowhere = { first: -1, last: -1 };

/** Each two of the classes and facts that a post has, wherever they stand. */
function visitPairs({ stance: hits, facts: said }: Reading, call: Visit): void {
  const have = new Map<string, { first: number; last: number }>();
  for (const hit of hits) {
    const name = stanceNames[hit.index]!;
    if (!have.has(name)) have.set(name, hit);
  }
  for (const fact of said) have.set(fact.name, fact);
  for (const name of telling) if (!have.has(name)) have.set(`no_${name}`, nowhere);
  const names = [...have.keys()].sort();
  for (let i = 0; i < names.length; i++) {
    const one = mixText(seeds.pairs, names[i]!);
    const a = have.get(names[i]!)!;
    for (let j = i + 1; j < names.length; j++) {
      const b = have.get(names[j]!)!;
      call(finish(mixText(one, names[j]!)), a.first, a.last, b.first, b.last);
    }
  }
}

/** Sparse vector: distinct buckets with their values. */
export interface Vector {
  ids: Int32Array;
  values: Float32Array;
}

const stamp = new Int32Array(buckets);
let epoch = 0;

/** Features of a reading. Groups are scaled to length `weights[group]`; a bucket shared by groups counts once in each. */
export function vector(reading: Reading, weights: Record<Group, number> = defaultWeights): Vector {
  const ids: number[] = [];
  const values: number[] = [];
  for (const group of groups) {
    const weight = weights[group];
    if (weight === 0) continue;
    epoch++;
    const from = ids.length;
    visit(reading, group, (bucket) => {
      if (stamp[bucket] === epoch) return;
      stamp[bucket] = epoch;
      ids.push(bucket);
    });
    const value = weight / Math.sqrt(Math.max(1, ids.length - from));
    for (let i = from; i < ids.length; i++) values.push(value);
  }
  return { ids: Int32Array.from(ids), values: Float32Array.from(values) };
}
