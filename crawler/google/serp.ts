/** Google's results page, read in Chromium as a visitor without an account sees it. */
import { withPage } from '../browser/browser.ts';
import type { Guard } from '../guard/guard.ts';
import { parse } from '../parse.ts';
import type { Source } from '../source.ts';
import { resultsSource, type Provider, type Question } from './provider.ts';
import { googleSerpWay as way } from './ways.ts';

export interface GoogleSerp {
  guard: Guard;
  maxPages?: number;
}

/** What a results page needs to be read; everything else it asks for is refused. */
export const googleHosts = ['.google.com', '.gstatic.com', '.googleusercontent.com'] as const;

export function googleSerp({ guard, maxPages = 2 }: GoogleSerp): Source {
  const provider: Provider = {
    way,
    who: 'Google',
    /** Google cuts a question at 32 words; an address of this length is no question (2026-11). */
    longestQuery: 2_000,
    maxPages,
    lend: (question, { signal }, use) =>
      withPage(
        (tab) =>
          use({
            first: searchUrl(question),
            following: nextPage,
            read: (url) => tab.visit(url),
            parse: (payload) => parse('google', payload),
          }),
        { guard, signal, language: question.hl, keep: way.name },
      ),
  };
  return resultsSource(provider);
}

function searchUrl({ query, gl, hl }: Question): string {
  const url = new URL('https://www.google.com/search');
  url.search = new URLSearchParams({ q: query, gl, hl }).toString();
  return url.href;
}

/** The link to the next page, only while it is one of Google's own results pages. */
function nextPage(next: string, url: string): string | null {
  const found = URL.parse(next, url);
  return found && found.origin === new URL(url).origin && found.pathname === '/search' ? found.href : null;
}
