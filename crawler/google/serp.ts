/** Google's results page, read in Chromium as a visitor without an account sees it. */
import { withPage } from '../browser.ts';
import type { Guard } from '../guard.ts';
import { parse } from '../parse.ts';
import type { Turn } from '../politeness.ts';
import { notSwitchedOn } from '../robots.ts';
import type { Source, Term } from '../source.ts';
import { refusedRun, walk } from '../walk.ts';

export interface GoogleSerp {
  guard: Guard;
  turn: Turn;
  /** Whether an administrator has named google in VIGIA_PUBLIC_PAGES. */
  switchedOn: boolean;
  maxPages?: number;
}

/** What a results page needs to be read; everything else it asks for is refused. */
export const googleHosts = ['.google.com', '.gstatic.com', '.googleusercontent.com'] as const;

/** Google cuts a question at 32 words; an address of this length is no question (2026-11). */
const longestQuery = 2_000;

export function googleSerp({ guard, turn, switchedOn, maxPages = 2 }: GoogleSerp): Source {
  return {
    platform: 'google',
    name: 'google-serp',
    access: 'public_page',
    robots: 'operator_decides',
    async collect(term, signal) {
      if (!switchedOn) throw notSwitchedOn('google');
      const query = term.query.replace(/\p{Cc}+/gu, ' ').trim();
      if (query === '') return refusedRun('https://www.google.com/search', 'bad_query', 'The term is empty.');
      if (query.length > longestQuery)
        return refusedRun(
          'https://www.google.com/search',
          'bad_query',
          `The term is longer than ${longestQuery} characters.`,
        );
      return withPage(
        async (tab) => {
          const { reachedEnd: _, ...collected } = await walk({
            first: searchUrl({ ...term, query }),
            maxPages,
            signal,
            parse: (payload) => parse('google', payload),
            async read(url) {
              await turn('www.google.com', signal);
              return tab.visit(url);
            },
            following: nextPage,
          });
          return collected;
        },
        { guard, signal, language: term.hl },
      );
    },
  };
}

function searchUrl({ query, gl, hl }: Pick<Term, 'query' | 'gl' | 'hl'>): string {
  const url = new URL('https://www.google.com/search');
  url.search = new URLSearchParams({ q: query, gl, hl }).toString();
  return url.href;
}

/** The link to the next page, only while it is one of Google's own results pages. */
function nextPage(next: string, url: string): string | null {
  const found = URL.parse(next, url);
  return found && found.origin === new URL(url).origin && found.pathname === '/search' ? found.href : null;
}
