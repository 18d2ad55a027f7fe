/** What an address alone tells of a post. */
import { found } from '../found.ts';
import type { FoundPost } from '../source.ts';
import type { Named } from '../url.ts';

/** The post itself, as far as its address tells: what is kept when its page could not be read. Null without a key. */
export function unread(named: Named): FoundPost | null {
  const { platform, key, kind, canonicalUrl: url, ids } = named;
  if (key === null || kind === 'search' || kind === 'share' || kind === 'home') return null;
  const platformId = platform === 'google' ? null : (key.split(':').at(-1) ?? null);
  const aliases = ids['pfbid'] === undefined ? [] : [`${platform}:${ids['pfbid']}`];
  return found({ platform, platformId, key, url, kind, author: null, text: '', publishedAt: null, aliases });
}
