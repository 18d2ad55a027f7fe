/**
 * Addresses of Google, and of every ordinary web page: for us a web page is what a search result leads to.
 *
 * A result has no id of its own, so its identity is the page it leads to: `google:<canonical target>`. The target is taken out
 * of Google's redirectors and AMP caches, tracking parameters and the fragment go (`#:~:text=` differs for each query), what is
 * left of the parameters is sorted. Nothing is decoded on the way: two different addresses must never become one key.
 */
import { getDomain, getDomainWithoutSuffix } from 'tldts';
import { parameter } from '../address.ts';
import type { Named, Reading } from '../url.ts';
import { canonicalWeb } from './canonical.ts';

/** Parameters that say what a search is; the rest are the session's. */
const searchParameters = ['q', 'tbm', 'udm', 'start', 'hl', 'gl', 'lr', 'cr', 'tbs'];
/** Redirectors of others that keep the target in the open, with the parameter that holds it. */
const openRedirectors: Record<string, string> = {
  'l.instagram.com': 'u',
  'l.messenger.com': 'u',
  'l.threads.net': 'u',
  'l.threads.com': 'u',
  'l.wl.co': 'u',
  'googleweblight.com': 'u',
  'translate.googleusercontent.com': 'u',
  'www.youtube.com/redirect': 'q',
  'out.reddit.com': 'url',
  'duckduckgo.com/l/': 'uddg',
  'slack-redir.net/link': 'url',
  'www.linkedin.com/redir/redirect': 'url',
  'www.linkedin.com/safety/go': 'url',
};
/** Outlook rewrites every link of a mail; each region has a host of its own. */
const safeLinks = /(?:^|\.)safelinks\.protection\.outlook\.com$/;
/** Google's own short links: only the network tells where they lead. */
const shortHosts = new Set(['share.google', 'search.app', 'goo.gl', 'g.co', 'maps.app.goo.gl', 'search.app.goo.gl']);
const clickHosts = new Set(['googleadservices.com', 'doubleclick.net', 'googlesyndication.com']);

/** Structural: `google` is the label left of the public suffix (google.com.mx yes, google.example.com no). */
export const isGoogle = (host: string): boolean => getDomainWithoutSuffix(host) === 'google';

/** Hosts that answer searches; other services of Google (Sites, Docs, Forms, Maps) hold other people's pages. */
const isSearchHost = (host: string): boolean =>
  isGoogle(host) && (getDomain(host) === host || /^(?:www|m|images|encrypted|ipv4|ipv6)\./.test(host));

const named = (
  kind: Named['kind'],
  key: string | null,
  canonicalUrl: string,
  ids: Record<string, string> = {},
): Named => ({
  platform: 'google',
  kind,
  key,
  canonicalUrl,
  ids,
});

/** What an address of Google, or any web page, names. Facebook and X are asked before. */
export function read(url: URL): Exclude<Reading, null> {
  const host = url.hostname;
  const target =
    adTarget(url) ??
    redirectedElsewhere(url) ??
    (isGoogle(host) ? redirected(url) : null) ??
    ampCached(url) ??
    translated(url) ??
    cached(url);
  if (target) return { wraps: target };
  if (shortHosts.has(host) && url.pathname !== '/')
    return named('share', null, `https://${host}${url.pathname}`, { share: url.pathname.slice(1) });
  if (isSearchHost(host)) {
    const own = searchPage(url);
    if (own) return own;
  } else if (isGoogle(host) && /^(?:consent|accounts)\./.test(host)) return named('home', null, `https://${host}/`);
  if (/^www\.googleadservices\.com$/.test(host)) return named('share', null, `https://${host}${url.pathname}`);
  const canonicalUrl = canonicalWeb(url);
  return named('search_result', `google:${canonicalUrl}`, canonicalUrl, { domain: getDomain(host) ?? host });
}

function searchPage(url: URL): Named | null {
  const path = url.pathname.replace(/\/$/, '');
  if (path === '' || path === '/webhp') {
    return named('home', null, 'https://www.google.com/');
  }
  if (path === '/search' || path === '/wml/search') {
    const kept = new URLSearchParams();
    for (const name of searchParameters) {
      const value = parameter(url, name);
      if (value) kept.set(name, value);
    }
    const query = parameter(url, 'q');
    return named('search', null, `https://www.google.com/search?${kept}`, query ? { query } : {});
  }
  /* `/goto?` is encrypted since 2026 and `/url` may come without a target: only a fetch tells where they lead. */
  if (path === '/goto' || path === '/url' || path === '/aclk' || path === '/pagead/aclk' || path === '/imgres') {
    return named('share', null, canonicalWeb(url));
  }
  if (path.startsWith('/sorry')) return named('home', null, 'https://www.google.com/');
  return null;
}

/** The address inside one of Google's redirectors, or null. */
function redirected(url: URL): string | null {
  const path = url.pathname.replace(/\/$/, '');
  if (path === '/url' || path === '/interstitial')
    return web(parameter(url, 'q'), parameter(url, 'url')) ?? ownPath(parameter(url, 'q', 'url'));
  if (path === '/imgres') return web(parameter(url, 'imgrefurl'));
  if (path === '/aclk' || path === '/pagead/aclk') return web(parameter(url, 'adurl'));
  if (url.hostname.startsWith('consent.') || path.startsWith('/sorry')) return web(parameter(url, 'continue'));
  if (url.hostname.startsWith('translate.') && (path === '/translate' || path === '/website'))
    return web(parameter(url, 'u'));
  const amp = /^\/amp\/(s\/)?(.+)$/.exec(url.pathname);
  return amp ? `${amp[1] ? 'https' : 'http'}://${amp[2]}${url.search}` : null;
}

function redirectedElsewhere(url: URL): string | null {
  const name = safeLinks.test(url.hostname)
    ? 'url'
    : (openRedirectors[url.hostname] ?? openRedirectors[`${url.hostname}${url.pathname}`]);
  return name === undefined ? null : web(parameter(url, name));
}

/** Google's redirector around one of Google's own pages: `/url?q=/search?…`. */
const ownPath = (value: string | null): string | null =>
  value !== null && /^\/(?!\/)/.test(value) ? `https://www.google.com${value}` : null;

/**
 * `a--b-example-com.translate.goog/path?_x_tr_sl=…` is a-b.example.com read through Google's translator: `-` stands for a dot and
 * `--` for a hyphen, as in the names of AMP caches. `_x_tr_enc` marks names that are written in another way.
 */
function translated(url: URL): string | null {
  const label = /^([a-z0-9-]+)\.translate\.goog$/.exec(url.hostname)?.[1];
  if (label === undefined || url.searchParams.has('_x_tr_enc')) return null;
  const host = label.replaceAll('--', '\n').replaceAll('-', '.').replaceAll('\n', '-');
  if (getDomain(host) === null) return null;
  const pairs = url.search.slice(1).split('&');
  const query = pairs.filter((pair) => pair !== '' && !pair.startsWith('_x_tr_')).join('&');
  const scheme = url.searchParams.get('_x_tr_sch') === 'http' ? 'http' : 'https';
  return `${scheme}://${host}${url.pathname}${query === '' ? '' : `?${query}`}`;
}

/** Google's copy of a page (until 2024): `/search?q=cache:{code}:{address} {words}`. */
function cached(url: URL): string | null {
  if (url.hostname !== 'webcache.googleusercontent.com') return null;
  const address = /^cache:(?:[\w-]{10,14}:)?(\S+)/.exec(parameter(url, 'q') ?? '')?.[1];
  if (address === undefined) return null;
  return /^https?:\/\//i.test(address) ? address : `http://${address}`;
}

function adTarget(url: URL): string | null {
  return clickHosts.has(getDomain(url.hostname) ?? '') ? web(parameter(url, 'adurl')) : null;
}

/** `news-example-com.cdn.ampproject.org/c/s/news.example.com/path`. */
function ampCached(url: URL): string | null {
  if (!/(?:^|\.)cdn\.ampproject\.org$/.test(url.hostname)) return null;
  const found = /^\/(?:[a-z]+\/)?(s\/)?([^/]+\.[^/]+\/?.*)$/.exec(url.pathname);
  return found ? `${found[1] ? 'https' : 'http'}://${found[2]}${url.search}` : null;
}

const web = (...values: (string | null)[]): string | null =>
  values.find((value) => value !== null && /^https?:\/\//i.test(value)) ?? null;
