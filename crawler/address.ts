/** Reading an address as people paste it, and the few safe operations on one. Nothing here knows a platform. */

export const longestAddress = 2048;

/** Spaces, zero-width and direction marks that travel along when a link is copied from a post (minet issue 175). */
const edges =
  /^[\s\u0000-\u0020\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+|[\s\u0000-\u0020\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+$/gu;
const encodedEdge = /(?:%E2%80%8[B-F]|%E2%80%A[A-E]|%E2%81%A0|%EF%BB%BF|%20|%0A|%0D)+$/i;
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu;
const sentenceEnd = /[.,;:!?…»”'")\]]+$/u;
const pairs: [string, string][] = [
  ['<', '>'],
  ['"', '"'],
  ["'", "'"],
  ['«', '»'],
  ['“', '”'],
  ['(', ')'],
  ['[', ']'],
];

function bare(input: string): string {
  let text = input.replace(edges, '');
  for (const [open, close] of pairs) {
    if (text.startsWith(open) && text.endsWith(close)) text = text.slice(1, -1).replace(edges, '');
  }
  return withoutEncodedEdge(text.replace(/[»”">]+$/u, '')).replace(/&(?:amp;)+/gi, '&');
}

/** Without percent-encoded spaces and invisible characters at the end. */
export const withoutEncodedEdge = (text: string): string => text.replace(encodedEdge, '');

/**
 * A number or a name without invisible characters and the full stop of the sentence it was copied from. Only for parts of which
 * neither can be a part: a web page's address may well end in a full stop.
 */
export const withoutSentenceEnd = (text: string): string => text.replace(invisible, '').replace(sentenceEnd, '');

/**
 * Reads an address the way people paste it: without a scheme, in brackets, with `&amp;` or invisible characters around it.
 * @returns the URL (http or https, no fragment removed), or one sentence that says why it is refused.
 */
export function readAddress(input: string): URL | { error: string } {
  if (input.length > longestAddress * 2) return { error: `longer than ${longestAddress} characters` };
  const text = bare(input.toWellFormed());
  if (text === '') return { error: 'empty' };
  if (text.length > longestAddress) return { error: `longer than ${longestAddress} characters` };
  if (/[\u0000-\u001f]/.test(text)) return { error: 'not one address: it holds control characters' };
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  const hostAndPort = /^[^/?#\s@]+\.[^/?#\s@]+:\d{1,5}(?:[/?#]|$)/.test(text);
  let absolute = text;
  if (text.startsWith('//')) absolute = `https:${text}`;
  else if (scheme === undefined || hostAndPort) absolute = `https://${text}`;
  else if (scheme !== 'http' && scheme !== 'https') return { error: `only http and https addresses, not ${scheme}:` };
  const url = URL.parse(absolute);
  if (!url) return { error: 'not an address' };
  if (url.username !== '' || url.password !== '') return { error: 'an address with a user name in it is refused' };
  const host = url.hostname.replace(/\.$/, '');
  if (!host.includes('.') && !host.startsWith('[')) return { error: 'not an address: no host name' };
  if (/[\s<>"]|\.\.|^\.|\.$/.test(host)) return { error: 'not an address: no such host name' };
  if (host !== url.hostname) url.hostname = host;
  return url;
}

/**
 * The decoded, non-empty segments of a path; a segment that cannot be decoded stays as it is. An encoded slash parts segments like
 * a plain one: no name or number of a platform holds a slash, and whole addresses get encoded on their way through messengers.
 */
export function segments(pathname: string): string[] {
  return pathname
    .split('/')
    .flatMap((part) => decoded(part).split('/'))
    .filter((part) => part !== '');
}

/** Percent-decoding that never throws. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

/** The first non-empty value among several parameter names. */
export function parameter(url: URL, ...names: string[]): string | null {
  for (const name of names) {
    const value = url.searchParams.get(name);
    if (value) return value;
  }
  return null;
}

/** An absolute http(s) link, resolved against `base`; null for anything else (`javascript:`, `#`, `mailto:`). */
export function absoluteLink(href: string, base?: string): string | null {
  const url = URL.parse(href.trim(), base);
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
}
