/** One post of X, whichever of its APIs told it. */
import { author, found, moment } from '../found.ts';
import type { FoundAuthor, FoundPost } from '../source.ts';
import { postUrl, profileUrl } from './url.ts';

/** X escapes exactly these three in every text it sends. */
const escapes: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };
export const unescaped = (text: string): string => text.replace(/&(?:amp|lt|gt);/g, (escape) => escapes[escape]!);

/** The time inside a snowflake id (all ids since November 2010), as a Date; null for older, sequential ids. */
export function snowflakeTime(id: string): Date | null {
  const number = BigInt(id);
  return number < 10n ** 14n ? null : new Date(Number(number >> 22n) + 1_288_834_974_657);
}

/** Addresses of a post's own pictures and videos (`…/status/1/photo/1`) are not links anyone wrote. */
const ownMedia = /^https?:\/\/(?:x|twitter)\.com\/[^/]+\/status\/\d+\/(?:photo|video)\/\d+$/;

export interface Told {
  /** All ids of an edit history, or the one id. */
  ids: string[];
  /** The id of the version this payload shows, one of `ids`. */
  shown: string;
  author: FoundAuthor | null;
  text: string;
  createdAt: string | null;
  links: (string | null)[];
  lang: string | null;
}

/** Ids grow with time; those of an edit history are its versions in order. */
const byAge = (one: string, other: string): number => one.length - other.length || (one < other ? -1 : 1);

/** Whether `one` shows a later version of its post than `other`. */
export const isLater = (one: Told, other: Told): boolean => byAge(one.shown, other.shown) > 0;

/** The key of a post: that of its first version. */
export const keyOf = (told: Told): string | null => {
  const first = told.ids.toSorted(byAge)[0];
  return first === undefined ? null : `x:${first}`;
};

/**
 * The first id of the edit history is the post's identity: each edit gets a new id, all of them open the same post. The other ids
 * are aliases on X's own word: `edit_tweet_ids` lists the versions of one post and nothing else.
 */
export function foundPost(told: Told, at: Date | undefined, rank: number | null): FoundPost | null {
  const [id, ...later] = told.ids.toSorted(byAge);
  if (id === undefined) return null;
  return found({
    platform: 'x',
    platformId: id,
    key: `x:${id}`,
    url: postUrl(id, told.author?.handle),
    kind: 'post',
    author: told.author,
    text: unescaped(told.text),
    publishedAt: moment(told.createdAt, at) ?? moment(snowflakeTime(id), at),
    rank,
    aliases: later.map((one) => `x:${one}`),
    links: told.links.filter((link) => link !== null && !ownMedia.test(link)),
    lang: told.lang,
  });
}

export interface ToldUser {
  id: string;
  handle: string | null;
  name: string | null;
  bio: string;
  createdAt: string | null;
  links: (string | null)[];
}

/** A profile as an item of its own: its text is the biography, for sellers put their offer there. */
export function foundProfile(told: ToldUser, at: Date | undefined): FoundPost {
  return found({
    platform: 'x',
    platformId: told.id,
    key: `x:user:${told.id}`,
    url: told.handle ? `https://x.com/${told.handle}` : profileUrl(told.id),
    kind: 'profile',
    author: author(told.id, told.handle, told.name),
    text: unescaped(told.bio),
    publishedAt: moment(told.createdAt, at),
    links: told.links,
  });
}
