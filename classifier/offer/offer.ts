/** What a post offers, as far as its words tell. */
import type { Reading } from '../features.ts';
import { links } from '../links.ts';
import type { Label, Offer } from '../score.types.ts';
import { contacts } from './contacts.ts';
import { papersOf } from './papers.ts';
import { consulate } from './places.ts';
import { price } from './prices.ts';

/** Labels whose posts ask a price; in the others an amount is told, not asked. */
const asks: ReadonlySet<Label> = new Set(['resale', 'gestoria', 'impersonation', 'misinformation', 'legit_service']);

export function offerOf({ input, tokens }: Reading, label: Label): Offer {
  const { procedures, documents } = papersOf(tokens);
  return {
    contacts: contacts(tokens, links(input.text)),
    price: asks.has(label) ? price(tokens) : null,
    consulate: consulate(input, tokens),
    procedures,
    documents,
  };
}
