/**
 * Items that collectors for hire write: Apify's posts, groups, comments, pages and Marketplace scrapers, and the common open ones
 * (`post_id`, `post_text`, …). Field names from their documentation and public samples, 2024 to 2026; an item counts as one of
 * Facebook's when one of its addresses is.
 */
import type { Json } from '../json.ts';
import { id, inside, list, number, objects, text } from '../json.ts';
import type { FoundPost, Outcome, Parsed } from '../source.ts';
import type { Named } from '../url.ts';
import { identify } from '../url.ts';
import { withoutDoubt } from './aliases.ts';
import { isId, storyIds } from './ids.ts';
import { listingText, isListing } from './listing.ts';
import type { Told } from './post.ts';
import { foundPost, handleIn, told } from './post.ts';
import { commentNumber } from './stories.ts';

const addressNames = [
  'commentUrl',
  'comment_url',
  'listingUrl',
  'itemUrl',
  'url',
  'postUrl',
  'post_url',
  'permalink_url',
  'topLevelUrl',
  'facebookUrl',
  'pageUrl',
];

/** Errors that Apify writes in the place of an item. */
const byError: Record<string, Outcome> = {
  no_items: 'empty',
  not_available: 'not_available',
  not_found: 'not_available',
  login_required: 'login_wall',
  rate_limited: 'rate_limited',
};

/** The address that an item is about; null for what is no item of Facebook. */
function addressOf(item: Json): Named | null {
  for (const name of addressNames) {
    const address = text(item, name);
    const named = address === null ? null : identify(address);
    if (named && 'platform' in named && named.platform === 'facebook') return named;
  }
  return null;
}

export const isExported = (item: Json): boolean => addressOf(item) !== null || isListing(item);
const isRedirect = (item: Json): boolean => text(item, 'from') !== null && text(item, 'location') !== null;

/** A list of items, errors among them, or a list of recorded redirects, which holds no post; null when it is none of these. */
export function exported(values: unknown[], at: Date | undefined): Parsed | null {
  if (values.length === 0) return { outcome: 'empty', posts: [], next: null };
  const items = objects(values);
  if (items.length > 0 && items.every(isRedirect)) return { outcome: 'ok', posts: [], next: null };
  const own = items.filter((item) => isExported(item) && text(item, 'error') === null);
  const errors = items.flatMap((item) => text(item, 'error') ?? []);
  const posts = ranked(
    own.flatMap((item) => [read(item), ...comments(item)]).filter((one) => one !== null),
    at,
  );
  const nameless = own.filter((item) => read(item) === null).length;
  const detail = nameless > 0 ? { detail: `Left out because they have no number: ${nameless}.` } : {};
  if (posts.length > 0) return { outcome: 'ok', posts, next: null, ...detail };
  const [error] = errors;
  if (error !== undefined) {
    const outcome = Object.hasOwn(byError, error) ? byError[error]! : 'network_error';
    return { outcome, posts: [], next: null, detail: 'The collector reports an error in the place of posts.' };
  }
  return own.length > 0 ? { outcome: 'layout_changed', posts: [], next: null, ...detail } : null;
}

function ranked(all: Told[], at: Date | undefined): FoundPost[] {
  const once = new Map<string, Told>();
  for (const one of all) if (!once.has(one.id)) once.set(one.id, one);
  return withoutDoubt([...once.values()].map((one, index) => foundPost(one, at, index + 1)));
}

const accounts = new Set(['profile', 'page', 'group', 'event']);

function read(item: Json): Told | null {
  const named = addressOf(item);
  if (isListing(item) || named?.kind === 'marketplace') return listing(item, named);
  if ((named?.kind === 'comment' || text(item, 'commentUrl')) ?? text(item, 'comment_url')) return comment(item, named);
  const own = numberOf(item) ?? (named && !accounts.has(named.kind) ? keyOf(named) : null);
  return own === null ? account(item, named) : post(item, own, named);
}

const keyOf = (named: Named): string | null => named.key?.slice('facebook:'.length) ?? null;

/** The post's number under the names collectors give it; a compound `account_post` is its second half. */
function numberOf(item: Json): string | null {
  for (const name of ['postId', 'post_id', 'legacyId']) {
    const given = id(item, name) ?? text(item, name)?.split('_').at(-1);
    if (isId(given)) return given;
  }
  const story = storyIds(text(item, 'facebookId') ?? text(item, 'id') ?? '')?.post;
  return story ?? null;
}

function post(item: Json, own: string, named: Named | null): Told {
  const one = told(own);
  const user = inside(item, 'user');
  one.authorId = id(user, 'id') ?? id(item, 'profileId') ?? id(item, 'user_id') ?? id(item, 'profile_id');
  one.name = first(user, 'name') ?? first(item, 'profileName', 'username', 'user_username_raw', 'pageName');
  one.handle = text(item, 'pageName') ?? handleIn(first(user, 'profileUrl') ?? first(item, 'profileUrl', 'user_url'));
  const preview = [text(item, 'previewTitle'), text(item, 'previewDescription')].filter((part) => part !== null);
  one.text = first(item, 'text', 'post_text', 'message', 'content') ?? preview.join('\n');
  one.createdAt = timeOf(item);
  one.urls = addressNames.flatMap((name) => text(item, name) ?? []);
  /* One record, one post: the address it gives as the post's own. `facebookUrl` can be the page that was searched. */
  one.own = ['url', 'postUrl', 'post_url', 'topLevelUrl'].flatMap((name) => text(item, name) ?? []);
  one.group = named?.ids.group ?? null;
  one.links = [text(item, 'link'), ...list(item.links).filter((link) => typeof link === 'string')];
  return one;
}

function comment(item: Json, named: Named | null): Told | null {
  const own =
    named?.ids.comment_id ?? id(item, 'comment_id') ?? id(item, 'legacyId') ?? commentNumber({ id: text(item, 'id') });
  if (!isId(own)) return null;
  const one = told(own, 'comment');
  one.authorId = id(item, 'profileId') ?? id(item, 'commenter_id') ?? id(item, 'author', 'id');
  one.name = first(item, 'profileName', 'commenter_name') ?? text(item, 'author', 'name');
  one.handle = handleIn(first(item, 'profileUrl', 'commenter_url'));
  one.text = first(item, 'text', 'comment_text', 'commentText') ?? '';
  one.createdAt = timeOf(item);
  one.urls = [first(item, 'commentUrl', 'comment_url', 'url')].filter((url) => url !== null);
  return one;
}

/** Comments that a collector keeps inside the post they stand under. */
const comments = (item: Json): (Told | null)[] =>
  [...objects(item.topComments), ...objects(item.comments_full), ...objects(item.comments)].map((one) =>
    comment(one, addressOf(one)),
  );

function listing(item: Json, named: Named | null): Told | null {
  const own = named?.kind === 'marketplace' ? keyOf(named) : id(item, 'id');
  if (!isId(own)) return null;
  const one = told(own, 'marketplace');
  one.text = listingText(item);
  one.authorId = id(item, 'marketplace_listing_seller', 'id') ?? id(item, 'seller', 'id');
  one.name = text(item, 'marketplace_listing_seller', 'name') ?? text(item, 'seller', 'name');
  one.createdAt = number(item, 'creation_time') ?? timeOf(item);
  one.urls = [`https://www.facebook.com/marketplace/item/${own}/`];
  return one;
}

/** What a collector of pages says of one: its name and introduction, as an item of its own. */
function account(item: Json, named: Named | null): Told | null {
  if (!named || !accounts.has(named.kind)) return null;
  const own = id(item, 'pageId') ?? id(item, 'page_id') ?? keyOf(named);
  const name = first(item, 'title', 'name', 'pageName');
  if (!isId(own) || name === null) return null;
  const one = told(own, named.kind as Told['kind']);
  one.text = [name, first(item, 'intro', 'about', 'description')].filter((part) => part !== null).join('\n');
  if (named.kind === 'profile' || named.kind === 'page') {
    one.authorId = own;
    one.name = name;
    one.handle = named.ids.vanity ?? null;
  }
  one.urls = [named.canonicalUrl];
  return one;
}

function first(item: Json, ...names: string[]): string | null {
  for (const name of names) {
    const value = text(item, name);
    if (value !== null) return value;
  }
  return null;
}

/** Epoch seconds or milliseconds, or an ISO date. */
function timeOf(item: Json): number | string | null {
  const stamp = number(item, 'timestamp') ?? number(item, 'publish_time');
  if (stamp !== null) return stamp > 100_000_000_000 ? stamp / 1000 : stamp;
  return first(item, 'time', 'date', 'date_posted', 'comment_time', 'publishedAt');
}
