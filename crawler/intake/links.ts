/** Links in whatever people paste: mails, chats, lists. Each is found with its place and read for what it names. Pure. */
import { isPublicPlace } from '../guard/place.ts';
import { postKinds, type Platform, type PostKind } from '../source.ts';
import { identify, type AddressKind } from '../url.ts';
import { needsNetwork } from './redirectors.ts';

/** Links of one paste; more are a table. */
export const mostLinks = 1_000;
/** UTF-16 units of one paste: a thousand links in the mails around them. */
export const longestPaste = 900_000;

export interface GivenLink {
  /** 1 for the first. */
  line: number;
  given: string;
  /** Where it stands in the text, in UTF-16 units. */
  start: number;
  end: number;
}

/** Why nothing can come of a link, as codes of sentences. */
export const linkProblems = [
  'link_malformed',
  'link_scheme',
  'link_private',
  'link_long',
  'link_search',
  'link_home',
  'link_account',
] as const;
export type LinkProblem = (typeof linkProblems)[number];

export interface ReadLink extends GivenLink {
  canonical: string | null;
  platform: Platform | null;
  kind: AddressKind | null;
  key: string | null;
  /** `post`: its identity is known; `ask`: the network may tell it; `none`: see `problem`. */
  use: 'post' | 'ask' | 'none';
  problem: LinkProblem | null;
  /** The line that names the same post before this one. */
  duplicateOf: number | null;
}

/**
 * Addresses with their scheme, and without one where the host is one that we know. What ends a sentence or a bracket is cut
 * off later, by the reader of addresses.
 */
const address =
  /(?:https?:\/\/|(?<![\w@./-])(?:(?:[a-z0-9-]+\.)*(?:facebook\.com|fb\.com|twitter\.com|x\.com|google\.com(?:\.mx)?)\/|www\.[a-z0-9-]+\.[a-z0-9.-]+|(?:fb\.watch|fb\.me|t\.co|bit\.ly|tinyurl\.com|goo\.gl|share\.google)\/))[^\s<>"'`|\\^{}\u00ab\u00bb\u201c\u201d\u2018\u2019\u0000-\u001f]+/giu;

/** A line that is plainly meant as an address and yet is none: it is said why rather than passed over. */
const meant = /^\s*(?:[a-z][a-z0-9+.-]*:\/\/|www\.|javascript:|mailto:|file:|data:)\S+\s*$/iu;

/** Without the full stop of its sentence, and without a bracket that was opened before it. */
function trimmed(text: string): string {
  const count = (sign: string): number => text.split(sign).length - 1;
  const spare: Record<string, number> = { ')': count(')') - count('('), ']': count(']') - count('[') };
  let end = text.length;
  for (; end > 0; end--) {
    const last = text[end - 1]!;
    if ((spare[last] ?? 0) > 0) spare[last]! -= 1;
    else if (last in spare || !/[.,;:!?…*_~]/u.test(last)) break;
  }
  return text.slice(0, end);
}

/** The links of a text in order, at most `mostLinks` + 1, so that one too many is noticed. Never throws. */
export function linksIn(text: string): GivenLink[] {
  const found: Omit<GivenLink, 'line'>[] = [];
  let lineStart = 0;
  for (const line of text.slice(0, longestPaste).split('\n')) {
    const before = found.length;
    for (const match of line.matchAll(address)) {
      const given = trimmed(match[0]);
      const start = lineStart + match.index;
      if (given.length > 10 || given.includes('/')) found.push({ given, start, end: start + given.length });
    }
    if (found.length === before && meant.test(line)) {
      const given = line.trim().slice(0, 500);
      const start = lineStart + line.indexOf(given);
      found.push({ given, start, end: start + given.length });
    }
    if (found.length > mostLinks) break;
    lineStart += line.length + 1;
  }
  return found.slice(0, mostLinks + 1).map((link, index) => ({ line: index + 1, ...link }));
}

const isPostKind = (kind: AddressKind): kind is PostKind => (postKinds as readonly string[]).includes(kind);

/** Reads each link, and marks those that name what an earlier one names. */
export function readLinks(links: readonly GivenLink[]): ReadLink[] {
  const firstOf = new Map<string, number>();
  return links.map((link) => {
    const read = readLink(link);
    const identity = read.key ?? (read.use === 'none' ? null : read.canonical);
    const known = identity === null ? undefined : firstOf.get(identity);
    if (identity !== null && known === undefined) firstOf.set(identity, link.line);
    return { ...read, duplicateOf: known ?? null };
  });
}

function readLink(link: GivenLink): ReadLink {
  const nothing = { canonical: null, platform: null, kind: null, key: null, duplicateOf: null } as const;
  const named = identify(link.given);
  if ('error' in named) return { ...link, ...nothing, use: 'none', problem: whyRefused(named.error) };
  const { canonicalUrl: canonical, platform, kind, key } = named;
  const read = { ...link, canonical, platform, kind, key, duplicateOf: null };
  if (!isPublicPlace(canonical)) return { ...link, ...nothing, use: 'none', problem: 'link_private' };
  if (needsNetwork(link.given)) return { ...read, key: null, use: 'ask', problem: null };
  if (kind === 'search') return { ...read, use: 'none', problem: 'link_search' };
  if (kind === 'home' || kind === 'share') return { ...read, use: 'none', problem: 'link_home' };
  if (key !== null && isPostKind(kind)) return { ...read, use: 'post', problem: null };
  // A pfbid names a post, whose number only its page tells; a name without a number could be another account tomorrow.
  if (kind === 'post' || kind === 'group_post') return { ...read, use: 'ask', problem: null };
  return { ...read, use: 'none', problem: 'link_account' };
}

function whyRefused(error: string): LinkProblem {
  if (error.startsWith('only http')) return 'link_scheme';
  if (error.startsWith('longer')) return 'link_long';
  return 'link_malformed';
}
