/** The words of collection: what a source is, what it finds, and how a run can end. */

import type { Guard } from './guard/guard.ts';
import type { Turn } from './politeness.ts';

export const platforms = ['google', 'x', 'facebook'] as const;
export type Platform = (typeof platforms)[number];

/**
 * How a page or a run ended. Only `ok` and `empty` count as coverage: everything else is missing data, never "no posts".
 * Decided on structure: results first, never a substring anywhere in the HTML.
 */
export const outcomes = [
  'ok',
  'empty',
  'login_wall',
  'captcha',
  'consent',
  'rate_limited',
  'needs_js',
  'not_available',
  'removed_by_author',
  'removed_by_platform',
  'author_suspended',
  'author_gone',
  'protected',
  'age_restricted',
  'withheld',
  'bad_query',
  'auth_expired',
  'quota_exhausted',
  'layout_changed',
  'network_error',
] as const;
export type Outcome = (typeof outcomes)[number];

export const covered = (outcome: Outcome): boolean => outcome === 'ok' || outcome === 'empty';

export const postKinds = [
  'post',
  'group_post',
  'comment',
  'marketplace',
  'profile',
  'page',
  'group',
  'event',
  'photo',
  'video',
  'search_result',
  'ad',
] as const;
export type PostKind = (typeof postKinds)[number];

export const placements = ['organic', 'ad'] as const;
export type Placement = (typeof placements)[number];

export interface FoundAuthor {
  /** The platform's numeric id as a string of digits; null when the payload does not tell. */
  id: string | null;
  /** Without @; case as shown. */
  handle: string | null;
  name: string | null;
}

/** One public item as a payload shows it. */
export interface FoundPost {
  platform: Platform;
  /** The platform's own id, always a string; null where there is none (search results). */
  platformId: string | null;
  /** Canonical key, unique over all platforms: `x:1964084223871971826`, `facebook:1416281615991685`, `google:<canonical url>`. */
  key: string;
  /** Canonical address that a person can open. */
  url: string;
  kind: PostKind;
  author: FoundAuthor | null;
  /** As the platform shows it, entities decoded, never normalised. */
  text: string;
  /** ISO 8601 UTC, or null when the payload does not tell. */
  publishedAt: string | null;
  /** 1 for the first; null where order means nothing. */
  rank: number | null;
  /** Where a results page shows it: among the organic results or as an ad; null where the difference means nothing. */
  placement: Placement | null;
  /**
   * Other names under which the platform shows this same post, each as `<platform>:<name>`: `facebook:pfbid0abc…`, a post's
   * number under its page's old id. Aliases find a post; they are never its key.
   */
  aliases: string[];
  /** Absolute links in the text, unwrapped from redirectors. */
  links: string[];
  /** BCP 47 primary tag as the platform tells, else null. */
  lang: string | null;
}

/** What a payload says: its outcome, its posts, and the cursor or address of the next page. */
export interface Parsed {
  outcome: Outcome;
  posts: FoundPost[];
  next: string | null;
  /** One plain sentence for a person, without other people's data. */
  detail?: string;
}

/** A payload as it arrived, with what is known about its way. */
export interface Payload {
  body: string;
  /** The final address, after redirects. */
  url?: string;
  status?: number;
  headers?: Record<string, string>;
  /** When it was taken; relative dates are resolved against it. */
  at?: Date;
}

export interface Term {
  platform: Platform;
  /** A search phrase, or for Facebook the address of a public page, post or group. */
  query: string;
  /** Country and interface language of the search, e.g. `us` / `es`. */
  gl: string;
  hl: string;
  /** Where the last run stopped (X: since_id); null for a first run. */
  since: string | null;
  /** Most posts that this run may read, where reading costs money; null: the source's own bound. */
  mostPosts?: number | null;
  /** Most questions that this run may ask, where each is billed; null: the source's own bound. */
  mostQueries?: number | null;
}

/** One page of a run. */
export interface CollectedPage {
  url: string;
  outcome: Outcome;
  detail?: string;
  status?: number;
  /** Results among the organic ones, or posts where the difference means nothing. */
  organic: number;
  ads: number;
  /** The raw payload, cut at 2,000,000 characters: whoever finds it surprising keeps it as evidence. */
  payload?: string;
}

/** What platforms bill by: a post, a user, a question. */
export const readUnits = ['post', 'user', 'query'] as const;
export type ReadUnit = (typeof readUnits)[number];

export interface Collected {
  /** The worst of its pages: posts from earlier pages are kept even when a later page fails. */
  outcome: Outcome;
  detail?: string;
  posts: FoundPost[];
  pages: CollectedPage[];
  /** What to hand to the next run as `since`; null keeps the old one. */
  since: string | null;
  /** How long the platform asks us to wait, in milliseconds. */
  retryAfterMs?: number;
  /** Questions that are billed one by one; posts and users are counted from what was found. */
  queries?: number;
}

/** How a way in comes by what it reads. */
export type Mode = 'official_api' | 'public_page' | 'supplied_by_staff';

/** Something an operator fills in before a way in can be used. Secrets are sealed at rest and never shown again. */
export interface Field {
  name: string;
  secret: boolean;
  required: boolean;
  /** What a value must look like, as the source of an anchored regular expression. */
  pattern?: string;
}

/** A way in as people see it before they switch it on: no code, so that pages may speak of it. */
export interface Way {
  /** Stable name kept with each run: `google-serp`, `x-api`, `facebook-page`. */
  name: string;
  platform: Platform;
  mode: Mode;
  /** The host that its requests mostly go to. */
  host: string;
  /**
   * What robots.txt means to it: it is obeyed; it does not apply (an interface with terms of its own); or it asks
   * crawlers to stay out and an operator decides knowingly (docs/data-protection.md).
   */
  robots: 'obeyed' | 'not_applicable' | 'operator_decides';
  /** Where its rules were read, and when (ISO date). */
  position: { source: string; readOn: string };
  /** When it was last tried against the live service (ISO date); null: never, only against answers made by its documentation. */
  checkedLive: string | null;
  /** Whether it can take terms; otherwise it reads single posts that others point to. */
  takesTerms: boolean;
  /** Set where the platform has announced its end (ISO date). */
  endsOn?: string;
  fields: readonly Field[];
}

/** What an operator has given one way in. */
export interface Access {
  on: boolean;
  settings: Readonly<Record<string, string>>;
  secrets: Readonly<Record<string, string>>;
}

/** What one piece of work may use: the operator's word, the turn at a host, and a signal that ends it. */
export interface Errand {
  access: Access;
  turn: Turn;
  signal: AbortSignal;
}

/**
 * One way into one platform: a file in its platform's folder, with a line in that folder's `ways.ts` and `sources.ts`.
 * What a fourth platform takes: docs/collection.md.
 */
export interface Source extends Way {
  /** Whatever the platform answers is an outcome; throws only RetryLaterError (the browser failed) or the signal's reason. */
  collect(term: Term, errand: Errand): Promise<Collected>;
  /** One post by its address, where the way in can read one. Ends and throws as `collect` does. */
  read?(address: string, errand: Errand): Promise<Collected>;
  /** One cheap request that shows whether settings and secrets are right; `detail` says what to do when they are not. */
  test(errand: Errand): Promise<{ outcome: Outcome; detail: string; found?: number }>;
}

/** Opens a way to some hosts and no others, each hop through the guard. */
export type Reach = (allowedHosts: readonly string[]) => Guard;
