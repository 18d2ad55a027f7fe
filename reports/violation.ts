/** From what a person decided (verdict and facts) to what the notice says: violation, policy lines, measure. */
import type { Fact } from '../db/schema/decisions.ts';
import type { Channel, ConfirmedPost, RequestedAction, Violation } from './report.types.ts';

const has = (post: ConfirmedPost, ...facts: Fact[]) => facts.some((fact) => post.facts.includes(fact));
const accounts = new Set(['profile', 'page', 'group']);

/**
 * The violation that the verdict names; null where it names none that a platform acts on (misinformation without a
 * recorded fact), which is no reason to accuse anyone.
 */
export function violationOf(post: ConfirmedPost): Violation | null {
  if (post.verdict === 'not_actionable') return null;
  if (has(post, 'cloned_site')) return 'phishing_site';
  if (post.post.kind === 'ad' && post.verdict !== 'misinformation') return 'unauthorized_ad';
  if (post.verdict === 'impersonation') return 'impersonation';
  if (post.verdict !== 'misinformation') return 'appointment_resale';
  if (has(post, 'false_affiliation', 'uses_logo')) return 'impersonation';
  return has(post, 'asks_personal_data') ? 'personal_data_harvest' : null;
}

function metaCodes(post: ConfirmedPost, channel: Channel): string[] {
  const codes: string[] = [];
  const ad = post.post.kind === 'ad';
  const impersonates = post.verdict === 'impersonation';
  if (impersonates || has(post, 'uses_logo')) codes.push('META-IDENTITY-IMPERSONATION');
  if (has(post, 'false_affiliation')) codes.push('META-FRAUD-ENTITY');
  if (has(post, 'cloned_site')) codes.push('META-SPAM-DOMAIN');
  if (has(post, 'asks_personal_data')) codes.push(ad ? 'META-ADS-GOVID' : 'META-PRIVACY-SOLICIT');
  if (has(post, 'several_accounts')) codes.push('META-FRAUD-NETWORK');
  if (ad) codes.push('META-ADS-UBP');
  if (channel === 'meta_partner_contact') codes.unshift('META-FRAUD-TRUSTED');
  // Meta reviews a government notice under its own standards first; this title is the frame of the legal form.
  if (codes.length === 0) codes.push('META-LOCAL-LAW');
  return codes;
}

function xCodes(post: ConfirmedPost): string[] {
  const codes: string[] = [];
  if (
    post.verdict === 'impersonation' ||
    has(post, 'false_affiliation', 'uses_logo', 'several_accounts', 'cloned_site')
  ) {
    codes.push('X-AUTHENTICITY');
  }
  // X does not act on disputes about goods: a scam is named only with a false affiliation.
  if (has(post, 'false_affiliation') && (post.offer.price || has(post, 'asks_personal_data'))) codes.push('X-SCAM');
  if (codes.length === 0) codes.push('X-ILLEGAL-GOODS');
  return codes;
}

function googleCodes(post: ConfirmedPost, channel: Channel): string[] {
  if (channel === 'google_safe_browsing') return ['GOOGLE-SB-SOCIAL'];
  if (post.post.kind !== 'ad') return ['GOOGLE-SPAM-SCAM'];
  const misrepresents = post.verdict === 'impersonation' || has(post, 'false_affiliation', 'uses_logo', 'cloned_site');
  return misrepresents ? ['GOOGLE-ADS-GOVDOCS', 'GOOGLE-ADS-MISREP'] : ['GOOGLE-ADS-GOVDOCS'];
}

/**
 * Whether a person recorded something that platform policies name. Resale does not count by itself, nor does a
 * guaranteed appointment: the lines on guarantees speak of visas and documents.
 */
export function namesPolicyFact(post: ConfirmedPost): boolean {
  return (
    post.verdict === 'impersonation' ||
    has(post, 'false_affiliation', 'uses_logo', 'asks_personal_data', 'several_accounts', 'cloned_site')
  );
}

/** One to five codes of the policy catalogue, the strongest first. */
export function policyCodes(post: ConfirmedPost, channel: Channel): string[] {
  const { platform } = post.post;
  const codes =
    platform === 'facebook' ? metaCodes(post, channel) : platform === 'x' ? xCodes(post) : googleCodes(post, channel);
  return codes.slice(0, 5);
}

export function requestedAction(post: ConfirmedPost, channel: Channel): RequestedAction {
  const { platform, kind } = post.post;
  if (kind === 'ad') return 'remove_ad_and_review_advertiser';
  if (platform === 'google') return channel === 'google_legal' ? 'delist_from_search' : 'review_under_policy';
  return accounts.has(kind) ? 'disable_account' : 'remove_content';
}
