/** Verdicts with their keys, and the facts that platform policies name, in the order of the desk. */
import type { Fact, Verdict } from '#vigia/db/schema/decisions.ts';

export const verdictKeys = {
  '1': 'resale',
  '2': 'gestoria',
  '3': 'impersonation',
  '4': 'misinformation',
  '0': 'not_actionable',
} as const satisfies Record<string, Verdict>;
export type VerdictKey = keyof typeof verdictKeys;

/** Record instead of list: a new verdict or fact in the schema does not compile until it stands here. */
const keyOf: Record<Verdict, VerdictKey> = {
  resale: '1',
  gestoria: '2',
  impersonation: '3',
  misinformation: '4',
  not_actionable: '0',
};
const factOrder: Record<Fact, number> = {
  false_affiliation: 1,
  asks_personal_data: 2,
  guarantees: 3,
  uses_logo: 4,
  several_accounts: 5,
  cloned_site: 6,
};

export const verdicts = Object.keys(keyOf) as Verdict[];
export const facts = (Object.keys(factOrder) as Fact[]).sort((a, b) => factOrder[a] - factOrder[b]);
export const keyFor = (verdict: Verdict): VerdictKey => keyOf[verdict];

export const toVerdict = (value: unknown): Verdict | null => verdicts.find((verdict) => verdict === value) ?? null;
export const toFacts = (values: unknown[]): Fact[] => facts.filter((fact) => values.includes(fact));
