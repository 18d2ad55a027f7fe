/** The words, numbers and telling signs of a normalised text, each with its place in the original. */
import { type Normalized, normalize } from './normalize.ts';
import { sound } from './sound.ts';
import { numberWords } from './words.ts';

export interface Tokens {
  original: string;
  normalized: Normalized;
  /** Normalised spelling. */
  words: string[];
  /** Sound of each word; a telephone's pieces count as one `<tel>` on the first and `<->` on the others. */
  sounds: string[];
  /** Offsets into the normalised text. */
  starts: number[];
  ends: number[];
  /** Runs of tokens that hold ten to fifteen digits. */
  runs: DigitRun[];
}

/** A run of digits as a telephone may be written: spaced, dotted, in words, or with letters for digits. */
export interface DigitRun {
  digits: string;
  first: number;
  /** Inclusive. */
  last: number;
}

const tokenPattern = /[a-z0-9]+|[?¿$"%+@#]|\p{Extended_Pictographic}|[^\s\x20-\x7e¡·]/gu;
const tokenLimit = 900;

/** Splits a text; reads at most 900 tokens. */
export function tokenize(text: string): Tokens {
  const normalized = normalize(text);
  const words: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const match of normalized.text.matchAll(tokenPattern)) {
    if (words.length === tokenLimit) break;
    words.push(match[0]);
    starts.push(match.index);
    ends.push(match.index + match[0].length);
  }
  const sounds = words.map(sound);
  const runs = digitRuns(normalized.text, words, starts, ends);
  for (const run of runs) {
    sounds[run.first] = '<tel>';
    for (let i = run.first + 1; i <= run.last; i++) sounds[i] = '<->';
  }
  return { original: text, normalized, words, sounds, starts, ends, runs };
}

/** The digits behind a token, or null: `555`, `cinco`, `nueve19`, `7o4`, `98o`, `cuarenta`. */
function digitsOf(word: string): string | null {
  if (/^\d+$/.test(word)) return word;
  const value = numberWords.get(word);
  if (value !== undefined) return String(value);
  if (word.length > 24) return null;
  if (/^[\dol]+$/.test(word) && /[\do]/.test(word)) return word.replace(/o/g, '0').replace(/l/g, '1');
  const pieces = word.match(/\d+|[a-z]+/g);
  if (!pieces || pieces.length < 2) return null;
  let digits = '';
  for (const piece of pieces) {
    const spoken = /^\d/.test(piece) ? piece : numberWords.get(piece);
    if (spoken === undefined) return null;
    digits += spoken;
  }
  return digits;
}

const gap = /^[\s.\-()/·*+,_:]{0,4}$/;

function digitRuns(text: string, words: string[], starts: number[], ends: number[]): DigitRun[] {
  const runs: DigitRun[] = [];
  let pieces: { digits: string; at: number }[] = [];
  const close = (): void => {
    runs.push(...phonesWithin(pieces));
    pieces = [];
  };
  for (let i = 0; i < words.length; i++) {
    if (words[i] === 'y' && pieces.length > 0 && tensThenUnit(words, i)) {
      const unit = digitsOf(words[i + 1]!)!;
      const last = pieces.at(-1)!;
      last.digits = last.digits.slice(0, -1) + unit;
      pieces.push({ digits: '', at: i }, { digits: '', at: i + 1 });
      i++;
      continue;
    }
    if (words[i] === '+' || words[i] === 'y') {
      if (words[i] === 'y') close();
      continue;
    }
    const digits = digitsOf(words[i]!);
    const near = i === 0 || pieces.length === 0 || gap.test(text.slice(ends[pieces.at(-1)!.at], starts[i]));
    if (digits === null || !near || digits.length > 15) {
      close();
      if (digits === null || digits.length > 15) continue;
    }
    pieces.push({ digits, at: i });
    if (pieces.length > 40) close();
  }
  close();
  return runs;
}

/** "cuarenta y ocho" is 48, not 40 8. */
function tensThenUnit(words: string[], at: number): boolean {
  const tens = numberWords.get(words[at - 1] ?? '') ?? 0;
  const unit = numberWords.get(words[at + 1] ?? '') ?? 10;
  return tens >= 20 && tens % 10 === 0 && tens < 100 && unit > 0 && unit < 10;
}

/** Cuts a run of pieces into telephones: whole if it has a telephone's length, else the last pieces that make ten. */
function phonesWithin(pieces: { digits: string; at: number }[]): DigitRun[] {
  const found: DigitRun[] = [];
  let start = 0;
  while (start < pieces.length) {
    let digits = '';
    let best: DigitRun | null = null;
    let bestEnd = start;
    for (let end = start; end < pieces.length && digits.length <= 15; end++) {
      digits += pieces[end]!.digits;
      if (plausible(digits)) {
        best = { digits, first: pieces[start]!.at, last: pieces[end]!.at };
        bestEnd = end;
        if (digits.length === 10 && !/^(52|1)/.test(digits)) {
          // Trailing pieces without digits ("y ocho") belong to it.
          while (pieces[bestEnd + 1]?.digits === '') best.last = pieces[++bestEnd]!.at;
          break;
        }
      }
    }
    if (best) {
      found.push(best);
      start = bestEnd + 1;
    } else start++;
  }
  return found;
}

const plausible = (digits: string): boolean =>
  (digits.length === 10 && /^[2-9]/.test(digits)) ||
  (digits.length === 11 && /^1[2-9]/.test(digits)) ||
  (digits.length === 12 && /^52[2-9]/.test(digits)) ||
  (digits.length === 13 && /^(521|044|045)/.test(digits)) ||
  (digits.length === 12 && digits.startsWith('01'));
