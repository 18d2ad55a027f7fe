/**
 * Takes personal data out of a post's text before it leaves. Recognised: CURP, RFC, e-mail, phones, card numbers that
 * pass Luhn, passport and social-security numbers. Official phones and addresses stay, the seller's own become masked
 * indicators. A phone may be spelled digit by digit in words. Names of
 * third parties and other spellings cannot be found by rule: a person reads the text.
 */
import { maskEmail, maskPhone } from './contacts.ts';
import { isOfficialEmail, isOfficialPhone, phoneTail } from './official.ts';

export interface Redacted {
  text: string;
  /** What was masked, in the order of this list: curp, rfc, email, phone, card, passport, ssn. */
  masked: string[];
}

const spoken = new Map(
  [
    'cero uno dos tres cuatro cinco seis siete ocho nueve'.split(' '),
    'zero one two three four five six seven eight nine'.split(' '),
  ].flatMap((words) => words.map((word, number) => [word, String(number)] as const)),
);
const spokenDigit = [...spoken.keys()].join('|');

// \p{Nd} covers full-width and mathematical digits; a keycap emoji is a digit with two more characters.
const digit = String.raw`(?:\p{Nd}\uFE0F?\u20E3?|${spokenDigit})`;
const gap = String.raw`[^\S\n]?[.\-‐-―()/·_]{0,2}[^\S\n]?`;
/** Digits that belong together, on one line; an amount before them does not. */
const run = (least: number, most: number) =>
  String.raw`(?<![\p{Nd}\p{L}$€])\+?\(?${digit}(?:${gap}${digit}){${least - 1},${most - 1}}(?![\p{Nd}\p{L}])`;
const localPhone = String.raw`(?<![\p{Nd}\p{L}$€.,\-])\p{Nd}{3}[-.\s·]\p{Nd}{2}[-.\s·]?\p{Nd}{2}(?![\p{Nd}\-])`;

const patterns = {
  email: /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+\s?@\s?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu,
  curp: /(?<![A-ZÑ0-9])[A-ZÑ]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d(?![A-Z0-9])/giu,
  rfc: /(?<![A-ZÑ0-9])[A-ZÑ&]{3,4}\d{6}[A-Z0-9]{3}(?![A-Z0-9])/giu,
  card: new RegExp(run(13, 19), 'giu'),
  ssn: /(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)/g,
  passport: /(?<![A-Z0-9])[A-Z]\d{8}(?!\d)/giu,
  // One pattern, so that the end of an official number that stays is not taken for a local one.
  phone: new RegExp(`${run(10, 15)}|${localPhone}`, 'giu'),
};

function digitsOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{L}+/gu, (word) => spoken.get(word) ?? '')
    .replace(/\D/g, '');
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (const [index, character] of Array.from(digits).reverse().entries()) {
    const doubled = Number(character) * (index % 2 === 0 ? 1 : 2);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return digits.length >= 13 && digits.length <= 19 && sum % 10 === 0;
}

/**
 * Masks a text. `sellerContacts` are the offer's contacts (`tel:+1…`, `wa:+52…`, `email:…`).
 * When in doubt a number is masked: a number too many costs nothing, a victim's number does.
 */
export function redact(text: string, sellerContacts: string[]): Redacted {
  const masked = new Set<string>();
  const sellerPhones = new Map<string, string>();
  const sellerEmails = new Set<string>();
  for (const contact of sellerContacts) {
    const value = contact.slice(contact.indexOf(':') + 1);
    if (/^(tel|wa):/.test(contact)) sellerPhones.set(phoneTail(value), value);
    if (contact.startsWith('email:')) sellerEmails.add(value.toLowerCase());
  }
  const mask = (kind: string, replacement: string) => {
    masked.add(kind);
    return replacement;
  };
  const phone = (found: string) => {
    const digits = digitsOf(found);
    if (isOfficialPhone(digits)) return found;
    const seller = sellerPhones.get(phoneTail(digits));
    return mask('phone', seller ? maskPhone(seller) : '[teléfono omitido]');
  };
  const clean = text
    .replace(patterns.email, (found) => {
      const email = found.replace(/\s/g, '').toLowerCase();
      if (isOfficialEmail(email)) return found;
      return mask('email', sellerEmails.has(email) ? maskEmail(email) : '[correo omitido]');
    })
    .replace(patterns.curp, () => mask('curp', '[CURP omitida]'))
    .replace(patterns.rfc, () => mask('rfc', '[RFC omitido]'))
    .replace(patterns.card, (found) => (passesLuhn(digitsOf(found)) ? mask('card', '[tarjeta omitida]') : found))
    .replace(patterns.ssn, () => mask('ssn', '[número de seguro social omitido]'))
    .replace(patterns.passport, () => mask('passport', '[pasaporte omitido]'))
    .replace(patterns.phone, phone);
  const order = ['curp', 'rfc', 'email', 'phone', 'card', 'passport', 'ssn'];
  return { text: clean, masked: order.filter((kind) => masked.has(kind)) };
}
