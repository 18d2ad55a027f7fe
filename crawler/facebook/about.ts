/** What a page is about when it shows no post: an event, a Page, a group or a profile, told by its head. */
import { author, found } from '../found.ts';
import type { Page } from '../html.ts';
import { canonicalLink, meta } from '../html.ts';
import type { FoundPost } from '../source.ts';
import type { Named } from '../url.ts';
import { identify } from '../url.ts';
import { isId } from './ids.ts';

/** The thing as an item whose text is its name and description; null when the head has no name or no number for it. */
export function about(page: Page, address: string | undefined): FoundPost | null {
  const title = meta(page, 'og:title');
  if (title === null || title === '') return null;
  const thing = numbered(page) ?? named(canonicalLink(page)) ?? named(meta(page, 'og:url')) ?? named(address ?? null);
  if (!thing || thing.key === null) return null;
  const kind = thing.kind;
  if (kind !== 'event' && kind !== 'page' && kind !== 'group' && kind !== 'profile' && kind !== 'marketplace')
    return null;
  const id = thing.key.slice('facebook:'.length);
  const description = meta(page, 'og:description') ?? meta(page, 'description') ?? '';
  const own = kind === 'page' || kind === 'profile';
  const shown = named(meta(page, 'og:url')) ?? named(canonicalLink(page));
  return found({
    platform: 'facebook',
    platformId: id,
    key: thing.key,
    url: thing.canonicalUrl,
    kind,
    author: own ? author(id, shown?.ids.vanity ?? null, title) : null,
    text: description === '' || description === title ? title : `${title}\n${description}`,
    publishedAt: null,
  });
}

function named(address: string | null): Named | null {
  const thing = address === null ? null : identify(address);
  return thing && 'key' in thing && thing.platform === 'facebook' && thing.kind !== 'home' ? thing : null;
}

/** The app's link carries the number where the address only has a name: `fb://profile/1`, `fb://page/?id=1`. */
function numbered(page: Page): Named | null {
  const app = meta(page, 'al:ios:url') ?? meta(page, 'al:android:url');
  const [, kind, id] = /^fb:\/\/(profile|page|group|event)\/(?:\?id=)?(\d+)/.exec(app ?? '') ?? [];
  if (!isId(id)) return null;
  switch (kind) {
    case 'group':
      return named(`https://www.facebook.com/groups/${id}/`);
    case 'event':
      return named(`https://www.facebook.com/events/${id}/`);
    case 'page':
      return named(`https://www.facebook.com/pages/-/${id}`);
    default:
      return named(`https://www.facebook.com/profile.php?id=${id}`);
  }
}
