/** One public page, post, group or listing of Facebook, read in Chromium as a visitor without an account sees it. */
import { withPage } from '../browser/browser.ts';
import type { Guard } from '../guard/guard.ts';
import { parse } from '../parse.ts';
import { refusedRun } from '../refused.ts';
import type { Collected, Errand, Source, Term } from '../source.ts';
import { tested } from '../tested.ts';
import { identify } from '../url.ts';
import { walk } from '../walk.ts';
import { facebookPageWay } from './ways.ts';

/** Facebook's own hosts, with those of its short links and static files. */
export const facebookHosts = ['.facebook.com', '.fbcdn.net', '.fbsbx.com', 'fb.watch', 'fb.me', 'fb.com'] as const;

/** A page that has stood for years: what a test of the connection reads. */
const knownPage = 'https://www.facebook.com/SRE.mx';

export function facebookPage({ guard }: { guard: Guard }): Source {
  async function collect(term: Pick<Term, 'query' | 'hl'>, { turn, signal }: Errand): Promise<Collected> {
    const address = identify(term.query);
    if ('error' in address) return refusedRun('bad_query', `This is not an address of Facebook: ${address.error}.`);
    if (address.platform !== 'facebook') return refusedRun('bad_query', 'This is not an address of Facebook.');
    if (address.kind === 'home' || address.kind === 'search')
      return refusedRun('bad_query', 'Give the address of one public page, post or group.');
    return withPage(
      async (tab) => {
        const { reachedEnd: _, ...collected } = await walk({
          first: address.canonicalUrl,
          // Further pages need Facebook's internal interface and a session: not for us.
          maxPages: 1,
          signal,
          parse: (payload) => parse('facebook', payload),
          read: (url) => turn(facebookPageWay.host, signal, () => tab.visit(url)),
          following: () => null,
        });
        return collected;
      },
      { guard, signal, language: term.hl },
    );
  }
  return {
    ...facebookPageWay,
    collect,
    read: (address, errand) => collect({ query: address, hl: 'es' }, errand),
    test: async (errand) => tested(await collect({ query: knownPage, hl: 'es' }, errand)),
  };
}
