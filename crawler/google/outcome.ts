/**
 * What a page of Google is, when it shows no result. Results come first (parse.ts): an ordinary results page can hold the
 * consent overlay, "/sorry/index" in its scripts and a noscript refresh. Everything here is structure or address.
 */
import type { Element, Page } from '../html.ts';
import { below, hasClass, textOf } from '../html.ts';
import type { Outcome, Payload } from '../source.ts';
import { target } from './target.ts';
import { isGoogle } from './url.ts';

const nothing =
  /did not match any documents|no (?:ha )?obtuv?(?:o|ido) ning[uú]n|no coincid\w+ con ning[uú]n|no se (?:han encontrado|encontraron|encontró)|no hay resultados|aucun document|não encontrou nenhum|keine mit deiner suchanfrage/i;

/** Whether this region says that nothing was found: by its sentence, or by its form (the query emphasised, a list of advice). */
function saysNothing(region: Element): boolean {
  let emphasised = false;
  let advice = 0;
  for (const element of below(region)) {
    if (element.name === 'em') emphasised = true;
    if (element.name === 'li') advice++;
  }
  return (emphasised && advice >= 2) || nothing.test(textOf(region));
}

/** The outcome of a page without results. */
export function outcomeWithoutResults(page: Page, payload: Payload): Outcome {
  const url = payload.url === undefined ? null : URL.parse(payload.url);
  if (url && isGoogle(url.hostname)) {
    if (url.pathname.startsWith('/sorry')) return 'captcha';
    if (url.hostname.startsWith('consent.')) return 'consent';
    if (url.hostname.startsWith('accounts.')) return 'login_wall';
  }
  if (payload.status === 429) return 'captcha';
  if (isEmpty(page)) return 'empty';
  if (page.byId.has('captcha-form') || page.elements.some((element) => hasClass(element, 'g-recaptcha')))
    return 'captcha';
  if (page.elements.some(savesConsent)) return 'consent';
  if (payload.status === 403) return 'rate_limited';
  if (payload.status !== undefined && payload.status >= 500) return 'network_error';
  if (payload.status === 404) return 'not_available';
  /* Results that cannot be read, in the known skeleton or without it, are a new layout; anything less waits for JavaScript. */
  const skeleton = page.byId.get('rso') ?? page.byId.get('search');
  return (skeleton && textOf(skeleton) !== '') || leadsAway(page) ? 'layout_changed' : 'needs_js';
}

/**
 * The card "did not match any documents" stands above or below the place of the results. The same sentence among the results is
 * a banner over results that fit badly, so a page that has that place filled is not empty.
 */
function isEmpty(page: Page): boolean {
  const results = page.byId.get('rso');
  if (results && textOf(results) !== '') return false;
  const cards = [page.byId.get('topstuff'), page.byId.get('botstuff')];
  if (cards.some((card) => card && saysNothing(card))) return true;
  const column = page.byId.get('center_col');
  return column !== undefined && nothing.test(textOf(column));
}

const mostOwnLinks = 3;

/** Whether a page leads to several sites that are not Google's, as results do and shells do not. */
function leadsAway(page: Page): boolean {
  const sites = new Set<string>();
  for (const element of page.elements) {
    const to = element.name === 'a' && element.attribs.href ? target(element.attribs.href) : 'google';
    if (typeof to !== 'string') sites.add(new URL(to.canonicalUrl).hostname);
    if (sites.size > mostOwnLinks) return true;
  }
  return false;
}

function savesConsent(element: Element): boolean {
  if (element.name !== 'form') return false;
  const action = URL.parse(element.attribs.action ?? '', 'https://www.google.com');
  return action !== null && isGoogle(action.hostname) && action.hostname.startsWith('consent.');
}
