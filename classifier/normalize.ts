/**
 * A text as the model reads it: lower case, without accents, look-alike letters, zero-width characters, leet or spaced
 * words. For features only: the stored text is never altered, and every character knows where it came from.
 */
import { remove as withoutConfusables } from 'confusables';
import { emojiWords } from './emoji.ts';
import { keyWords, numberWords } from './words.ts';

/** Longer texts are read from both ends: an ad says what it sells early and its contact late. */
export const readLimit = 4_000;
const headLimit = 3_000;

export interface Normalized {
  text: string;
  /** For each UTF-16 unit of `text`: where its source starts and ends in the original, in UTF-16 units. */
  from: Int32Array;
  to: Int32Array;
}

const folded = new Map<number, string>();
/** Marks, joiners, the keycap's frame and skin tones add nothing to a word. */
const ignorable = /^[\p{Default_Ignorable_Code_Point}\p{M}\p{Emoji_Modifier}]$/u;
const enclosed = /^[\u{1F130}-\u{1F189}]$/u;
const lettered = /^[\p{L}\p{N}\u{1F130}-\u{1F189}]$/u;

/** What one code point counts as; an emoji that stands for a word becomes that word between spaces. */
export function foldCodePoint(code: number): string {
  const known = folded.get(code);
  if (known !== undefined) return known;
  const character = String.fromCodePoint(code);
  const result = fold(character);
  if (folded.size < 20_000) folded.set(code, result);
  return result;
}

function fold(character: string): string {
  if (ignorable.test(character)) return '';
  const word = emojiWords.get(character);
  if (word !== undefined) return ` ${word} `;
  if (/^\p{Extended_Pictographic}$/u.test(character) && character > '\u2100' && !enclosed.test(character))
    return ` ${character} `;
  const plain = character.normalize('NFKC').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  if (/^[\x20-\x7e]*$/.test(plain)) return plain;
  if (/^[“”«»„]$/.test(character)) return '"';
  if (/^[‘’´`]$/.test(character)) return "'";
  if (/^[‐-―−]$/.test(character)) return '-';
  if (/^[•·●◦▪∙|]$/.test(character)) return '·';
  if (/^\s$/u.test(character)) return ' ';
  if (!lettered.test(character)) return plain;
  const latin = withoutConfusables(character).toLowerCase();
  return /^[a-z0-9]+$/.test(latin) ? latin : plain;
}

/** Grows a string together with the origin of each of its characters. */
class Tape {
  text = '';
  from: number[] = [];
  to: number[] = [];
  write(piece: string, from: number, to: number): void {
    this.text += piece;
    for (let i = 0; i < piece.length; i++) {
      this.from.push(from);
      this.to.push(to);
    }
  }
}

function foldAll(original: string): Tape {
  const tape = new Tape();
  const skipFrom = original.length > readLimit ? headLimit : original.length;
  const skipTo = original.length > readLimit ? original.length - (readLimit - headLimit) : original.length;
  for (let i = 0; i < original.length;) {
    if (i >= skipFrom && i < skipTo) {
      tape.write('\n', skipFrom, skipFrom);
      i = skipTo;
      continue;
    }
    const code = original.codePointAt(i)!;
    const width = code > 0xffff ? 2 : 1;
    if (code >= 0x1f1e6 && code <= 0x1f1ff) i = foldFlag(original, i, tape);
    else {
      const ascii = code < 0x80;
      tape.write(ascii ? original[i]!.toLowerCase() : foldCodePoint(code), i, i + width);
      i += width;
    }
  }
  return tape;
}

/** Two regional indicators are one flag; 🇲🇽 stands for the country's name. */
function foldFlag(original: string, at: number, tape: Tape): number {
  const first = original.codePointAt(at)!;
  const second = original.codePointAt(at + 2) ?? 0;
  if (second < 0x1f1e6 || second > 0x1f1ff) return at + 2;
  const flag = String.fromCharCode(first - 0x1f1e6 + 97, second - 0x1f1e6 + 97);
  tape.write(flag === 'mx' ? ' mexico ' : ` flag${flag} `, at, at + 4);
  return at + 4;
}

const alphanumeric = (c: string | undefined): boolean =>
  c !== undefined && ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
const letter = (c: string | undefined): boolean => c !== undefined && c >= 'a' && c <= 'z';
const disguise: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '6': 'g',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
  '!': 'i',
  '¡': 'i',
  '|': 'l',
};
const separators = new Set([' ', '.', '-', '_', '*', '·', '~', '/', ',', '+']);

/** Joins `c i t a s`, `c.i.t.a.s` and `ma.tri.cula`; leaves spaced digits to the phone reader. */
function joinSpaced(source: Tape): Tape {
  const { text } = source;
  const out = new Tape();
  let i = 0;
  while (i < text.length) {
    const end = alphanumeric(text[i]) && !alphanumeric(text[i - 1]) ? spacedWordEnd(text, i) : -1;
    if (end > 0) {
      for (let j = i; j < end; j++)
        if (!separators.has(text[j]!) && text[j] !== '\n') out.write(text[j]!, source.from[j]!, source.to[j]!);
      i = end;
    } else {
      out.write(text[i]!, source.from[i]!, source.to[i]!);
      i++;
    }
  }
  return out;
}

function spacedWordEnd(text: string, start: number): number {
  const single = singlesEnd(text, start);
  if (single > 0) return single;
  // A key word cut in two to four pieces; the longest wins.
  let joined = '';
  let end = -1;
  let j = start;
  for (let piece = 0; piece < 4; piece++) {
    const from = j;
    while (j < text.length && alphanumeric(text[j]) && j - from < 16) j++;
    if (j === from) break;
    joined += text.slice(from, j);
    if (piece > 0 && keyWords.has(joined)) end = j;
    const gap = text[j];
    if (gap === undefined || !separators.has(gap) || (gap === ' ' && j - start > 5)) break;
    j += gap === '-' && text[j + 1] === '\n' ? 2 : 1;
  }
  return end;
}

function singlesEnd(text: string, start: number): number {
  const mark = text[start + 1];
  if (mark === undefined || !separators.has(mark) || alphanumeric(text[start + 1])) return -1;
  let count = 1;
  let letters = letter(text[start]) ? 1 : 0;
  let j = start + 1;
  while (text[j] === mark) {
    const c = text[j + 1];
    const next = text[j + 2];
    const single = (alphanumeric(c) || (c !== undefined && c in disguise)) && !alphanumeric(next);
    if (!single) break;
    count++;
    if (letter(c)) letters++;
    j += 2;
  }
  return count >= 4 && letters * 2 >= count ? j : count === 3 && letters === 3 && mark !== ' ' ? j : -1;
}

/** Reads digits and signs inside words as the letters they stand for; leaves amounts, hours, phones and addresses. */
function unleet(source: Tape): Tape {
  const { text } = source;
  const out = new Tape();
  let i = 0;
  while (i < text.length) {
    if (!alphanumeric(text[i]) && !(text[i]! in disguise && letter(text[i + 1]))) {
      out.write(text[i]!, source.from[i]!, source.to[i]!);
      i++;
      continue;
    }
    let j = i + 1;
    while (j < text.length && (alphanumeric(text[j]) || (text[j]! in disguise && alphanumeric(text[j + 1])))) j++;
    const token = text.slice(i, j);
    const word = wordBehind(token, text[j] === '.' && letter(text[j + 1]));
    if (word === null) for (let k = i; k < j; k++) out.write(text[k]!, source.from[k]!, source.to[k]!);
    else for (let k = 0; k < word.length; k++) out.write(word[k]!, source.from[i + k]!, source.to[i + k]!);
    i = j;
  }
  return out;
}

const mixed = /[a-z]/;
function wordBehind(token: string, address: boolean): string | null {
  if (token.length > 40 || token.length < 3 || !mixed.test(token) || /^[a-z]+$/.test(token)) return null;
  if (address && token.includes('@')) return null;
  const letters = token.replace(/[^a-z]/g, '').length;
  const others = token.length - letters;
  const lead = /^[@$!¡|]/.test(token);
  const word = token.replace(/[^a-z]/g, (c) => disguise[c] ?? c);
  if (keyWords.has(word)) return word;
  const ell = token.replace(/1/g, 'l').replace(/[^a-z]/g, (c) => disguise[c] ?? c);
  if (keyWords.has(ell)) return ell;
  if (/[$!¡|]/.test(token)) return null;
  if (lead || letters < 2 || others > letters || /\d{3}/.test(token)) return null;
  if (token.split(/[^a-z]+/).some((piece) => numberWords.has(piece))) return null;
  if (/^\d+[a-z]+$/.test(token)) return letters >= 5 && others === 1 && !/^[1-9]/.test(token) ? word : null;
  if (/^[a-z]+\d+$/.test(token)) return letters >= 4 && others === 1 && !token.endsWith('2') ? word : null;
  return word;
}

/** Normalises a text for features. Never throws; reads at most `readLimit` UTF-16 units. */
export function normalize(original: string): Normalized {
  const tape = unleet(joinSpaced(foldAll(original)));
  return { text: tape.text, from: Int32Array.from(tape.from), to: Int32Array.from(tape.to) };
}
