/**
 * What an address points at: one identity for all the faces of a post. Pure; nothing is fetched.
 *
 * Addresses that only wrap another one (Facebook's and Google's redirectors, login pages with `next`, AMP caches) are
 * unwrapped first. What cannot be known without a fetch (share links, pfbid, t.co, vanity names) has `key: null`, and `needs` says
 * that the network would tell.
 */
import { readAddress } from './address.ts';
import * as facebook from './facebook/url.ts';
import * as google from './google/url.ts';
import type { Platform, PostKind } from './source.ts';
import * as x from './x/url.ts';

export type AddressKind = PostKind | 'search' | 'share' | 'home';

/** One thing an address names. `ids` holds what the address tells: strings, never numbers. */
export interface Named {
  platform: Platform;
  kind: AddressKind;
  /** The canonical key as FoundPost.key has it; null when only a fetch can tell. */
  key: string | null;
  canonicalUrl: string;
  ids: Record<string, string>;
}

/** A platform's reading of an address: what it names, the address wrapped in it, or null when it is not this platform's. */
export type Reading = Named | { wraps: string } | null;

/** `needs: 'network'` stands only beside `key: null`: the address leads to one thing, and only opening it tells to which. */
export type Identified =
  ({ input: string } & Named & { needs?: 'network'; detail?: string }) | { input: string; error: string };

/** Google comes last: every web page that is nobody else's is what one of its results leads to. */
const readingOf = (url: URL): Exclude<Reading, null> => facebook.read(url) ?? x.read(url) ?? google.read(url);

const deepestWrapping = 5;

/** Reads any text as an address and says what it names. Never throws; what is refused comes back with one sentence. */
export function identify(input: string): Identified {
  let address = input;
  for (let depth = 0; depth <= deepestWrapping; depth++) {
    const url = readAddress(address);
    if ('error' in url)
      return { input, error: depth === 0 ? url.error : `the address inside is refused: ${url.error}` };
    const reading = readingOf(url);
    if (!('wraps' in reading)) return { input, ...reading, ...whyNoKey(reading) };
    address = reading.wraps;
  }
  return { input, error: `more than ${deepestWrapping} redirectors around one address` };
}

function whyNoKey(named: Named): { needs?: 'network'; detail?: string } {
  if (named.key !== null) return {};
  if (named.kind === 'share')
    return { needs: 'network', detail: 'A short or hidden link: only the network tells where it leads.' };
  if (named.ids.pfbid !== undefined)
    return { needs: 'network', detail: 'Facebook hides the number of this post: only the network tells it.' };
  if (named.kind === 'profile' || named.kind === 'page' || named.kind === 'group')
    return { needs: 'network', detail: 'A name can change hands: only the network tells whose number it stands for.' };
  return named.kind === 'home' || named.kind === 'search'
    ? { detail: 'A page of the platform itself: it names no post.' }
    : { detail: 'The address has the form of a post, but no number that could be its own.' };
}

/**
 * The alias under which a thing without a key can be looked up (FoundPost.aliases, and what an earlier fetch learned): a pfbid, or
 * the code of a share link together with what issued it. Null for what has a key, and for names: they change hands.
 */
export function aliasOf(named: Identified): string | null {
  if ('error' in named || named.key !== null) return null;
  if (named.ids.pfbid !== undefined) return `${named.platform}:${named.ids.pfbid}`;
  if (named.kind !== 'share') return null;
  /* Whether the code spaces of fb.watch, /share/p/ and /share/v/ are one is not known, so the whole short address is the name. */
  const { host, pathname, search } = new URL(named.canonicalUrl);
  return search === '' ? `${named.platform}:share:${host}${pathname.replace(/\/$/, '')}` : null;
}

/** An absolute link taken out of all redirectors around it; null for what is no web address. Its spelling is left as it is. */
export function unwrapped(link: string): string | null {
  let address = link;
  for (let depth = 0; depth <= deepestWrapping; depth++) {
    const url = URL.parse(address);
    if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.href.length > 4096) return null;
    const reading = readingOf(url);
    if (!('wraps' in reading)) return depth === 0 ? url.href : withoutClickId(url);
    address = reading.wraps;
  }
  return null;
}

/** Facebook adds `fbclid` to each target of its redirector. */
function withoutClickId(url: URL): string {
  if (url.searchParams.has('fbclid')) url.searchParams.delete('fbclid');
  return url.href;
}
