/** The words of takedown reports: what comes in (confirmed posts), and the report.json that goes out. */
import type { Offer } from '../classifier/score.types.ts';
import type { Platform, PostKind } from '../crawler/source.ts';
import type { Fact, Verdict } from '../db/schema/decisions.ts';

/** A file set that was kept of a post. Hashes are lower-case hex SHA-256, sizes bytes, times ISO 8601 UTC. */
export interface PostCapture {
  /** Null where the post came from an imported payload: the payload itself is then the page. */
  screenshotSha256: string | null;
  screenshotBytes: number | null;
  pageSha256: string;
  pageBytes: number;
  pageMediaType: string;
  /** The web archive (WACZ), where the capture has one. */
  waczSha256?: string | null;
  waczBytes?: number | null;
  capturedAt: string;
  tool: string;
}

/** A post that a person confirmed, with all that a notice about it may say. Times are ISO 8601 UTC. */
export interface ConfirmedPost {
  /** UUID of the notice; it becomes the item's id and never changes. */
  noticeId: string;
  post: {
    id: string;
    key: string;
    platform: Platform;
    platformId: string | null;
    kind: PostKind;
    url: string;
    text: string;
    lang: string | null;
    publishedAt: string | null;
    firstSeenAt: string;
    /** When it was last seen live; exported as it is, however long ago. */
    lastSeenAt: string;
    consulate: string | null;
  };
  author: { platformId: string | null; handle: string | null; name: string | null } | null;
  verdict: Verdict;
  facts: Fact[];
  /** The text is newer than the one that the verdict was given on. */
  textChanged?: boolean;
  offer: Offer;
  /** The search that found it (Google only). */
  search: { query: string; gl: string; hl: string; rank: number | null } | null;
  captures: PostCapture[];
  /** Numbers of other reports that hold the same post. */
  previousReports: string[];
}

export interface Notifier {
  organization: string;
  unit: string;
  contactRole: string;
  contactEmail: string;
}

export type Channel =
  | 'meta_in_product'
  | 'meta_legal_removal'
  | 'meta_impersonation_form'
  | 'meta_brand_rights'
  | 'meta_ad_report'
  | 'meta_partner_contact'
  | 'x_in_product'
  | 'x_authenticity_form'
  | 'x_trademark_form'
  | 'x_legal_requests'
  | 'google_search_quality'
  | 'google_legal'
  | 'google_ad_report'
  | 'google_safe_browsing'
  | 'google_business_redressal'
  | 'google_priority_flagger'
  | 'youtube_report';

export type Violation =
  | 'appointment_resale'
  | 'impersonation'
  | 'personal_data_harvest'
  | 'phishing_site'
  | 'fake_or_guaranteed_documents'
  | 'unauthorized_ad';

export type RequestedAction =
  | 'remove_content'
  | 'disable_account'
  | 'remove_ad_and_review_advertiser'
  | 'delist_from_search'
  | 'block_in_country'
  | 'review_under_policy';

/** What names the content on its platform. Ids are strings of digits: X ids exceed 2^53. */
export type ItemIds =
  | { kind: 'fb_post'; story_fbid?: string; pfbid?: string; owner_id: string }
  | { kind: 'fb_group_post'; group: string; post_id: string }
  | { kind: 'fb_account'; entity?: 'profile' | 'page' | 'group'; id?: string; vanity?: string }
  | { kind: 'fb_marketplace'; listing_id: string }
  | { kind: 'fb_ad'; ad_archive_id: string; page_id?: string }
  | { kind: 'x_post'; post_id: string; user_id?: string; handle?: string }
  | { kind: 'x_account'; user_id?: string; handle?: string }
  | { kind: 'gg_search_result'; query: string; gl: string; hl: string; position?: number }
  | { kind: 'gg_ad'; advertiser_id?: string; creative_id?: string; advertiser_name?: string; query?: string }
  | { kind: 'gg_web_page'; registrable_domain?: string };

export interface ContactIndicator {
  type: 'phone' | 'whatsapp' | 'email' | 'url' | 'bank_account';
  value: string;
  masked: boolean;
}

export interface EvidenceFile {
  path: string;
  sha256: string;
  bytes: number;
  media_type: string;
  captured_at: string;
  tool: string;
  redacted: boolean;
  master_sha256?: string;
}

export interface ReportItem {
  item_id: string;
  seq: number;
  url: string;
  url_as_found?: string;
  ids: ItemIds;
  author_display_name?: string;
  author_url?: string;
  posted_at: string | null;
  first_seen_at: string;
  last_verified_live_at: string;
  live_status: 'live';
  violation: Violation;
  policy_codes: string[];
  summary_en: string;
  summary_es: string;
  excerpt_original?: string;
  excerpt_language?: string;
  consulate?: string;
  contact_indicators?: ContactIndicator[];
  previous_report_numbers?: string[];
  requested_action: RequestedAction;
  evidence: EvidenceFile[];
}

export interface ReportPart {
  number: number;
  total: number;
  split_reason: 'none' | 'channel_item_limit' | 'policy_group' | 'attachment_size';
  group_id?: string;
}

/** report.json: the frozen source of truth of a package; mirrors schema/takedown-report.schema.json. */
export interface TakedownReport {
  schema_version: '1.0.0';
  report_id: string;
  report_number: string;
  platform: Platform;
  channel: Channel;
  created_at: string;
  language: 'es+en';
  part: ReportPart;
  notifier: {
    organization: string;
    unit: string;
    contact_role: string;
    contact_email: string;
  };
  legal_basis: {
    kind: 'platform_policy' | 'national_law' | 'dsa_article_16' | 'trademark';
    citation: string;
    url?: string;
    text_retrieved_at?: string;
    text_sha256?: string;
  }[];
  good_faith_statement: string;
  redaction: { profile: 'minimal'; third_party_data_removed: true; masked_fields: string[] };
  items: ReportItem[];
}

export type BlockerCode =
  | 'not_confirmed'
  | 'text_changed'
  | 'no_permalink'
  | 'no_capture'
  | 'not_seen_recently'
  | 'official_account'
  | 'official_name'
  | 'no_policy_fact'
  | 'already_reported'
  | 'impossible_time';

/** Why a post cannot be reported (`block`), or what the liaison must know before (`warn`), as a sentence in each language. */
export interface Blocker {
  code: BlockerCode;
  severity: 'block' | 'warn';
  es: string;
  en: string;
}

/** Reads a file of the evidence store by its SHA-256; rejects with PermanentError where there is none. */
export type EvidenceReader = (sha256: string) => Promise<Uint8Array>;

export interface PackageFile {
  /** Relative to the bag, ASCII, `/` as separator: `data/report.json`. */
  path: string;
  bytes: Uint8Array;
}
