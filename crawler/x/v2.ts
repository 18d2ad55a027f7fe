/** Answers of the X API v2: pages of posts, single posts, stream lines, twarc's flattened lines, compliance lines, users. */
import { author } from '../found.ts';
import type { Json } from '../json.ts';
import { id, inside, isObject, list, objects, text } from '../json.ts';
import type { FoundAuthor } from '../source.ts';
import { entityLinks, retweet, versions } from './legacy.ts';
import { withheldText } from './outcome.ts';
import type { Told, ToldUser } from './post.ts';

export const isPost = (node: Json): boolean => id(node, 'id') !== null && typeof node.text === 'string';
const isUser = (node: Json): boolean => id(node, 'id') !== null && typeof node.username === 'string';

/** One page (`data`, `includes`, `meta`) or one flattened line. */
export interface Page {
  posts: Told[];
  users: ToldUser[];
  withheld: number;
  /** Things of a shape that is not known. */
  unread: number;
  next: string | null;
}

export function page(value: Json): Page {
  const data = isPost(value) || isUser(value) ? [value] : isObject(value.data) ? [value.data] : objects(value.data);
  const users = byId(inside(value, 'includes').users);
  const referenced = byId(inside(value, 'includes').tweets);
  const posts = data.filter(isPost);
  const shown = posts.filter((post) => !withheldText.test(String(post.text)));
  return {
    posts: shown.map((post) => told(post, users, referenced)),
    users: data.filter(isUser).map(toldUser),
    withheld: posts.length - shown.length,
    unread: data.filter((one) => !isPost(one) && !isUser(one)).length,
    next: text(value, 'meta', 'next_token'),
  };
}

const byId = (value: unknown): Map<string, Json> =>
  new Map(objects(value).flatMap((one) => (id(one, 'id') ? [[id(one, 'id')!, one] as const] : [])));

const whole = (post: Json): string => text(post, 'note_tweet', 'text') ?? text(post, 'text') ?? '';

function told(post: Json, users: Map<string, Json>, referenced: Map<string, Json>): Told {
  const own = id(post, 'id')!;
  const retweeted = objects(post.referenced_tweets).find((one) => one.type === 'retweeted');
  const original =
    retweeted && (referenced.get(id(retweeted, 'id') ?? '') ?? (isPost(retweeted) ? retweeted : undefined));
  const source = original ?? post;
  return {
    ids: versions(list(post.edit_history_tweet_ids), own),
    shown: own,
    author: postAuthor(post, users),
    text: original ? retweet(whole(post), whole(original)) : whole(post),
    createdAt: text(post, 'created_at'),
    links: [...entityLinks(source.entities), ...entityLinks(inside(source, 'note_tweet').entities)],
    lang: text(post, 'lang'),
  };
}

function postAuthor(post: Json, users: Map<string, Json>): FoundAuthor | null {
  const authorId = id(post, 'author_id');
  const user = users.get(authorId ?? '') ?? inside(post, 'author');
  return author(authorId ?? id(user, 'id'), text(user, 'username'), text(user, 'name'));
}

function toldUser(user: Json): ToldUser {
  return {
    id: id(user, 'id')!,
    handle: text(user, 'username'),
    name: text(user, 'name'),
    bio: text(user, 'description') ?? '',
    createdAt: text(user, 'created_at'),
    links: [...entityLinks(inside(user, 'entities').description), ...entityLinks(inside(user, 'entities').url)],
  };
}

/** A line of a batch compliance file: a fact about a post or user, not a post. */
export const isCompliance = (value: Json): boolean => text(value, 'action') !== null && text(value, 'reason') !== null;
