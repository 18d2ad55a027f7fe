/** The words of detection. A score is a model's number; it never becomes a verdict by itself. */

export const actionableLabels = ['resale', 'gestoria', 'impersonation', 'misinformation'] as const;
export const benignLabels = [
  'official',
  'news',
  'warning',
  'complaint',
  'seeking',
  'howto',
  'legit_service',
  'other',
] as const;
export const labels = [...actionableLabels, ...benignLabels] as const;
export type Label = (typeof labels)[number];

/** From here on a post is worth a person's look as a likely offender's; measured in docs/model-card.md. */
export const defaultThreshold = 0.7;

export interface ScoreInput {
  text: string;
  platform?: string | undefined;
  /** Kind or surface: post, comment, search_result, ad … */
  surface?: string | undefined;
  authorName?: string | null | undefined;
  handle?: string | null | undefined;
  url?: string | null | undefined;
  links?: string[] | undefined;
}

/** What moved the score. `start`/`end` are UTF-16 offsets into the original text; both -1 where the signal has no place in it. */
export interface Signal {
  text: string;
  /** Contribution in log-odds; positive raises the score. */
  weight: number;
  start: number;
  end: number;
}

export interface Offer {
  /** `tel:+1…`, `wa:+52…`, `handle:@…`, `email:…`, `cashtag:$…`, `url:…` in order of appearance, official ones included. */
  contacts: string[];
  price: { amount: number; currency: string } | null;
  /** City of the consulate as data/consulates.json spells it. */
  consulate: string | null;
  /** pasaporte, matricula, ine, doble_nacionalidad, actas, poder, visa, otro */
  procedures: string[];
  /** Personal documents or data asked for: curp, pasaporte, acta, ine, foto, datos … Non-empty raises harm. */
  documents: string[];
}

export interface Scored {
  /** Calibrated probability that staff would report the post, 0 to 1. */
  score: number;
  label: Label;
  labels: Record<Label, number>;
  signals: Signal[];
  offer: Offer;
}
