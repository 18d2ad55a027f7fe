/** What staff need to know of a post before it goes into a notice through a channel. */
import { blockers, limits, type Blocker, type Channel, type ConfirmedPost } from '#vigia/reports/index.ts';
import { citation, policyOf, type Policy } from '#vigia/reports/policies.ts';
import { policyCodes } from '#vigia/reports/violation.ts';

export interface PolicyLine {
  code: string;
  citation: string;
  url: string;
  grade: Policy['grade'];
}

export const policyLine = (code: string): PolicyLine => {
  const policy = policyOf(code);
  return { code, citation: citation(policy), url: policy.url, grade: policy.grade };
};

export interface Weighed {
  blockers: Blocker[];
  policies: PolicyLine[];
  /** Why the channel does not take this kind of post. */
  channel: 'ads_only' | 'no_ads' | null;
  /** Whether anything stands against reporting it here. */
  blocked: boolean;
}

export function weigh(confirmed: ConfirmedPost, channel: Channel, now: Date): Weighed {
  const found = blockers(confirmed, now);
  const { takes } = limits[channel];
  const ad = confirmed.post.kind === 'ad';
  const refusal = takes === 'ads' && !ad ? 'ads_only' : takes === 'all_but_ads' && ad ? 'no_ads' : null;
  return {
    blockers: found,
    policies: confirmed.verdict === 'not_actionable' ? [] : policyCodes(confirmed, channel).map(policyLine),
    channel: refusal,
    blocked: refusal !== null || found.some(({ severity }) => severity === 'block'),
  };
}
