/** Telephones and WhatsApp numbers as a text writes them: spaced, dotted, in words, with letters or emoji for digits. */
import { readFileSync } from 'node:fs';
import { type MetadataJson, parsePhoneNumberFromString } from 'libphonenumber-js/core';
import type { DigitRun, Tokens } from '../tokens.ts';

export interface Phone {
  /** E.164, e.g. `+14695550117`. */
  number: string;
  whatsapp: boolean;
  /** Offset into the original. */
  start: number;
}

/**
 * The library's full ("max") rules for the United States and its neighbours in +1, Mexico, Central America, Colombia and Spain.
 * All countries would cost every start of the program tens of milliseconds. A test compares the excerpt with the package.
 */
const metadata = JSON.parse(
  readFileSync(new URL('../data/phone_metadata.json', import.meta.url), 'utf8'),
) as MetadataJson;

const phoneLimit = 20;
const whatsappWord = /^(whats|wats|wasap|wassap|watsap|guasap|guatsap|guats|guas|whatsapp|whatsap|wsp|wpp|wapp|wp|ws)/;

/** At most twenty distinct numbers, in order of appearance. */
export function phones(tokens: Tokens): Phone[] {
  const found: Phone[] = [];
  let before = -1;
  for (const run of tokens.runs) {
    const number = e164(run, tokens);
    if (number === null) continue;
    if (found.length === phoneLimit) break;
    const whatsapp = namesWhatsapp(tokens, run, before);
    before = run.last;
    if (!found.some((phone) => phone.number === number))
      found.push({ number, whatsapp, start: tokens.normalized.from[tokens.starts[run.first]!]! });
  }
  return found;
}

/** A whatsapp word up to six words before, or up to three behind, with no other number between. */
function namesWhatsapp({ words }: Tokens, { first, last }: DigitRun, after: number): boolean {
  for (let i = first - 1; i > after && i >= first - 6; i--) if (whatsappWord.test(words[i]!)) return true;
  for (let i = last + 1; i <= last + 3 && i < words.length; i++) {
    if (/^\d{3}/.test(words[i]!)) return false;
    if (whatsappWord.test(words[i]!)) return true;
  }
  return false;
}

/**
 * The number with its country, or null when neither country has such a number. Prefixes are evidence, then the way the
 * digits are grouped (55 1234 5678 is Mexican), then whether the area exists; the United States where all else is equal.
 */
function e164(run: DigitRun, tokens: Tokens): string | null {
  const { digits } = run;
  if (digits.length === 13 && digits.startsWith('521')) return valid(`+52${digits.slice(3)}`);
  if (digits.length === 13) return valid(`+52${digits.slice(3)}`);
  if (digits.length === 12 && digits.startsWith('01')) return valid(`+52${digits.slice(2)}`);
  if (digits.length === 12) return valid(`+${digits}`);
  if (digits.length === 11) return valid(`+${digits}`);
  const first = tokens.words[run.first]!;
  const mexicanGrouping = /^\d{2}$/.test(first) && /^\d{4}$/.test(tokens.words[run.last]!);
  const order = mexicanGrouping ? ['+52', '+1'] : ['+1', '+52'];
  return valid(order[0]! + digits) ?? valid(order[1]! + digits);
}

/** Reads a number that already has its country, e.g. the digits of a wa.me link. */
export function valid(number: string): string | null {
  const mobile = /^\+521\d{10}$/.test(number) ? `+52${number.slice(4)}` : number;
  const parsed = parsePhoneNumberFromString(mobile, metadata);
  return parsed?.isValid() ? parsed.number : null;
}
