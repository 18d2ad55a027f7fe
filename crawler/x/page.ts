/**
 * A rendered page of x.com, as Chromium or a person saved it. Attributes (`data-testid`) are the ones X's own tests use; no real
 * capture of a logged-out status page is at hand, so this is read from the shape third parties describe (2026).
 */
import { absoluteLink } from '../address.ts';
import { author } from '../found.ts';
import type { Element, Page } from '../html.ts';
import { ancestors, first, isElement, readPage, textOf } from '../html.ts';
import type { Parsed, Payload } from '../source.ts';
import { identify } from '../url.ts';
import { ofHtml, ofTombstone } from './outcome.ts';
import { foundPost } from './post.ts';

const testId = (element: Element): string | undefined => element.attribs['data-testid'];
const base = 'https://x.com/';

export function parsePage(payload: Payload): Parsed {
  const page = readPage(payload.body);
  const posts = page.elements
    .filter((element) => testId(element) === 'tweet')
    .map((article, index) => article && post(article, payload, index + 1))
    .filter((found) => found !== null);
  if (posts.length > 0) return { outcome: 'ok', posts, next: null };
  return { outcome: outcomeOf(page, payload), posts: [], next: null };
}

function outcomeOf(page: Page, payload: Payload): Parsed['outcome'] {
  const http = ofHtml(payload.status, payload.url, payload.headers);
  if (http !== 'needs_js') return http;
  const said = page.elements.find((element) => /^(?:error-detail|tombstone|empty_state)/.test(testId(element) ?? ''));
  if (said) {
    const outcome = ofTombstone(textOf(said));
    /* The same box says that a search found nothing and that an account is suspended or gone. */
    return testId(said)!.startsWith('empty') && outcome === 'not_available' ? 'empty' : outcome;
  }
  const form = page.elements.find(
    (element) => testId(element) === 'LoginForm_Login_Button' || testId(element) === 'loginButton',
  );
  return form ? 'login_wall' : 'needs_js';
}

function post(article: Element, payload: Payload, rank: number) {
  const time = first(article, (element) => element.name === 'time' && 'datetime' in element.attribs);
  const anchor = time ? [...ancestors(time)].find((element) => element.name === 'a') : null;
  const named = anchor?.attribs.href ? identify(absoluteLink(anchor.attribs.href, base) ?? '') : null;
  if (!named || 'error' in named || named.key === null || named.kind !== 'post') return null;
  const shown = first(article, (element) => testId(element) === 'tweetText');
  const who = first(article, (element) => testId(element) === 'User-Name');
  const links: (string | null)[] = [];
  if (shown) {
    for (const child of shown.children) {
      if (isElement(child) && child.name === 'a') links.push(absoluteLink(child.attribs.href ?? '', base));
    }
  }
  return foundPost(
    {
      ids: [named.ids.post_id!],
      shown: named.ids.post_id!,
      author: author(null, named.ids.handle ?? null, who ? (textOf(who).split('\n')[0] ?? null) : null),
      text: shown ? textOf(shown) : '',
      createdAt: time?.attribs.datetime ?? null,
      links,
      lang: shown?.attribs.lang ?? null,
    },
    payload.at,
    rank,
  );
}
