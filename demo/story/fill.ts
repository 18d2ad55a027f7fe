/** Puts flesh on a text: phone, price, day and hour, in the handwriting of its author. */
import { between, hash, pick } from './random.ts';
import type { Account } from './story.types.ts';

const days = ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado'] as const;
const englishDays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const hours = ['8:15', '9:40', '10:20', '11:00', '12:30', '1:45 pm', '7:30 am', '3:10 pm'] as const;
const fakeSites = ['citas-consulmx.example', 'miconsulado-folio.example', 'pasaportes-enlinea-mx.example'] as const;

const prices: Record<string, readonly number[]> = {
  seller: [35, 45, 55, 60, 65, 70, 85, 90, 120],
  gestoria: [75, 90, 110, 140, 160, 220],
  impersonator: [15, 20, 25, 38, 50],
  misinformer: [30, 38, 50, 80],
};
const otherPrices: readonly number[] = [10, 15, 20, 35, 40, 50, 60, 80];

/** The text with its slots filled. The same author and key give the same text for ever. */
export function fill(template: string, author: Account, key: string): string {
  let seen = 0;
  return template.replaceAll(/\{(\w+)\}/g, (slot, name: string) => {
    seen += 1;
    const draw = [author.id, key, name, seen] as const;
    switch (name) {
      case 'c':
        return author.city;
      case 't':
        return author.phone === null ? 'por mensaje' : phoneOf(author.phone, hash(author.owner, key) % 5);
      case 'p':
        return priceOf(author, draw);
      case 'd':
        return pick(isEnglish(template) ? englishDays : days, ...draw);
      case 'h':
        return pick(hours, ...draw);
      case 'n':
        return String(between(2, 6, ...draw));
      case 'site':
        return pick(fakeSites, author.owner);
      default:
        throw new Error(`Unknown slot ${slot}.`);
    }
  });
}

/** Rough, and only about our own texts: which of the two languages a template is written in. */
export const isEnglish = (template: string): boolean =>
  /\b(the|your|you|we|my|is|and|for|this|of|with)\b/i.test(template) &&
  !/[ñ¿¡]|\b(de|que|para|pa|el|los)\b/i.test(template);

function priceOf(author: Account, draw: readonly (string | number)[]): string {
  const amount = pick(prices[author.role] ?? otherPrices, ...draw);
  const spellings = [`$${amount}`, `$${amount}`, `${amount} dólares`, `${amount} dlls`, `${amount} usd`];
  return spellings[hash(author.owner, 'price') % spellings.length]!;
}

/** One number in the ways people write it: a person's eye joins them, a plain search does not. */
export function phoneOf(phone: string, style: number): string {
  if (phone.startsWith('+52')) {
    const local = phone.slice(3);
    return style % 2 === 0 ? `+52 ${local.slice(0, 2)} ${local.slice(2, 6)} ${local.slice(6)}` : `wa.me/52${local}`;
  }
  const [area, exchange, line] = [phone.slice(2, 5), phone.slice(5, 8), phone.slice(8)];
  switch (style) {
    case 0:
      return `${area}-${exchange}-${line}`;
    case 1:
      return `(${area}) ${exchange} ${line}`;
    case 2:
      return `${area}${exchange}${line}`;
    case 3:
      return `${area}.${exchange}.${line}`;
    default:
      return `wa.me/1${area}${exchange}${line}`;
  }
}
