/** Which texts an account may write, with what each means. */
import { gestoriaTexts, impersonatorTexts, misinformerTexts } from './texts/offices.ts';
import { consulateTexts, helperTexts, legitTexts, nearTexts, pressTexts } from './texts/institutions.ts';
import { neighbourTexts } from './texts/people.ts';
import { sellerTexts } from './texts/sellers.ts';
import type { Account, Role } from './story.types.ts';
import type { Label } from '../../classifier/score.types.ts';

export interface Written {
  text: string;
  label: Label;
}

const labelled = (label: Label, texts: readonly string[]): Written[] => texts.map((text) => ({ text, label }));

/** Roles whose accounts each have a voice of their own. */
const byOwner: Partial<Record<Role, [Label, Record<string, readonly string[]>]>> = {
  seller: ['resale', sellerTexts],
  impersonator: ['impersonation', impersonatorTexts],
  legit: ['legit_service', legitTexts],
  near: ['other', nearTexts],
};

/** Roles that share their texts. */
const byRole: Partial<Record<Role, readonly Written[]>> = {
  gestoria: labelled('gestoria', gestoriaTexts),
  misinformer: labelled('misinformation', misinformerTexts),
  consulate: labelled('official', consulateTexts),
  press: labelled('news', pressTexts),
  helper: helperTexts,
  neighbour: neighbourTexts,
};

/** An X post holds 280 characters; what is longer stays on Facebook. */
const fitsX = ({ text }: Written): boolean => [...text].length <= 225;

/** Throws when nobody has written anything for the account: that is a slip of ours. */
export function textsFor(author: Account): readonly Written[] {
  const own = byOwner[author.role];
  const texts = own ? labelled(own[0], own[1][author.owner] ?? []) : (byRole[author.role] ?? []);
  const fitting = author.platform === 'x' ? texts.filter(fitsX) : texts;
  if (fitting.length === 0) throw new Error(`There are no texts for ${author.owner} on ${author.platform}.`);
  return fitting;
}

/** Those with a voice of their own have their own deck: no text twice before all were seen. */
export const deckOf = (author: Account): string =>
  `${author.role in byOwner ? author.owner : author.role}/${author.platform}`;
