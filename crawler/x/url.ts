/**
 * Addresses of X.
 *
 * The identity of a post is its id: `x:<post id>`. The handle in the address is decoration (X itself ignores it) and can
 * change hands, so it is kept in `ids` and stays out of the key. An edited post keeps the id of its first version (parse.ts).
 * A profile's key is `x:user:<user id>`: old user ids and old post ids come from different counters and overlap. A handle alone
 * has no key, for the same handle can belong to another account tomorrow.
 */
import { getDomain } from 'tldts';
import { decoded, parameter, segments, withoutSentenceEnd } from '../address.ts';
import type { Named, Reading } from '../url.ts';

const own = new Set(['x.com', 'twitter.com']);
const onion = 'twitter3e4tixl4xyajtrzo62zg5vztmjuricljdp2c5kshju4avyoid.onion';
/**
 * Faces of X run by others that keep its paths (from their projects' lists, not tried; 2026-11; the `nitter` label covers its
 * instances). Whatever such a host shows, what we open and keep is X's own page of that number.
 */
const mirrors = new Set([
  'fxtwitter.com',
  'vxtwitter.com',
  'fixupx.com',
  'fixvx.com',
  'twittpr.com',
  'xcancel.com',
  'twiiit.com',
]);
/** Words that stand where a handle would, but are X's own pages. */
const reserved = new Set(
  'about account compose download explore followers following hashtag help home i intent jobs lists login logout messages notifications oauth privacy search settings share signup tos who_to_follow'.split(
    ' ',
  ),
);
/** Snowflake-sized, without a leading zero: what does not look like this is not an id. */
const id = /^[1-9]\d{0,18}$/;
const handle = /^[A-Za-z0-9_]{1,20}$/;

export const postUrl = (postId: string, by?: string | null): string => `https://x.com/${by ?? 'i'}/status/${postId}`;
export const profileUrl = (userId: string): string => `https://x.com/i/user/${userId}`;

const post = (postId: string, by?: string): Named => ({
  platform: 'x',
  kind: 'post',
  key: `x:${postId}`,
  canonicalUrl: postUrl(postId),
  ids: { post_id: postId, ...(by !== undefined && { handle: by }) },
});

const account = (by: string): Named => ({
  platform: 'x',
  kind: 'profile',
  key: null,
  canonicalUrl: `https://x.com/${by.toLowerCase()}`,
  ids: { handle: by },
});

const user = (userId: string): Named => ({
  platform: 'x',
  kind: 'profile',
  key: `x:user:${userId}`,
  canonicalUrl: profileUrl(userId),
  ids: { user_id: userId },
});

const page = (kind: Named['kind'], canonicalUrl: string, ids: Record<string, string> = {}): Named => ({
  platform: 'x',
  kind,
  key: null,
  canonicalUrl,
  ids,
});

const home = (): Named => page('home', 'https://x.com/');

/** The form of a post, but no number of one in it. */
const unread = (parts: string[]): Named =>
  page('post', `https://x.com/${parts.map((part) => encodeURIComponent(part)).join('/')}`);

function isX(host: string): boolean {
  const domain = getDomain(host);
  if (domain === null) return false;
  if (domain === onion) return true;
  if (own.has(domain)) return /^(?:(?:www|m|mobile|web|touch)\.)?(?:x|twitter)\.com$/.test(host);
  return mirrors.has(domain) || host.split('.').includes('nitter');
}

/** What an address of X names; null when the host is not X's. */
export function read(url: URL): Reading {
  const host = url.hostname;
  if (host === 't.co' || host === 'pic.twitter.com' || host === 'pic.x.com') {
    const code = segments(url.pathname)[0];
    return code ? page('share', `https://${host}/${encodeURIComponent(code)}`, { share: code }) : home();
  }
  const embedded = embed(url);
  if (embedded) return embedded;
  if (!isX(host)) return null;
  const bang = /^#!\/?(.*)$/.exec(url.hash)?.[1];
  const path = bang === undefined ? url.pathname : (bang.split('?')[0] ?? '');
  const parts = segments(path.replace(/%3f.*$/i, '')).map(withoutSentenceEnd);
  /* Mirrors serve the picture or the data of a post beside it: `/status/1.jpg`. */
  return fromPath(
    own.has(getDomain(host) ?? '') ? parts : parts.map((part) => part.replace(/^(\d+)\.[a-z0-9]{2,4}$/, '$1')),
    url,
  );
}

/** Embeds and API addresses: the post's id or address is a parameter. */
function embed(url: URL): Reading {
  const host = url.hostname;
  if (host === 'platform.twitter.com' || host === 'cdn.syndication.twimg.com' || host === 'platform.x.com') {
    const found = parameter(url, 'id');
    return found && id.test(found) ? post(found) : null;
  }
  if (host === 'publish.twitter.com' || host === 'publish.x.com') {
    const inner = parameter(url, 'url', 'query');
    return inner ? { wraps: inner } : null;
  }
  if (host === 'api.twitter.com' || host === 'api.x.com') {
    const inPath = /^\/(?:2\/tweets|1\.1\/statuses\/show)\/([1-9]\d{0,18})(?:\.json)?$/.exec(url.pathname)?.[1];
    const asked = /^\/(?:2\/tweets|1\.1\/statuses\/show\.json)$/.test(url.pathname)
      ? parameter(url, 'id', 'ids')
      : null;
    const found = inPath ?? asked;
    return found && id.test(found) ? post(found) : null;
  }
  return null;
}

function fromPath(parts: string[], url: URL): Named | { wraps: string } {
  const [first, second, third, fourth] = parts;
  if (first === undefined) return home();
  const lower = first.toLowerCase();
  if (lower === 'i') return internal(parts, url);
  if (lower === 'search' || lower === 'hashtag') return search(lower === 'hashtag' ? `#${second ?? ''}` : null, url);
  if ((lower === 'status' || lower === 'statuses') && second && id.test(second)) return post(second);
  if (lower === 'intent' || lower === 'share') return intent(second, url);
  if (lower === 'login' || lower === 'logout') return inside(url) ?? home();
  if (lower === 'account' && second === 'redirect_by_id' && id.test(parameter(url, 'id') ?? ''))
    return user(parameter(url, 'id')!);
  if (reserved.has(lower)) return home();
  const by = first.replace(/^@/, '');
  if (!handle.test(by)) return home();
  const word = second?.toLowerCase();
  if ((word === 'status' || word === 'statuses') && third && id.test(third)) return post(third, by);
  if (word === 'web' && third?.toLowerCase() === 'status' && fourth && id.test(fourth)) return post(fourth);
  const named = (word === 'status' || word === 'statuses' || word === 'article') && third !== undefined;
  return named ? unread([by, word, third]) : account(by);
}

/** `/i/…`: addresses without a handle. */
function internal([, second, third, fourth]: string[], url: URL): Named | { wraps: string } {
  const word = second?.toLowerCase();
  if ((word === 'status' || word === 'statuses') && third && id.test(third)) return post(third);
  if (word === 'web' && /^status(?:es)?$/i.test(third ?? '') && fourth && id.test(fourth)) return post(fourth);
  if (word === 'user' && third && id.test(third)) return user(third);
  if (word === 'communities' && third && id.test(third)) {
    return page('group', `https://x.com/i/communities/${third}`, { community_id: third });
  }
  if (word === 'flow') return inside(url) ?? home();
  const redirected = word === 'redirect' ? parameter(url, 'url') : null;
  return redirected ? { wraps: redirected } : home();
}

function intent(word: string | undefined, url: URL): Named {
  const userId = parameter(url, 'user_id');
  const screenName = parameter(url, 'screen_name')?.replace(/^@/, '');
  const tweet = parameter(url, 'tweet_id', 'in_reply_to');
  if (tweet && id.test(tweet)) return post(tweet);
  if (userId && id.test(userId)) return user(userId);
  if (screenName && handle.test(screenName) && (word === 'user' || word === 'follow')) return account(screenName);
  return home();
}

function search(tag: string | null, url: URL): Named {
  const query = tag ?? parameter(url, 'q') ?? '';
  return page('search', `https://x.com/search?q=${encodeURIComponent(query)}`, query === '' ? {} : { query });
}

/** Where a login page would go on to. */
function inside(url: URL): { wraps: string } | null {
  const next = parameter(url, 'redirect_after_login', 'next');
  if (!next) return null;
  return { wraps: next.startsWith('/') && !next.startsWith('//') ? `https://x.com${decoded(next)}` : next };
}
