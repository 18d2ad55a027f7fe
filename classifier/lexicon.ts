/** Word classes read from data/: words compared by sound, `*` ends a prefix, several words form a phrase. */
import { readFileSync } from 'node:fs';
import { normalize } from './normalize.ts';
import { sound } from './sound.ts';

interface Node {
  classes: number[];
  next: Map<string, Node> | null;
}

const node = (): Node => ({ classes: [], next: null });
const phraseTokens = /[a-z0-9]+|[^\sa-z0-9*]/gu;

/** A set of word classes that finds the classes of each token of a text, phrases included. */
export class Lexicon {
  readonly names: string[];
  private readonly words = node();
  private readonly prefixes: [string, number][] = [];
  private readonly cache = new Map<string, number[]>();

  constructor(source: Record<string, string[]>) {
    this.names = Object.keys(source);
    this.names.forEach((name, index) => {
      for (const entry of source[name]!) this.add(entry, index);
    });
  }

  private add(entry: string, index: number): void {
    const tokens = (normalize(entry.replace('*', '')).text.match(phraseTokens) ?? []).map(sound);
    if (tokens.length === 1 && entry.endsWith('*')) {
      this.prefixes.push([tokens[0]!, index]);
      return;
    }
    let at = this.words;
    for (const token of tokens) {
      at.next ??= new Map();
      let child = at.next.get(token);
      if (!child) at.next.set(token, (child = node()));
      at = child;
    }
    at.classes.push(index);
  }

  /** Classes of a single sounded token, phrases left aside. */
  of(token: string): number[] {
    const known = this.cache.get(token);
    if (known) return known;
    const found = [...(this.words.next?.get(token)?.classes ?? [])];
    for (const [prefix, index] of this.prefixes)
      if (token.startsWith(prefix) && !found.includes(index)) found.push(index);
    if (this.cache.size < 50_000) this.cache.set(token, found);
    return found;
  }

  /** Calls `hit(class, first, last)` for each word and phrase of the tokens; `last` is inclusive. */
  scan(tokens: readonly string[], hit: (index: number, first: number, last: number) => void): void {
    for (let i = 0; i < tokens.length; i++) {
      for (const index of this.of(tokens[i]!)) hit(index, i, i);
      let at = this.words.next?.get(tokens[i]!);
      for (let j = i + 1; at?.next && j < tokens.length; j++) {
        at = at.next.get(tokens[j]!);
        if (at) for (const index of at.classes) hit(index, i, j);
      }
    }
  }
}

/** Reads a lexicon from data/NAME.json; keys that start with `_` are remarks. */
export function lexicon(name: 'stance' | 'voices' | 'papers'): Lexicon {
  const file = new URL(`data/${name}.json`, import.meta.url);
  const source = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string[]>;
  return new Lexicon(Object.fromEntries(Object.entries(source).filter(([key]) => !key.startsWith('_'))));
}
