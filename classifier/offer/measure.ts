/** How well the fields of an offer were read, against labelled posts. */
import type { LabelledPost } from '../labelled.ts';
import type { Offer } from '../score.types.ts';

export interface OfferMeasure {
  field: string;
  truth: number;
  found: number;
  precision: number;
  recall: number;
  f1: number;
}

const isPhone = (contact: string): boolean => /^(tel|wa):/.test(contact);
const bare = (contact: string): string => contact.replace(/^(tel|wa):/, '');
const fields: Record<string, [(post: LabelledPost) => string[], (offer: Offer) => string[]]> = {
  phones: [
    (post) => (post.contacts ?? []).filter(isPhone).map(bare),
    ({ contacts }) => contacts.filter(isPhone).map(bare),
  ],
  'phone or WhatsApp told apart': [
    (post) => (post.contacts ?? []).filter(isPhone),
    ({ contacts }) => contacts.filter(isPhone),
  ],
  'other contacts': [
    (post) => (post.contacts ?? []).filter((contact) => !isPhone(contact)),
    ({ contacts }) => contacts.filter((contact) => !isPhone(contact)),
  ],
  price: [
    (post) => (post.price ? [`${post.price.amount} ${post.price.currency}`] : []),
    ({ price }) => (price ? [`${price.amount} ${price.currency}`] : []),
  ],
  consulate: [(post) => (post.consulate ? [post.consulate] : []), ({ consulate }) => (consulate ? [consulate] : [])],
  procedures: [(post) => post.procedures ?? [], ({ procedures }) => procedures],
};

/** Precision, recall and F1 of each field over all posts; order within a post does not matter; posts without labelled contacts are left out. */
export function measureOffers(pairs: readonly { post: LabelledPost; offer: Offer }[]): OfferMeasure[] {
  return Object.entries(fields).map(([field, [truthOf, foundOf]]) => {
    let truth = 0;
    let found = 0;
    let right = 0;
    for (const { post, offer } of pairs) {
      if (post.contacts === undefined) continue;
      const expected = new Set(truthOf(post));
      const read = new Set(foundOf(offer));
      truth += expected.size;
      found += read.size;
      for (const value of read) if (expected.has(value)) right++;
    }
    const precision = found === 0 ? 0 : right / found;
    const recall = truth === 0 ? 0 : right / truth;
    const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
    return { field, truth, found, precision, recall, f1 };
  });
}
