/** Statuses in the shape of the v1.1 API, which GraphQL (`legacy`) and the embed service still carry inside. */
import { author } from '../found.ts';
import type { Json } from '../json.ts';
import { id, inside, isObject, list, objects, text } from '../json.ts';
import type { FoundAuthor } from '../source.ts';
import type { Told } from './post.ts';

export function editedIds(control: Json, own: string): string[] {
  const history = list(control.edit_tweet_ids ?? inside(control, 'edit_control_initial').edit_tweet_ids);
  const initial = id(control, 'initial_tweet_id');
  return versions(history.length === 0 && initial !== null ? [initial, own] : history, own);
}

/** An edit history with this post in it; a list without it, or with anything but ids, is not this post's history. */
export function versions(history: unknown[], own: string): string[] {
  const ids = history.filter((one): one is string => typeof one === 'string' && /^[1-9]\d{0,18}$/.test(one));
  return ids.length === history.length && ids.includes(own) ? [...new Set(ids)] : [own];
}

export const entityLinks = (entities: unknown): (string | null)[] =>
  objects(inside({ entities }, 'entities').urls).map(
    (one) => text(one, 'unwound_url') ?? text(one, 'expanded_url') ?? text(one, 'url'),
  );

export const statusAuthor = (user: Json): FoundAuthor | null =>
  author(id(user, 'id_str') ?? id(user, 'id'), text(user, 'screen_name'), text(user, 'name'));

/** A v1.1 or embed status with its `user`; null when it is none. */
export function status(node: Json): Told | null {
  const own = id(node, 'id_str') ?? (isObject(node.user) ? id(node, 'id') : null);
  const shown = text(node, 'full_text') ?? text(node, 'text');
  if (own === null || shown === null) return null;
  const original = inside(node, 'retweeted_status');
  const originalText = text(original, 'full_text') ?? text(original, 'text');
  return {
    ids: editedIds(inside(node, 'edit_control'), own),
    shown: own,
    author: statusAuthor(inside(node, 'user')),
    text: originalText ? retweet(shown, originalText) : shown,
    createdAt: text(node, 'created_at'),
    links: entityLinks(originalText ? original.entities : node.entities),
    lang: text(node, 'lang'),
  };
}

/** A retweet's own text is cut; the original's is whole. Its "RT @who:" stays, as the platform shows it. */
export function retweet(shown: string, original: string): string {
  const prefix = /^RT @\w+: /.exec(shown)?.[0] ?? '';
  return prefix + original;
}
