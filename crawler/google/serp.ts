/** Google's results page, read in Chromium as a visitor without an account sees it. */
import { withPage } from '../browser.ts';
import type { Guard } from '../guard.ts';
import { parse } from '../parse.ts';
import { phrase } from '../refused.ts';
import type { Collected, Errand, Source, Term } from '../source.ts';
import { tested } from '../tested.ts';
import { walk } from '../walk.ts';
import { googleSerpWay } from './ways.ts';

export interface GoogleSerp {
  guard: Guard;
  maxPages?: number;
}

/** What a results page needs to be read; everything else it asks for is refused. */
export const googleHosts = ['.google.com', '.gstatic.com', '.googleusercontent.com'] as const;

/** Google cuts a question at 32 words; an address of this length is no question (2026-11). */
const longestQuery = 2_000;

export function googleSerp({ guard, maxPages = 2 }: GoogleSerp): Source {
  async function collect(term: Term, { turn, signal }: Errand, most = maxPages): Promise<Collected> {
    const asked = phrase(term.query, longestQuery, 'Google');
    if ('refused' in asked) return asked.refused;
    return withPage(
      async (tab) => {
        const { reachedEnd: _, ...collected } = await walk({
          first: searchUrl({ ...term, query: asked.query }),
          maxPages: most,
          signal,
          parse: (payload) => parse('google', payload),
          read: (url) => turn(googleSerpWay.host, signal, () => tab.visit(url)),
          following: nextPage,
        });
        return collected;
      },
      { guard, signal, language: term.hl },
    );
  }
  return {
    ...googleSerpWay,
    collect: (term, errand) => collect(term, errand),
    async test(errand) {
      const term: Term = { platform: 'google', query: 'consulado de México', gl: 'mx', hl: 'es', since: null };
      return tested(await collect(term, errand, 1));
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
