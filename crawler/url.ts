/**
 * What an address points at: one identity for all the faces of a post. Pure; nothing is fetched.
 *
 * Addresses that only wrap another one (Facebook's and Google's redirectors, login pages with `next`, AMP caches) are
 * unwrapped first. What cannot be known without a fetch (share links, pfbid, t.co, vanity names) has `key: null`.
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

export type Identified = ({ input: string } & Named) | { input: string; error: string };

const deepestWrapping = 5;

/** Reads any text as an address and says what it names. Never throws; what is refused comes back with one sentence. */
export function identify(input: string): Identified {
  let address = input;
  for (let depth = 0; depth <= deepestWrapping; depth++) {
    const url = readAddress(address);
    if ('error' in url)
      return { input, error: depth === 0 ? url.error : `the address inside is refused: ${url.error}` };
    const reading = facebook.read(url) ?? x.read(url) ?? google.read(url);
    if (!('wraps' in reading)) return { input, ...reading };
    address = reading.wraps;
  }
  return { input, error: `more than ${deepestWrapping} redirectors around one address` };
}

/** An absolute link taken out of all redirectors around it; null for what is no web address. Its spelling is left as it is. */
export function unwrapped(link: string): string | null {
  let address = link;
  for (let depth = 0; depth <= deepestWrapping; depth++) {
    const url = URL.parse(address);
    if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.href.length > 4096) return null;
    const reading = facebook.read(url) ?? x.read(url) ?? google.read(url);
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
