/**
 * Other names of one post. A name is taken only where Facebook itself gives it to that post: the pfbid in the post's own address, the
 * photo or video that its own address opens (Facebook leads /posts/4193752747375813 to /watch/?v=286348296528911), another number in
 * its story id, what the head of its own page says. Addresses of comments, albums, groups and accounts name something else.
 */
import type { Page } from '../html.ts';
import { canonicalLink, meta } from '../html.ts';
import type { FoundPost } from '../source.ts';
import { aliasOf, identify } from '../url.ts';
import type { Told } from './post.ts';

/* Not comments: an address of one names the comment, never the post above it. */
const faces = new Set(['post', 'group_post', 'photo', 'video', 'marketplace']);

/** What an address calls the post, photo, video or listing it opens: its key, or the alias of a hidden number. */
function nameIn(address: string | null | undefined): string | null {
  const named = address ? identify(address) : null;
  if (!named || 'error' in named || named.platform !== 'facebook' || !faces.has(named.kind)) return null;
  return named.ids.album_id === undefined ? (named.key ?? aliasOf(named)) : null;
}

/** The names that the thing gives itself in JSON. */
export function aliasesOf(one: Told): string[] {
  if (one.kind === 'comment') return [];
  return [...one.numbers.map((number) => `facebook:${number}`), ...one.own.flatMap((address) => nameIn(address) ?? [])];
}

const isHidden = (name: string): boolean => name.startsWith('facebook:pfbid');

/**
 * Adds what the head of a page calls its one post: the address Facebook declares canonical, `og:url`, and the pfbid it was opened
 * under. Only the post that one of the two declared addresses names can be meant.
 */
export function withNamesOfHead(posts: FoundPost[], page: Page, finalUrl: string | undefined): FoundPost[] {
  const declared = [nameIn(canonicalLink(page)), nameIn(meta(page, 'og:url'))].filter((name) => name !== null);
  const meant = posts.filter((post) => declared.includes(post.key));
  if (meant.length !== 1) return posts;
  const opened = nameIn(finalUrl);
  const names = opened !== null && isHidden(opened) ? [...declared, opened] : declared;
  return posts.map((post) => (post === meant[0] ? { ...post, aliases: withMore(post, names) } : post));
}

const withMore = (post: FoundPost, names: string[]): string[] =>
  [...new Set([...post.aliases, ...names])].filter((name) => name !== post.key);

/** No alias that is the key of another post of the same payload, or that two posts claim: then it proves nothing. */
export function withoutDoubt(posts: FoundPost[]): FoundPost[] {
  const claims = new Map<string, number>();
  for (const post of posts)
    for (const name of [post.key, ...post.aliases]) claims.set(name, (claims.get(name) ?? 0) + 1);
  return posts.map((post) =>
    post.aliases.length === 0 ? post : { ...post, aliases: post.aliases.filter((name) => claims.get(name) === 1) },
  );
}
