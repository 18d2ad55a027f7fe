/** One thing of Facebook, whichever of its faces told it. */
import { author, found, moment } from '../found.ts';
import type { FoundPost, PostKind } from '../source.ts';
import { identify } from '../url.ts';
import { aliasesOf } from './aliases.ts';
import type { Named } from '../url.ts';
import { account, event, group as groupOf, groupPostUrl, listing, postUrl } from './named.ts';

export interface Told {
  id: string;
  kind: PostKind;
  authorId: string | null;
  handle: string | null;
  name: string | null;
  text: string;
  /** Epoch seconds or an ISO date with its offset. */
  createdAt: number | string | null;
  /** Addresses under which the page links the thing; one of them may say that it is a video or a photo. */
  urls: string[];
  /** Those among its addresses that the thing gives as its own: each names this thing and no other. */
  own: string[];
  /** Other numbers that the payload gives to this same thing. */
  numbers: string[];
  group: string | null;
  links: (string | null)[];
}

export const told = (id: string, kind: PostKind = 'post'): Told => ({
  id,
  kind,
  authorId: null,
  handle: null,
  name: null,
  text: '',
  createdAt: null,
  urls: [],
  own: [],
  numbers: [],
  group: null,
  links: [],
});

/** A vanity name out of a profile's address; null for numbered ones. */
export function handleIn(address: string | null): string | null {
  const named = address === null ? null : identify(address);
  return named && 'ids' in named && named.platform === 'facebook' ? (named.ids.vanity ?? null) : null;
}

/** The key holds the thing's own number only; see url.ts for the reason. */
export function foundPost(one: Told, at: Date | undefined, rank: number | null): FoundPost {
  const key = `facebook:${one.id}`;
  const face = one.urls.map((url) => identify(url)).find((named) => 'key' in named && named.key === key);
  const named = face && 'key' in face ? face : null;
  const group = one.group ?? named?.ids.group ?? null;
  const plain = one.kind === 'post';
  const kind = plain ? (group !== null ? 'group_post' : (named?.kind ?? 'post')) : one.kind;
  return found({
    platform: 'facebook',
    platformId: one.id,
    key,
    url: urlOf(one, kind, group, named),
    kind: kind as PostKind,
    author: author(one.authorId, one.handle, one.name),
    text: one.text,
    publishedAt: moment(one.createdAt, at),
    rank,
    aliases: aliasesOf(one),
    links: one.links.filter((link) => link !== null && !ofFacebook(link)),
  });
}

/** The address of the thing's own kind; what Facebook shows of it counts only where it names the same thing. */
function urlOf(one: Told, kind: string, group: string | null, face: Named | null): string {
  if (kind === 'group_post' && group !== null) return groupPostUrl(group, one.id);
  if (kind === 'post') return postUrl(one.id, one.authorId ?? one.handle ?? face?.ids.owner_id);
  if (face !== null) return face.canonicalUrl;
  switch (kind) {
    case 'marketplace':
      return listing(one.id).canonicalUrl;
    case 'profile':
    case 'page':
      return account(one.id, kind).canonicalUrl;
    case 'group':
      return groupOf(one.id).canonicalUrl;
    case 'event':
      return event(one.id).canonicalUrl;
    default:
      return postUrl(one.id);
  }
}

/** Facebook links its own hashtags, people and pages in every text; only what leads out is a link someone gave. */
function ofFacebook(link: string): boolean {
  const named = identify(link);
  return 'platform' in named && named.platform === 'facebook';
}
