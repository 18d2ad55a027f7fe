/**
 * What each channel takes at once: dated configuration with its source. `maxItems: null` means that no limit is
 * published; then `defaultBatch` holds, which is ours. `checkedLive` stays null until a person with access has tried.
 */
import type { ConfirmedPost, Channel } from './report.types.ts';
import type { Platform } from '../crawler/source.ts';

export interface ChannelLimit {
  platform: Platform;
  /** As the platform calls it; not translated. */
  name: string;
  maxItems: number | null;
  /** One submission may not mix policies. */
  samePolicy: boolean;
  takes: 'any' | 'ads' | 'all_but_ads';
  grade: 'read' | 'secondary' | 'memory' | 'unpublished';
  source: string;
  checkedLive: string | null;
}

export const defaultBatch = 10;
/** Our own: form limits are not published. */
export const textLimits = { explanation: 1000, excerpt: 500 } as const;
/** A package above this is split by hand: mail gateways and upload boxes refuse long before. */
export const maxEvidenceBytes = 200 * 1024 * 1024;

const meta = { platform: 'facebook', samePolicy: false, takes: 'any', checkedLive: null } as const;
const x = { platform: 'x', samePolicy: false, takes: 'any', checkedLive: null } as const;
const google = { platform: 'google', samePolicy: false, takes: 'any', checkedLive: null } as const;
const unpublished = { maxItems: null, grade: 'unpublished', source: 'not published (2026-11)' } as const;

export const limits: Record<Channel, ChannelLimit> = {
  meta_in_product: {
    name: 'Report on the post',
    ...meta,
    maxItems: 1,
    grade: 'memory',
    source: 'one object per report',
  },
  meta_legal_removal: { name: 'Legal Removal Request form', ...meta, ...unpublished },
  meta_impersonation_form: {
    name: 'Impersonating account form',
    ...meta,
    maxItems: 1,
    grade: 'memory',
    source: 'one account per form',
  },
  meta_brand_rights: { name: 'Brand Rights Protection', ...meta, ...unpublished },
  meta_ad_report: {
    name: 'Report ad',
    ...meta,
    takes: 'ads',
    maxItems: 1,
    grade: 'memory',
    source: 'one ad per report',
  },
  meta_partner_contact: { name: 'Partner contact', ...meta, ...unpublished, source: 'as agreed with the contact' },
  x_in_product: {
    name: 'Report on the post',
    ...x,
    maxItems: 1,
    grade: 'memory',
    source: 'one account, several posts',
  },
  x_authenticity_form: {
    name: 'Impersonation form',
    ...x,
    maxItems: 1,
    grade: 'memory',
    source: 'one account per form',
  },
  x_trademark_form: { name: 'Trademark form', ...x, ...unpublished },
  x_legal_requests: {
    name: 'Legal Request Submissions portal',
    ...x,
    ...unpublished,
    grade: 'read',
    source: 'no limit published; X reports batches by governments (transparency.x.com, 2021 H2)',
  },
  google_search_quality: {
    name: 'Search Quality User Report',
    ...google,
    takes: 'all_but_ads',
    maxItems: 5,
    samePolicy: true,
    grade: 'read',
    source: 'developers.google.com/search/blog/2023/06: up to five pages of the same policy per report',
  },
  google_legal: { name: 'Report content on Google', ...google, ...unpublished },
  google_ad_report: {
    name: 'Report ad (My Ad Center)',
    ...google,
    takes: 'ads',
    maxItems: 1,
    grade: 'read',
    source: 'support.google.com/My-Ad-Center-Help/answer/13861201: reported from the ad itself',
  },
  google_safe_browsing: {
    name: 'Safe Browsing phishing report',
    ...google,
    takes: 'all_but_ads',
    maxItems: 1,
    grade: 'memory',
    source: 'one address per form',
  },
  google_business_redressal: {
    name: 'Business Redressal Complaint form',
    ...google,
    maxItems: 100,
    grade: 'secondary',
    source: 'spreadsheet of 10 to 100 (2019)',
  },
  google_priority_flagger: { name: 'Priority Flagger Programme', ...google, ...unpublished },
  youtube_report: { name: 'YouTube report', ...google, ...unpublished },
};

const defaults: Record<Platform, Channel> = {
  facebook: 'meta_legal_removal',
  x: 'x_legal_requests',
  google: 'google_search_quality',
};

export function defaultChannel(platform: Platform): Channel {
  return defaults[platform];
}

/** The channel that takes this post: Google takes ads only from the ad itself. */
export function channelFor(post: ConfirmedPost): Channel {
  const { platform, kind } = post.post;
  return platform === 'google' && kind === 'ad' ? 'google_ad_report' : defaultChannel(platform);
}

/** How many items one submission holds. */
export function maxItems(channel: Channel): number {
  return limits[channel].maxItems ?? defaultBatch;
}
