/**
 * Answers of X's own GraphQL API (search, post, profile), as staff or partners supply them. Read by shape, not by path:
 * field names move every few months, the pieces (`tweet_results`, `legacy`, `core`, cursors) stay.
 */
import { author } from '../found.ts';
import type { Json } from '../json.ts';
import { id, inside, isObject, list, text } from '../json.ts';
import type { FoundAuthor, Outcome } from '../source.ts';
import { editedIds, entityLinks, retweet } from './legacy.ts';
import { ofReason, ofTombstone, withheldText } from './outcome.ts';
import type { Told, ToldUser } from './post.ts';

export interface Timeline {
  posts: Told[];
  users: ToldUser[];
  /** What stands where a post or a user is not shown, with the entry it stands in. */
  missing: { entryId: string | null; outcome: Outcome }[];
  next: string | null;
  /** A timeline was there at all, even if empty. */
  seen: boolean;
  /** Posts in a shape that is not known: they were there, and nothing of them could be read. */
  unread: number;
}

const deepest = 60;
/** Modules that recommend instead of answering. */
const recommended = /^(?:who-to-follow|toptabsrpusermodule|promoted|superhero|messageprompt|similar)/i;

/** Reads everything below `data`. */
export function timeline(data: Json): Timeline {
  const out: Timeline = { posts: [], users: [], missing: [], next: null, seen: false, unread: 0 };
  walk(data, null, 0, out);
  return out;
}

function walk(node: unknown, entryId: string | null, depth: number, out: Timeline): void {
  if (depth > deepest) return;
  if (Array.isArray(node)) {
    for (const child of node) walk(child, entryId, depth + 1, out);
    return;
  }
  if (!isObject(node)) return;
  const own = text(node, 'entryId') ?? entryId;
  if (own !== entryId && own !== null && recommended.test(own)) return;
  if (node.promotedMetadata !== undefined || inside(node, 'itemContent').promotedMetadata !== undefined) return;
  if (text(node, 'cursorType') === 'Bottom') out.next = text(node, 'value') ?? out.next;
  if (Array.isArray(node.instructions) || Array.isArray(node.entries)) out.seen = true;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'tweet_results' || key === 'tweetResult' || key === 'tweet_result') {
      for (const one of Array.isArray(value) ? value : [value]) result(inside({ one }, 'one', 'result'), own, out);
    } else if (key === 'tombstoneInfo' && isObject(value)) {
      /* A TimelineTombstone stands in the place of a whole item: an age gate, a withheld post. */
      out.missing.push({ entryId: own, outcome: ofTombstone(text(value, 'richText', 'text') ?? text(value, 'text')) });
    } else if (/^user(?:_result(?:s|_by_\w+))?$/.test(key) && isObject(value) && isObject(value.result)) {
      account(value.result, own, out);
    } else walk(value, own, depth + 1, out);
  }
}

function result(node: Json, entryId: string | null, out: Timeline): void {
  const shown = node.__typename === 'TweetWithVisibilityResults' ? inside(node, 'tweet') : node;
  if (shown.__typename === 'TweetTombstone') {
    const said = text(shown, 'tombstone', 'text', 'text') ?? text(shown, 'tombstone', 'richText', 'text');
    out.missing.push({ entryId, outcome: ofTombstone(said) });
  } else if (shown.__typename === 'TweetUnavailable') {
    out.missing.push({ entryId, outcome: ofReason(text(shown, 'reason')) });
  } else if (Object.keys(shown).length === 0) {
    out.missing.push({ entryId, outcome: 'not_available' });
  } else {
    const told = tweet(shown);
    if (told === null) out.unread++;
    else if (withheldText.test(told.text)) out.missing.push({ entryId, outcome: 'withheld' });
    else out.posts.push(told);
  }
}

const shownText = (node: Json): string | null =>
  text(node, 'note_tweet', 'note_tweet_results', 'result', 'text') ?? text(node, 'legacy', 'full_text');

function links(node: Json): (string | null)[] {
  const note = inside(node, 'note_tweet', 'note_tweet_results', 'result');
  return [...entityLinks(note.entity_set), ...entityLinks(inside(node, 'legacy').entities)];
}

function tweet(node: Json): Told | null {
  const legacy = inside(node, 'legacy');
  const own = id(node, 'rest_id') ?? id(legacy, 'id_str');
  const shown = shownText(node);
  if (own === null || shown === null) return null;
  const retweeted = inside(legacy, 'retweeted_status_result', 'result');
  const original = retweeted.__typename === 'TweetWithVisibilityResults' ? inside(retweeted, 'tweet') : retweeted;
  const originalText = shownText(original);
  return {
    ids: editedIds(inside(node, 'edit_control'), own),
    shown: own,
    author: tweetAuthor(node),
    text: originalText ? retweet(shown, originalText) : shown,
    createdAt: text(legacy, 'created_at'),
    links: links(originalText ? original : node),
    lang: text(legacy, 'lang'),
  };
}

/** The author's name and handle moved from `legacy` to `core` in 2025; the id is `rest_id` in both. */
function tweetAuthor(node: Json): FoundAuthor | null {
  const user = inside(node, 'core', 'user_results', 'result');
  const either = (name: string): string | null => text(user, 'core', name) ?? text(user, 'legacy', name);
  const userId = id(user, 'rest_id') ?? id(node, 'legacy', 'user_id_str');
  return author(userId, either('screen_name'), either('name'));
}

function account(node: Json, entryId: string | null, out: Timeline): void {
  out.seen = true;
  if (node.__typename === 'UserUnavailable') {
    out.missing.push({ entryId, outcome: ofReason(text(node, 'reason')) });
    return;
  }
  const own = id(node, 'rest_id');
  if (own === null) return;
  const entities = inside(node, 'profile_bio', 'entities');
  const legacyEntities = inside(node, 'legacy', 'entities');
  out.users.push({
    id: own,
    handle: text(node, 'core', 'screen_name') ?? text(node, 'legacy', 'screen_name'),
    name: text(node, 'core', 'name') ?? text(node, 'legacy', 'name'),
    bio: text(node, 'profile_bio', 'description') ?? text(node, 'legacy', 'description') ?? '',
    createdAt: text(node, 'core', 'created_at') ?? text(node, 'legacy', 'created_at'),
    links: [entities.description, entities.url, legacyEntities.description, legacyEntities.url].flatMap(entityLinks),
  });
  /* A profile's own timeline hangs below the user. */
  for (const [key, value] of Object.entries(node)) {
    if (/timeline/i.test(key)) for (const one of list([value])) walk(one, entryId, 0, out);
  }
}
