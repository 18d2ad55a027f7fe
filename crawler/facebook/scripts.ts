/**
 * The JSON inside a page's scripts: whole documents (`type="application/json"`, since 2023) and object literals in the arguments of
 * plain scripts (before). Which script holds what changes with each build, so all that can matter are read.
 */
import type { Page } from '../html.ts';
import { scriptText } from '../html.ts';
import { readJson } from '../json.ts';

/** What a script must mention to be worth parsing: stories, comments, or the page's route. */
const worth =
  /"(?:Story|Comment|rootView|tracePolicy|canonicalRouteName|GroupCommerceProductItem|MarketplaceProductItem|marketplace_listing_title|timeline_list_feed_units|timeline_feed_units|group_feed)"/;
/** Characters looked at while searching object literals, as a multiple of the script's length: a page cannot make it quadratic. */
const budgetFactor = 8;

export function* scriptDocuments(page: Page): Generator<unknown> {
  for (const script of page.elements) {
    if (script.name !== 'script' || script.attribs.src !== undefined) continue;
    const type = script.attribs.type;
    if (type === 'application/ld+json') continue;
    const text = scriptText(script);
    if (!worth.test(text)) continue;
    const whole = type === 'application/json' ? readJson(text) : undefined;
    if (whole !== undefined) yield whole;
    else yield* literals(text);
  }
}

/** Every outermost `{"…}` in a script that is JSON. */
export function* literals(text: string): Generator<unknown> {
  let budget = text.length * budgetFactor;
  let from = text.indexOf('{"');
  while (from !== -1 && budget > 0) {
    const end = closing(text, from);
    budget -= end - from;
    const value = end === text.length ? undefined : readJson(text.slice(from, end + 1));
    if (value !== undefined) yield value;
    from = text.indexOf('{"', value === undefined ? from + 1 : end + 1);
  }
}

/** The index of the brace that closes the one at `from`, or the text's length. */
function closing(text: string, from: number): number {
  let depth = 0;
  for (let index = from; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 34) index = closingQuote(text, index);
    else if (code === 123) depth++;
    else if (code === 125 && --depth === 0) return index;
  }
  return text.length;
}

function closingQuote(text: string, from: number): number {
  for (let index = from + 1; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 92) index++;
    else if (code === 34) return index;
  }
  return text.length;
}
