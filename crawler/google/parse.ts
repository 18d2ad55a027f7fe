/** Any payload of Google in, results, ads and an outcome out. Which generation of page it is does not matter to the caller. */
import { absoluteLink } from '../address.ts';
import type { Page } from '../html.ts';
import { looksLikeHtml, readPage } from '../html.ts';
import { isObject, number, readJson } from '../json.ts';
import type { Parsed, Payload } from '../source.ts';
import { ads } from './ads.ts';
import { braveSearch, isBraveSearch } from './bravesearch.ts';
import { customSearch, isCustomSearch } from './customsearch.ts';
import { discovery, isDiscovery } from './discovery.ts';
import { outcomeWithoutResults } from './outcome.ts';
import { results } from './results.ts';

/** Parses any payload of Google. Never throws on what Google or a file may hold. */
export function parse(payload: Payload): Parsed {
  if (!looksLikeHtml(payload.body)) return fromJson(payload);
  const page = readPage(payload.body);
  const { posts, hidden } = results(page, payload.at);
  const paid = ads(page);
  const detail = hidden > 0 ? `Left out because Google hides where they lead: ${hidden}.` : undefined;
  if (posts.length > 0) {
    return { outcome: 'ok', posts: [...posts, ...paid], next: nextPage(page, payload), ...(detail && { detail }) };
  }
  const outcome = hidden > 0 ? 'layout_changed' : outcomeWithoutResults(page, payload);
  const reason =
    detail ?? (outcome === 'layout_changed' ? 'A results page whose results could not be read.' : undefined);
  return {
    outcome: outcome === 'needs_js' && paid.length > 0 ? 'ok' : outcome,
    posts: paid,
    next: null,
    ...(reason && { detail: reason }),
  };
}

function fromJson(payload: Payload): Parsed {
  const value = readJson(payload.body.trim());
  if (isObject(value)) {
    if (isBraveSearch(value)) return braveSearch(value, payload.at);
    if (isCustomSearch(value) || number(value, 'error', 'code') !== null) return customSearch(value, payload.at);
    if (isDiscovery(value)) return discovery(value, payload.at);
  }
  const refused = payload.status === 429 ? 'captcha' : payload.status === 403 ? 'rate_limited' : null;
  const outcome = refused ?? ((payload.status ?? 200) >= 500 ? 'network_error' : 'layout_changed');
  return { outcome, posts: [], next: null, detail: 'The answer is not a page of Google.' };
}

function nextPage(page: Page, payload: Payload): string | null {
  const href = page.byId.get('pnnext')?.attribs.href;
  const base = payload.url && URL.canParse(payload.url) ? payload.url : 'https://www.google.com/search';
  return href === undefined ? null : absoluteLink(href, base);
}
