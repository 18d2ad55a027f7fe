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
function finish(hash: number): number {
  let h = hash ^ (hash >>> 15);
  h = Math.imul(h, 0x2c1b3c6d);
  return (h ^ (h >>> 12)) & mask;
}

const hashes = new Map<string, number>();
/** Hash of a whole word or name, remembered. */
function hashOf(text: string): number {
  const known = hashes.get(text);
  if (known !== undefined) return known;
  let h = 0x9747b28c;
  for (let i = 0; i < text.length; i++) h = mix(h, text.charCodeAt(i));
  if (hashes.size < 50_000) hashes.set(text, h);
  return h;
}

/**
 * Every occurrence of every feature of one post, group after group, with the tokens it covers (-1: none) and those of
 * its second part. Vectors and signals are both taken from it, so the text is walked once.
 */
export class Trail {
  length = 0;
  bucket = new Int32Array(8_192);
  first = new Int16Array(8_192);
  last = new Int16Array(8_192);
  otherFirst = new Int16Array(8_192);
  otherLast = new Int16Array(8_192);
  /** Where each group ends. */
  ends: number[] = [];

  add(bucket: number, first: number, last: number, otherFirst: number, otherLast: number): void {
    if (this.length === this.bucket.length) this.grow();
    const i = this.length++;
    this.bucket[i] = bucket;
    this.first[i] = first;
    this.last[i] = last;
    this.otherFirst[i] = otherFirst;
    this.otherLast[i] = otherLast;
  }

  private grow(): void {
    const wider = <T extends Int32Array | Int16Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    const size = this.bucket.length * 2;
    this.bucket = wider(this.bucket, new Int32Array(size));
    this.first = wider(this.first, new Int16Array(size));
    this.last = wider(this.last, new Int16Array(size));
    this.otherFirst = wider(this.otherFirst, new Int16Array(size));
    this.otherLast = wider(this.otherLast, new Int16Array(size));
  }
}

const shared = new Trail();

/** Walks a reading. The trail is overwritten by the next walk: use it before reading another post. */
export function walk(reading: Reading): Trail {
  shared.length = 0;
  shared.ends = [];
  const walks: Record<Group, () => void> = {
    words: () => walkWords(reading.tokens, shared),
    characters: () => walkCharacters(reading.tokens, shared),
    stance: () => walkStance(reading, shared),
    pairs: () => walkPairs(reading, shared),
    facts: () => {
      for (const fact of reading.facts) shared.add(factBucket(fact.name), fact.first, fact.last, -1, -1);
    },
  };
  for (const group of groups) {
    walks[group]();
    shared.ends.push(shared.length);
  }
  return shared;
}

export const factBucket = (name: string): number => finish(mix(seeds.facts, hashOf(name)));

function walkWords({ sounds }: Tokens, trail: Trail): void {
  for (let i = 0; i < sounds.length; i++) {
    if (sounds[i] === '<->') continue;
    let hash = seeds.words;
    for (let n = 0, j = i; n < 3 && j < sounds.length; j++) {
      if (sounds[j] === '<->') continue;
      hash = mix(hash, hashOf(sounds[j]!));
      trail.add(finish(hash), i, j, -1, -1);
      n++;
    }
  }
}

function walkCharacters({ sounds }: Tokens, trail: Trail): void {
  // One line of sounds with single spaces; character k belongs to token `owner[k]`.
  let line = ' ';
  const owner: number[] = [0];
  for (let i = 0; i < sounds.length; i++) {
    if (sounds[i] === '<->') continue;
    line += `${sounds[i]!} `;
    for (let k = sounds[i]!.length; k >= 0; k--) owner.push(i);
  }
  for (let i = 0; i + 3 <= line.length; i++) {
    let hash = seeds.characters;
    const end = Math.min(5, line.length - i);
    const first = owner[i + (line.charCodeAt(i) === 32 ? 1 : 0)]!;
    for (let n = 1; n <= end; n++) {
      hash = mix(hash, line.charCodeAt(i + n - 1));
      if (n >= 3) trail.add(finish(mix(hash, n)), first, owner[i + n - 1]!, -1, -1);
    }
  }
}

const reach = 6;

/** Classes alone, and sequences of two and three classes that follow each other closely: "te · la · saco". */
function walkStance({ stance: hits }: Reading, trail: Trail): void {
  const ordered = [...hits].sort((a, b) => a.first - b.first || a.last - b.last);
  for (let i = 0; i < ordered.length; i++) {
    const a = ordered[i]!;
    const one = mix(seeds.stance, a.index + 1);
    trail.add(finish(one), a.first, a.last, -1, -1);
    let near = 0;
    for (let j = i + 1; j < ordered.length && near < 8; j++) {
      const b = ordered[j]!;
      if (b.first <= a.last) continue;
      if (b.first - a.last > reach) break;
      near++;
      const two = mix(mix(one, b.index + 1), 0x9d);
      trail.add(finish(two), a.first, b.last, -1, -1);
      let third = 0;
      for (let k = j + 1; k < ordered.length && third < 4; k++) {
        const c = ordered[k]!;
        if (c.first <= b.last) continue;
        if (c.first - b.last > 3) break;
        third++;
        trail.add(finish(mix(mix(two, c.index + 1), 0x5b)), a.first, c.last, -1, -1);
      }
    }
  }
}

/** Classes whose absence tells as much as their presence. */
const telling = ['appt', 'consulate', 'document', 'contact_ask', 'charge_1', 'offer_1', 'free'];
const nowhere = { first: -1, last: -1 };

/** Each two of the classes and facts that a post has, wherever they stand. */
function walkPairs({ stance: hits, facts: said }: Reading, trail: Trail): void {
  const have = new Map<string, { first: number; last: number }>();
  for (const hit of hits) {
    const name = stanceNames[hit.index]!;
    if (!have.has(name)) have.set(name, hit);
  }
  for (const fact of said) have.set(fact.name, fact);
  for (const name of telling) if (!have.has(name)) have.set(`no_${name}`, nowhere);
  const names = [...have.keys()].sort();
  const codes = names.map(hashOf);
  const places = names.map((name) => have.get(name)!);
  for (let i = 0; i < names.length; i++) {
    const one = mix(seeds.pairs, codes[i]!);
    const a = places[i]!;
    for (let j = i + 1; j < names.length; j++) {
      const b = places[j]!;
      trail.add(finish(mix(one, codes[j]!)), a.first, a.last, b.first, b.last);
    }
  }
}

/** Sparse vector: distinct buckets of each group with their values. */
export interface Vector {
  ids: Int32Array;
  values: Float32Array;
}

const stamp = new Int32Array(buckets);
let epoch = 0;

/** Features of a walked post. Groups are scaled to length `weights[group]`; a bucket shared by groups counts once in each. */
export function vectorOf(trail: Trail, weights: Record<Group, number>): Vector {
  const ids = new Int32Array(trail.length);
  const values = new Float32Array(trail.length);
  let count = 0;
  let i = 0;
  groups.forEach((group, g) => {
    epoch++;
    const from = count;
    for (; i < trail.ends[g]!; i++) {
      const bucket = trail.bucket[i]!;
      if (stamp[bucket] === epoch) continue;
      stamp[bucket] = epoch;
      ids[count++] = bucket;
    }
    values.fill(weights[group] / Math.sqrt(Math.max(1, count - from)), from, count);
  });
  return { ids: ids.subarray(0, count), values: values.subarray(0, count) };
}

export const vector = (reading: Reading, weights: Record<Group, number>): Vector => vectorOf(walk(reading), weights);
