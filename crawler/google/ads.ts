/** Paid results. The regions exist even when they are empty, so what counts are the units inside. */
import { absoluteLink } from '../address.ts';
import { author, found } from '../found.ts';
import type { Element, Page } from '../html.ts';
import { ancestors, below, first, hasClass, lineOf } from '../html.ts';
import { getDomain } from 'tldts';
import type { FoundPost } from '../source.ts';
import type { Named } from '../url.ts';
import { identify } from '../url.ts';
import { target } from './target.ts';

const regions = new Set(['tads', 'tadsb', 'bottomads']);

const isUnit = (element: Element): boolean =>
  'data-text-ad' in element.attribs ||
  element.name === 'g-inner-card' ||
  hasClass(element, 'ads-ad') ||
  hasClass(element, 'pla-unit') ||
  hasClass(element, 'uEierd');

/** Whether an element is a paid region or a paid unit of its own. */
export const adRegion = (element: Element): boolean =>
  regions.has(element.attribs.id ?? '') ||
  'data-text-ad' in element.attribs ||
  hasClass(element, 'ads-ad') ||
  hasClass(element, 'pla-unit');

export function ads(page: Page): FoundPost[] {
  const units = new Set<Element>();
  for (const link of page.elements) {
    if (link.name !== 'a' || link.attribs.href === undefined) continue;
    const above = [...ancestors(link)];
    if (!above.some(adRegion)) continue;
    const unit = above.findLast(isUnit);
    if (unit) units.add(unit);
  }
  const posts = new Map<string, FoundPost>();
  for (const unit of units) {
    const post = paid(unit, posts.size + 1);
    if (post && !posts.has(post.key)) posts.set(post.key, post);
  }
  return [...posts.values()];
}

function paid(unit: Element, rank: number): FoundPost | null {
  const links = [...below(unit)].filter((element) => element.name === 'a');
  const to = links.map(landing).find((one) => one !== null) ?? shown(unit);
  if (!to) return null;
  const heading = first(unit, (element) => element.name === 'h3' || element.attribs.role === 'heading');
  const title = heading ? lineOf(heading) : '';
  const text = lineOf(unit, (element) => element === heading || element.name === 'g-bubble' || element.name === 'cite');
  return found({
    platform: 'google',
    platformId: null,
    key: `google:ad:${to.canonicalUrl}${wordsOf(title || text)}`,
    url: to.canonicalUrl,
    kind: 'ad',
    author: author(null, null, getDomain(to.canonicalUrl)),
    text: [title, text].filter((part) => part !== '').join('\n'),
    publishedAt: null,
    rank,
    placement: 'ad',
    links: [to.canonicalUrl],
  });
}

/**
 * Advertisers run several ads that land on one page (often no more than their front page is told), and each offers something else: an
 * ad is its landing page and the words of its heading, or of the whole card where it has none. Digits are left out, for prices and
 * counts of reviews change by the day.
 */
function wordsOf(title: string): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{Letter}]/gu, '');
  return words === '' ? '' : `#${words.slice(0, 80)}`;
}

/** Where an ad's link lands: the address it shows to the browser, or the one inside the click counter. */
function landing(link: Element): Named | null {
  const to = target(link.attribs.href);
  return typeof to === 'string' ? null : to;
}

/** The address printed in the ad, when every link is a counter without a target and the printed one is whole. */
function shown(unit: Element): Named | null {
  const cite = first(unit, (element) => element.name === 'cite');
  const text = cite ? lineOf(cite).replace(/\s/g, '') : '';
  if (text === '' || /[›…]|\.\.\./.test(text)) return null;
  const named = identify(absoluteLink(text) ?? `https://${text}`);
  return 'error' in named || (named.platform === 'google' && named.kind !== 'search_result') ? null : named;
}
