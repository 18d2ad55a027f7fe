/** One public page, post, group or listing of Facebook, read in Chromium as a visitor without an account sees it. */
import { withPage } from '../browser.ts';
import type { Guard } from '../guard.ts';
import { parse } from '../parse.ts';
import type { Turn } from '../politeness.ts';
import { notSwitchedOn } from '../robots.ts';
import type { Source } from '../source.ts';
import { identify } from '../url.ts';
import { refusedRun, walk } from '../walk.ts';

export interface FacebookPage {
  guard: Guard;
  turn: Turn;
  /** Whether an administrator has named facebook in VIGIA_PUBLIC_PAGES. */
  switchedOn: boolean;
}

/** Facebook's own hosts, with those of its short links and static files. */
export const facebookHosts = ['.facebook.com', '.fbcdn.net', '.fbsbx.com', 'fb.watch', 'fb.me', 'fb.com'] as const;

const host = 'www.facebook.com';

export function facebookPage({ guard, turn, switchedOn }: FacebookPage): Source {
  return {
    platform: 'facebook',
    name: 'facebook-page',
    access: 'public_page',
    robots: 'operator_decides',
    async collect(term, signal) {
      if (!switchedOn) throw notSwitchedOn('facebook');
      const address = identify(term.query);
      if ('error' in address)
        return refusedRun('', 'bad_query', `This is not an address of Facebook: ${address.error}.`);
      if (address.platform !== 'facebook') return refusedRun('', 'bad_query', 'This is not an address of Facebook.');
      if (address.kind === 'home' || address.kind === 'search')
        return refusedRun(address.canonicalUrl, 'bad_query', 'Give the address of one public page, post or group.');
      return withPage(
        async (tab) => {
          const { reachedEnd: _, ...collected } = await walk({
            first: address.canonicalUrl,
            // Further pages need Facebook's internal interface and a session: not for us.
            maxPages: 1,
            signal,
            parse: (payload) => parse('facebook', payload),
            async read(url) {
              await turn(host, signal);
              return tab.visit(url);
            },
            following: () => null,
          });
          return collected;
        },
        { guard, signal, language: term.hl },
      );
    },
  };
}
