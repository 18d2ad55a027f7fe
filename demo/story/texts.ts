/** Which texts an account may write, with what each means. */
import { gestoriaTexts, impersonatorTexts, misinformerTexts } from './texts/offices.ts';
import { consulateTexts, helperTexts, legitTexts, pressTexts } from './texts/institutions.ts';
import { nearTexts, neighbourTexts } from './texts/people.ts';
import { sellerTexts } from './texts/sellers.ts';
import type { Account } from './story.types.ts';
import type { Label } from '../../classifier/score.types.ts';

export interface Written {
  text: string;
  label: Label;
}

const labelled = (label: Label, texts: readonly string[]): Written[] => texts.map((text) => ({ text, label }));

const byRole = {
  gestoria: labelled('gestoria', gestoriaTexts),
  impersonator: labelled('impersonation', impersonatorTexts),
  misinformer: labelled('misinformation', misinformerTexts),
  consulate: labelled('official', consulateTexts),
  press: labelled('news', pressTexts),
  helper: helperTexts.map((text): Written => ({
    text,
    label: /^(OJO|Si les|Me preg|Les dejo)/.test(text) ? 'warning' : 'howto',
  })),
  legit: labelled('legit_service', legitTexts),
  near: labelled('other', nearTexts),
  neighbour: [...neighbourTexts],
};

/** An X post holds 280 characters; what is longer stays on Facebook. */
const fitsX = ({ text }: Written): boolean => [...text].length <= 225;

export function textsFor(author: Account): readonly Written[] {
  const texts = author.role === 'seller' ? labelled('resale', sellerTexts[author.owner] ?? []) : byRole[author.role];
  return author.platform === 'x' ? texts.filter(fitsX) : texts;
}

/** Sellers have their own deck, everyone else shares their role's: no text twice before all were seen. */
export const deckOf = (author: Account): string =>
  `${author.role === 'seller' ? author.owner : author.role}/${author.platform}`;
