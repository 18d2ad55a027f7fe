/**
 * The results of a page, whatever its generation: a link with a heading (2019 to now, and the no-JavaScript layout), a heading with
 * a link (2016–17), or a card (what people are saying, top stories, videos). Class names change every few months; what stays is
 * that each result has one heading with one link, and that its box holds no other result.
 */
import { getDomain } from 'tldts';
import { author, found, moment } from '../found.ts';
import type { Element, Page } from '../html.ts';
import { ancestors, below, first, hasClass, lineOf } from '../html.ts';
import type { FoundPost } from '../source.ts';
import type { Named } from '../url.ts';
import { adRegion } from './ads.ts';
import { printedDate, splitDate } from './dates.ts';
import { target } from './target.ts';

interface Heading {
  heading: Element;
  link: Element;
  to: Named;
  /** Organic results carry a rank; answers under questions, cards and site links do not. */
  organic: boolean;
}

export interface Results {
  posts: FoundPost[];
  /** Results whose target Google encrypts. */
  hidden: number;
}

/** Where results stand besides the first region; those that scrolling adds come below it. */
const continued = new Set(['search', 'botstuff']);

/** Parts of a page that answer something else than the search. */
const asides = new Set(['rhs', 'tads', 'tadsb', 'bottomads', 'tvcap', 'bres', 'footcnt', 'fbar']);

export function results(page: Page, at: Date | undefined): Results {
  const region = page.byId.get('rso') ?? page.byId.get('search') ?? page.byId.get('ires') ?? page.byId.get('main');
  let hidden = 0;
  const headings: Heading[] = [];
  const title = titleOf(page, region);
  for (const heading of page.elements) {
    if (heading.name !== 'h3' && heading.attribs.role !== 'heading') continue;
    const link = linkOf(heading);
    if (!link || lineOf(heading) === '') continue;
    const above = [...ancestors(heading)];
    if (region && !above.includes(region) && !above.some((one) => continued.has(one.attribs.id ?? ''))) continue;
    if (above.some((one) => asides.has(one.attribs.id ?? '') || adRegion(one))) continue;
    const to = target(link.attribs.href);
    if (to === 'hidden') hidden++;
    else if (to !== 'google') headings.push({ heading, link, to, organic: isOrganic(heading, above, region, title) });
  }
  return { posts: ranked(headings, region, at), hidden };
}

function linkOf(heading: Element): Element | null {
  for (const parent of ancestors(heading)) if (parent.name === 'a') return parent;
  return first(heading, (element) => element.name === 'a' && 'href' in element.attribs);
}

type IsTitle = (heading: Element) => boolean;

/** A result's title is an h3; on phones there is none, and it is a heading of the third level. */
function titleOf(page: Page, region: Element | undefined): IsTitle {
  const h3: IsTitle = (heading) => heading.name === 'h3';
  const known = page.elements.some(
    (one) => h3(one) && linkOf(one) !== null && (!region || [...ancestors(one)].includes(region)),
  );
  return known ? h3 : (heading) => h3(heading) || heading.attribs['aria-level'] === '3';
}

function isOrganic(heading: Element, above: Element[], region: Element | undefined, isTitle: IsTitle): boolean {
  if (!isTitle(heading)) return false;
  const within = region ? above.slice(0, above.indexOf(region)) : above;
  return !within.some(
    (one) =>
      one.name === 'table' ||
      one.name === 'g-scrolling-carousel' ||
      one.attribs.role === 'listitem' ||
      'data-q' in one.attribs ||
      hasClass(one, 'related-question-pair'),
  );
}

/** Each page once: an organic result wins over a card that leads to the same page, and keeps its place. */
function ranked(headings: Heading[], region: Element | undefined, at: Date | undefined): FoundPost[] {
  const boxes = boxesOf(headings, region);
  const chosen = new Map<string, Heading>();
  for (const one of headings) {
    const before = chosen.get(one.to.canonicalUrl);
    if (before && (before.organic || !one.organic)) continue;
    chosen.delete(one.to.canonicalUrl);
    chosen.set(one.to.canonicalUrl, one);
  }
  let rank = 0;
  return [...chosen.values()].map((one) => post(one, boxes.get(one)!, one.organic ? ++rank : null, at));
}

/** The largest element around each heading that holds no other result. */
function boxesOf(headings: Heading[], region: Element | undefined): Map<Heading, Element> {
  const held = new Map<Element, number>();
  for (const { heading } of headings)
    for (const parent of ancestors(heading)) held.set(parent, (held.get(parent) ?? 0) + 1);
  const boxes = new Map<Heading, Element>();
  for (const one of headings) {
    let box = one.heading;
    for (const parent of ancestors(one.heading)) {
      if (held.get(parent)! > 1 || parent === region || parent.name === 'body') break;
      box = parent;
    }
    boxes.set(one, box);
  }
  return boxes;
}

function post({ heading, link, to }: Heading, box: Element, rank: number | null, at: Date | undefined): FoundPost {
  const title = lineOf(heading);
  const { date, text } = splitDate(snippetOf(box, heading, link));
  const told = date ?? stampOf(box);
  return found({
    platform: 'google',
    platformId: null,
    key: `google:${to.canonicalUrl}`,
    url: to.canonicalUrl,
    kind: 'search_result',
    author: author(null, null, siteOf(box) ?? getDomain(to.canonicalUrl)),
    text: text === '' ? title : `${title}\n${text}`,
    publishedAt: moment(typeof told === 'number' ? told : told === null ? null : printedDate(told, at), at),
    rank,
    placement: 'organic',
    links: [to.canonicalUrl],
  });
}

/** Snippet boxes of the generations 2016 to 2026, newest first. */
const snippetClasses = ['VwiC3b', 'ITZIwc', 'IsZvec', 's3v9rd', 'st'];

function snippetOf(box: Element, heading: Element, link: Element): string {
  for (const name of snippetClasses) {
    const known = first(box, (element) => hasClass(element, name));
    const text = known ? lineOf(known, isMore) : '';
    if (text !== '') return text;
  }
  const name = first(box, isSiteName);
  return lineOf(
    box,
    (element) =>
      element === heading ||
      element === name ||
      element.name === 'cite' ||
      element.name === 'button' ||
      element.attribs.role === 'button' ||
      element.attribs.role === 'menu' ||
      'data-ts' in element.attribs ||
      isSiteName(element) ||
      (element.name === 'h3' && element !== heading) ||
      (element === link && !link.children.includes(heading) && rest(link, heading) === ''),
  );
}

/** "Read more" at the end of a snippet: a link to the same words on the page itself. */
const isMore = (element: Element): boolean =>
  element.name === 'a' && element.attribs.href?.includes('#:~:text=') === true;

const rest = (link: Element, heading: Element): string => lineOf(link, (element) => element === heading);

const isSiteName = (element: Element): boolean => hasClass(element, 'VuuXrf') || hasClass(element, 'sTl1Td');

/** "Facebook · Citas Dallas" and "Citas Dallas · Facebook" name an account on a platform: the account is the author. */
function siteOf(box: Element): string | null {
  const shown = first(box, isSiteName);
  if (!shown) return null;
  const name = lineOf(shown);
  const parts = name.split(' · ');
  const networks = /^(?:facebook|x|twitter|instagram|youtube|tiktok|reddit|linkedin|threads|pinterest|quora)$/i;
  return (parts.length === 2 && parts.find((part) => !networks.test(part))) || name || null;
}

/** Cards carry the exact time in an attribute. */
function stampOf(box: Element): number | null {
  for (const element of below(box)) {
    const stamp = element.attribs['data-ts'];
    if (stamp !== undefined && /^\d{9,11}$/.test(stamp)) return Number(stamp);
  }
  return null;
}
