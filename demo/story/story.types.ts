/** The words of the demo's story: who writes where, what they write, and what becomes of it. */
import type { Label } from '../../classifier/score.types.ts';

export type Face = 'facebook' | 'x';

export type Role =
  | 'seller'
  | 'gestoria'
  | 'impersonator'
  | 'misinformer'
  | 'consulate'
  | 'press'
  | 'helper'
  | 'legit'
  | 'neighbour'
  | 'near';

/** How an account or a post ended. */
export type Ending = 'suspended' | 'deleted' | 'protected';

export interface Ended {
  at: Date;
  how: Ending;
}

/** One account as it is over its whole life. Times are absolute. */
export interface Account {
  platform: Face;
  /** The platform's numeric id, as a string of digits. */
  id: string;
  /** Vanity name or X handle; null for a Facebook profile without one. */
  handle: string | null;
  /** In order of time; the first holds from the beginning. */
  names: { from: Date; name: string }[];
  role: Role;
  /** The actor behind it: accounts with the same owner are one seller. */
  owner: string;
  city: string;
  phone: string | null;
  about: string;
  /** When it starts to write. */
  joined: Date;
  ended: Ended | null;
}

export interface Group {
  id: string;
  slug: string;
  name: string;
  city: string;
  members: number;
  /** A private group shows a login wall. */
  open: boolean;
}

export type StoryPostKind = 'post' | 'group_post' | 'marketplace';

/** One post over its whole life. */
export interface StoryPost {
  platform: Face;
  id: string;
  kind: StoryPostKind;
  author: Account;
  group: Group | null;
  /** For a marketplace listing. */
  price: string | null;
  publishedAt: Date;
  /** In order of time; the first is the text as published. */
  versions: { at: Date; text: string }[];
  lang: 'es' | 'en';
  ended: Ended | null;
  /** What its author meant; the truth for tests, never served. */
  label: Label;
}

/** One invented or official web page that the demo's Google knows. */
export interface WebPage {
  url: string;
  site: string;
  title: string;
  snippet: string;
  body: string;
  label: Label;
  /** Shown as an advertisement when a query meets one of these words. */
  adFor?: string[];
}

/** A post at one moment. */
export interface SeenPost {
  post: StoryPost;
  name: string;
  text: string;
  /** 1 for the text as published. */
  version: number;
  /** Null while anyone can read it. */
  ended: Ended | null;
}

/** The demo's world at one moment. */
export interface Snapshot {
  now: Date;
  /** Newest first; those that ended are in it, marked. */
  posts: SeenPost[];
  accounts: Account[];
  groups: readonly Group[];
  pages: readonly WebPage[];
}
