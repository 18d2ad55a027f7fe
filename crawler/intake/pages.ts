/** Whose page a saved page is. Marks in the head and the frame count, never words in the text. */
import type { Element, Page } from '../html.ts';
import { canonicalLink, hasClass, meta } from '../html.ts';
import type { Platform } from '../source.ts';
import { identify } from '../url.ts';
import { isGoogle } from '../google/url.ts';

/** What browsers write on top of a page they save. */
export function savedFrom(body: string): string | null {
  const head = body.slice(0, 2_000);
  const noted = /<!--\s*saved from url=\(\d+\)(\S+)\s*-->/.exec(head) ?? /<!--\s*(https?:\/\/\S+)\s*-->/.exec(head);
  return noted?.[1] ?? null;
}

export function ofPage(page: Page): Platform | null {
  const root = page.elements.find((element) => element.name === 'html');
  if (root?.attribs.id === 'facebook' || meta(page, 'al:ios:app_name') === 'Facebook') return 'facebook';
  if (root?.attribs.itemtype?.endsWith('schema.org/SearchResultsPage') && !named(page)) return 'google';
  const site = named(page);
  if (site) return site;
  if (page.elements.some(isMobileFacebook)) return 'facebook';
  if (page.elements.some((element) => element.attribs['data-testid'] === 'tweet')) return 'x';
  return isResultsPage(page) ? 'google' : null;
}

function named(page: Page): Platform | null {
  for (const address of [canonicalLink(page), meta(page, 'og:url')]) {
    const found = address === null || !/^https?:/.test(address) ? null : identify(address);
    if (found && 'platform' in found && found.platform !== 'google') return found.platform;
  }
  return null;
}

const isMobileFacebook = (element: Element): boolean =>
  element.attribs.id === 'm_story_permalink_view' ||
  element.attribs.id === 'MChromeHeader' ||
  (element.attribs['data-ft']?.startsWith('{"') === true && element.attribs['data-ft'].includes('top_level_post_id')) ||
  (element.name === 'a' && /^https:\/\/(?:lm?|m|mbasic)\.facebook\.com\/l\.php\?/.test(element.attribs.href ?? ''));

function isResultsPage(page: Page): boolean {
  if (page.byId.has('rso') || page.byId.has('captcha-form')) return true;
  const redirected = page.elements.filter(
    (element) => element.name === 'a' && /^(?:https:\/\/www\.google\.[a-z.]+)?\/url\?/.test(element.attribs.href ?? ''),
  );
  if (redirected.length >= 3) return true;
  const asked = page.elements.find((element) => element.name === 'input' && element.attribs.name === 'continue');
  const from = asked && URL.parse(asked.attribs.value ?? '');
  if (from && isGoogle(from.hostname)) return true;
  const consents = page.elements.some(
    (element) => element.name === 'form' && element.attribs.action?.startsWith('https://consent.google.'),
  );
  return (
    consents || (page.elements.some((element) => hasClass(element, 'g-recaptcha')) && /google/.test(page.title ?? ''))
  );
}
