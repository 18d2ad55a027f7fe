/** Every way to reach somebody that a text names, in order of appearance, official ones included. */
import type { Found } from '../links.ts';
import type { Tokens } from '../tokens.ts';
import { phones, valid } from './phones.ts';

const contactLimit = 30;

/** `tel:+1…`, `wa:+52…`, `handle:@…`, `email:…`, `cashtag:$…`, `url:…`; at most thirty. */
export function contacts(tokens: Tokens, found: readonly Found[]): string[] {
  const placed = phones(tokens)
    .filter(({ start }) => !found.some((link) => start >= link.start && start < link.end))
    .map(({ number, whatsapp, start }) => ({ text: `${whatsapp ? 'wa' : 'tel'}:${number}`, start }));
  for (const link of found) {
    const text = contactOf(link);
    if (text !== null) placed.push({ text, start: link.start });
  }
  placed.sort((a, b) => a.start - b.start);
  return [...new Set(placed.map(({ text }) => text))].slice(0, contactLimit);
}

function contactOf({ kind, value }: Found): string | null {
  if (kind === 'whatsapp') {
    const number = valid(`+${value}`);
    return number === null ? null : `wa:${number}`;
  }
  if (kind === 'handle') return `handle:@${value}`;
  if (kind === 'cashtag') return `cashtag:$${value}`;
  return `${kind}:${value}`;
}
