/** Addresses that the platforms give to the story's posts, and the way back from an address to a post. */
import { hash } from '../story/random.ts';
import { snowflake } from '../story/timeline.ts';
import type { Account, SeenPost, Snapshot, StoryPost } from '../story/story.types.ts';

const facebookSite = 'https://www.facebook.com';
const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/**
 * Facebook's pfbid is no identity: the same post has another one on another page. `face` names the page; the digits of the
 * post are hidden in it, so any of them leads back.
 */
export function pfbidOf(post: StoryPost, face: string): string {
  let text = '';
  for (let index = 0; index < 40; index += 1) text += alphabet[hash(post.id, face, index) % alphabet.length];
  const number = BigInt(post.id);
  let tail = '';
  for (let left = number; left > 0n; left /= 58n) tail = alphabet[Number(left % 58n)] + tail;
  return `pfbid0${text}${tail.padStart(12, '1')}l`;
}

function unpack(pfbid: string): string {
  let number = 0n;
  for (const character of pfbid.slice(-13, -1))
    number = number * 58n + BigInt(Math.max(0, alphabet.indexOf(character)));
  return String(number);
}

export const accountUrl = (account: Account, name: string): string =>
  account.platform === 'x'
    ? `https://x.com/${account.handle}`
    : account.handle === null
      ? `${facebookSite}/people/${encodeURIComponent(name.replaceAll(' ', '-'))}/${account.id}/`
      : `${facebookSite}/${account.handle}`;

/** The address a page prints for a post. */
export function postUrl(post: StoryPost, face = 'page'): string {
  if (post.platform === 'x') return `https://x.com/${post.author.handle}/status/${post.id}`;
  if (post.kind === 'marketplace') return `${facebookSite}/marketplace/item/${post.id}/`;
  if (post.group !== null) return `${facebookSite}/groups/${post.group.slug}/posts/${post.id}/`;
  return post.author.handle === null
    ? `${facebookSite}/permalink.php?story_fbid=${pfbidOf(post, face)}&id=${post.author.id}`
    : `${facebookSite}/${post.author.handle}/posts/${pfbidOf(post, face)}`;
}

/** As Google prints them: with numbers and a slug of the text. */
export function indexedUrl({ post, text }: SeenPost): string {
  if (post.platform === 'x' || post.kind === 'marketplace' || post.group !== null) return postUrl(post);
  const slug = text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replaceAll(/^-|-$/g, '');
  return `${facebookSite}/${post.author.handle ?? post.author.id}/posts/${slug || 'post'}/${post.id}/`;
}

/** Ids of a post on X, oldest first: every edit is a new id of its own time, and all of them are one post. */
export const xIdsOf = ({ post, version }: SeenPost): string[] =>
  post.versions.slice(0, version).map(({ at }, index) => (index === 0 ? post.id : snowflake(at, hash(post.id, index))));

/** The Facebook post that an address names, by number or pfbid; undefined when there is none. */
export function facebookPostAt(url: URL, world: Snapshot): SeenPost | undefined {
  const parts = url.pathname.split('/').filter(Boolean);
  const given = [url.searchParams.get('story_fbid'), url.searchParams.get('multi_permalinks'), ...parts.toReversed()];
  for (const candidate of given) {
    const id = candidate?.startsWith('pfbid') ? unpack(candidate) : candidate?.replace(/:.*$/, '');
    const found = world.posts.find(({ post }) => post.platform === 'facebook' && post.id === id);
    if (found) return found;
  }
  return undefined;
}
