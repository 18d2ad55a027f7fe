/** Which platform a file came from, told by its own shape: staff import files without saying. */
import { looksLikeHtml, readPage } from '../html.ts';
import type { Platform } from '../source.ts';
import { identify } from '../url.ts';
import { ofDocuments } from './documents.ts';
import { ofPage, savedFrom } from './pages.ts';

export interface Hints {
  filename?: string | undefined;
  /** The address the file was saved from. */
  url?: string | undefined;
}

/**
 * Recognises a payload: pages of Google, Facebook and X, X's API and GraphQL answers, embeds and JSON lines, Apify's,
 * CrowdTangle's and the Graph API's JSON, Custom Search. Null when it is none that `parse` knows.
 * The payload's own shape decides; the address and then the file's name are asked only where the shape does not tell.
 */
export function recognise(body: string, hints: Hints = {}): Platform | null {
  if (body.trim() === '') return null;
  const html = looksLikeHtml(body);
  const shape = html ? ofPage(readPage(body)) : ofDocuments(body);
  if (shape) return shape;
  const said = ofAddress(hints.url) ?? (html ? ofAddress(savedFrom(body)) : null);
  return said ?? (html || /^\s*[[{]/.test(body) ? ofName(hints.filename) : null);
}

/** Only an address of the platform itself tells; any web page could be a search result. */
function ofAddress(address: string | null | undefined): Platform | null {
  const named = address ? identify(address) : null;
  if (!named || 'error' in named) return null;
  return named.platform === 'google' && named.kind === 'search_result' ? null : named.platform;
}

function ofName(filename: string | undefined): Platform | null {
  const words = new Set((filename ?? '').toLowerCase().split(/[^a-z]+/));
  if (words.has('facebook')) return 'facebook';
  if (words.has('google')) return 'google';
  return words.has('twitter') || words.has('tweets') || words.has('x') ? 'x' : null;
}
