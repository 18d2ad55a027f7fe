/** Where a link of a results page leads, once Google's own addresses are taken away. */
import { absoluteLink } from '../address.ts';
import type { Named } from '../url.ts';
import { identify } from '../url.ts';

/** Copies and advice, which stand beside results. */
const ownHosts = new Set(['webcache.googleusercontent.com', 'support.google.com']);

export type Target = Named | 'google' | 'hidden';

/**
 * The page a result leads to; `hidden` when Google encrypts it (`/goto?`, an ad click without `adurl`), `google` for links
 * inside Google (more results, images, cached copies).
 */
export function target(href: string | undefined): Target {
  const link = href === undefined ? null : absoluteLink(href, 'https://www.google.com/');
  if (link === null || ownHosts.has(new URL(link).hostname)) return 'google';
  const named = identify(link);
  if ('error' in named) return 'google';
  if (named.platform === 'google' && named.kind !== 'search_result')
    return named.kind === 'share' ? 'hidden' : 'google';
  return ownHosts.has(new URL(named.canonicalUrl).hostname) ? 'google' : named;
}
