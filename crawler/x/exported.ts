/**
 * Posts as collectors write them to files (Apify's scrapers, snscrape, twscrape): one object a post, with its address. Field names
 * from their public samples, 2022 to 2026. The address is the proof that the object is a post of X, and of which.
 */
import { author } from '../found.ts';
import type { Json } from '../json.ts';
import { id, inside, list, text } from '../json.ts';
import { identify } from '../url.ts';
import type { Told } from './post.ts';

const first = (item: Json, names: string[]): string | null =>
  names.map((name) => text(item, name)).find(Boolean) ?? null;

/** The post an item tells; null when it is none. */
export function exportedPost(item: Json): Told | null {
  const named = identify(first(item, ['url', 'twitterUrl', 'tweetUrl', 'tweet_url', 'permalink']) ?? '');
  if ('error' in named || named.platform !== 'x' || named.kind !== 'post' || named.key === null) return null;
  const shown = first(item, ['fullText', 'full_text', 'rawContent', 'renderedContent', 'content', 'text']);
  const own = named.ids.post_id!;
  /* An item that gives a number of its own next to the address of another post is about something else (a reply, a quote). */
  const given = id(item, 'id') ?? id(item, 'id_str') ?? id(item, 'tweet_id');
  if (shown === null || (given !== null && given !== own)) return null;
  const user = { ...inside(item, 'user'), ...inside(item, 'author') };
  const handle = first(user, ['userName', 'username', 'screen_name']) ?? named.ids.handle ?? null;
  return {
    ids: [own],
    shown: own,
    author: author(id(user, 'id_str') ?? id(user, 'id'), handle, first(user, ['displayname', 'displayName', 'name'])),
    text: shown,
    createdAt: first(item, ['createdAt', 'created_at', 'date']),
    links: list(item.outlinks ?? item.links).map((link) => (typeof link === 'string' ? link : text(link, 'url'))),
    lang: text(item, 'lang'),
  };
}
