/**
 * Hosts whose whole trade is to lead elsewhere, and which may therefore be asked where an address of theirs leads.
 * None was asked live: the list is what their operators and maintained lists say, as dated.
 */
import { identify } from '../url.ts';

export interface Redirectors {
  /** ISO date on which the source was read. */
  readOn: string;
  source: string;
  hosts: readonly string[];
  /** Only addresses under these paths redirect; the rest of the host shows pages. Empty: all of them. */
  paths: readonly string[];
}

export const redirectors: readonly Redirectors[] = [
  {
    readOn: '2026-11-24',
    source:
      'https://www.facebook.com/share/ (share links answer with a Location; seen in captures of others, not asked live)',
    hosts: ['www.facebook.com', 'm.facebook.com', 'web.facebook.com'],
    paths: ['/share/', '/l.php', '/flx/'],
  },
  {
    readOn: '2026-11-24',
    source: 'https://www.facebook.com/help/ (fb.me and fb.watch are its short addresses; not asked live)',
    hosts: ['fb.me', 'fb.watch', 'l.facebook.com', 'lm.facebook.com'],
    paths: [],
  },
  {
    readOn: '2026-11-24',
    source: 'https://docs.x.com/fundamentals/tco (t.co answers HEAD with 301; not asked live)',
    hosts: ['t.co', 'pic.x.com', 'pic.twitter.com'],
    paths: [],
  },
  {
    readOn: '2026-11-24',
    source: 'https://www.google.com/ (results pages of 2026 lead over /goto; seen in captures, not asked live)',
    hosts: ['www.google.com', 'google.com', 'www.googleadservices.com'],
    paths: ['/goto', '/url', '/aclk', '/pagead/aclk'],
  },
  {
    readOn: '2026-11-24',
    source: "https://github.com/PeterDaveHello/url-shorteners and each operator's own site (not asked live)",
    hosts: [
      'bit.ly',
      'bitly.com',
      'buff.ly',
      'cutt.ly',
      'dub.sh',
      'g.co',
      'goo.gl',
      'is.gd',
      'ow.ly',
      'rb.gy',
      'rebrand.ly',
      'share.google',
      'shorturl.at',
      't.ly',
      'tiny.cc',
      'tinyurl.com',
      'v.gd',
    ],
    paths: [],
  },
];

/** Whether an address only leads elsewhere, by its host and path. */
export function isRedirector(url: URL): boolean {
  return redirectors.some(
    ({ hosts, paths }) =>
      hosts.includes(url.hostname) &&
      url.pathname.length > 1 &&
      (paths.length === 0 || paths.some((path) => url.pathname === path || url.pathname.startsWith(path))),
  );
}

/** Every host that a resolution may ask: the guard's allow-list. */
export const redirectorHosts: readonly string[] = [...new Set(redirectors.flatMap(({ hosts }) => hosts))];

/** Whether an address has no identity of its own, but a redirector may tell one. */
export function needsNetwork(address: string): boolean {
  const named = identify(address);
  if ('error' in named) return false;
  const url = URL.parse(named.canonicalUrl);
  return url !== null && isRedirector(url) && (named.kind === 'share' || named.kind === 'search_result');
}
