/** Posts of Facebook in the JSON of those who collect it for others: Apify, CrowdTangle (until 2024), the Graph API. */
import { author, found, moment } from '../found.ts';
import type { Json } from '../json.ts';
import { id, inside, isObject, list, number, objects, text } from '../json.ts';
import type { FoundPost, Outcome, Parsed } from '../source.ts';
import { identify } from '../url.ts';
import { isId, storyIds } from './ids.ts';
import type { Told } from './post.ts';
import { foundPost, handleIn, told } from './post.ts';

/** Reads a supplied JSON document; null when it is none of these. */
export function supplied(value: unknown, at: Date | undefined): Parsed | null {
  if (Array.isArray(value)) return items(objects(value), value.length, at);
  if (!isObject(value)) return null;
  if (isObject(value.result) && Array.isArray(value.result.posts)) return crowdTangle(value, at);
  if (text(value, 'notes') !== null && number(value, 'status') !== null) {
    return {
      outcome: /not found/i.test(text(value, 'notes')!) ? 'not_available' : 'layout_changed',
      posts: [],
      next: null,
    };
  }
  if (isObject(value.error) && number(value.error, 'code') !== null)
    return { outcome: ofGraphError(value.error), posts: [], next: null };
  if (Array.isArray(value.data)) return graph(value, at);
  return isItem(value) || text(value, 'error') !== null ? items([value], 1, at) : null;
}

const isItem = (value: Json): boolean =>
  text(value, 'facebookUrl') !== null || text(value, 'postId') !== null || text(value, 'commentUrl') !== null;
const isRedirect = (value: Json): boolean => text(value, 'from') !== null && text(value, 'location') !== null;

/** Apify's list of items, errors among them; or a list of recorded redirects, which holds no post. */
function items(values: Json[], length: number, at: Date | undefined): Parsed | null {
  if (length === 0) return { outcome: 'empty', posts: [], next: null };
  if (values.length > 0 && values.every(isRedirect)) return { outcome: 'ok', posts: [], next: null };
  const posts = values.filter(isItem).flatMap((value) => item(value) ?? []);
  const errors = values.flatMap((value) => text(value, 'error') ?? []);
  if (posts.length > 0)
    return { outcome: 'ok', posts: posts.map((post, index) => foundPost(post, at, index + 1)), next: null };
  if (errors.length > 0) return { outcome: ofApify(errors[0]!), posts: [], next: null };
  return values.some(isItem)
    ? { outcome: 'layout_changed', posts: [], next: null, detail: 'Items without a post id.' }
    : null;
}

function ofApify(error: string): Outcome {
  switch (error) {
    case 'no_items':
      return 'empty';
    case 'not_available':
      return 'not_available';
    case 'login_required':
      return 'login_wall';
    case 'rate_limited':
      return 'rate_limited';
    default:
      return 'network_error';
  }
}

function item(value: Json): Told | null {
  const address = text(value, 'commentUrl') ?? text(value, 'url') ?? text(value, 'facebookUrl');
  const named = address === null ? null : identify(address);
  const inAddress = named && 'key' in named && named.platform === 'facebook' ? named : null;
  const comment = inAddress?.kind === 'comment';
  const own =
    (comment ? inAddress.ids.comment_id : undefined) ??
    id(value, 'postId') ??
    id(value, 'legacyId') ??
    inAddress?.key?.slice('facebook:'.length) ??
    id(value, 'id') ??
    storyIds(text(value, 'facebookId') ?? text(value, 'id') ?? '')?.post;
  if (!own) return null;
  const post = told(own, comment ? 'comment' : 'post');
  const user = inside(value, 'user');
  post.authorId = id(user, 'id') ?? id(value, 'profileId');
  post.name = text(user, 'name') ?? text(value, 'profileName') ?? text(value, 'pageName');
  post.handle = text(value, 'pageName') ?? handleIn(text(user, 'profileUrl') ?? text(value, 'profileUrl'));
  const preview = [text(value, 'previewTitle'), text(value, 'previewDescription')].filter((part) => part !== null);
  post.text = text(value, 'text') ?? text(value, 'message') ?? preview.join('\n');
  post.createdAt = number(value, 'timestamp') ?? text(value, 'time') ?? text(value, 'date');
  post.urls = address === null ? [] : [address];
  post.group = inAddress?.ids.group ?? null;
  post.links = [text(value, 'link'), ...list(value.links).filter((one) => typeof one === 'string')];
  return post;
}

/** `platformId` is `account_post`; dates are UTC without saying so. */
function crowdTangle(value: Json, at: Date | undefined): Parsed {
  const posts = objects(inside(value, 'result').posts).flatMap((one, index) => {
    const own = (text(one, 'platformId') ?? '').split('_').at(-1);
    if (!isId(own)) return [];
    const post = told(own);
    post.authorId = id(one, 'account', 'platformId');
    post.name = text(one, 'account', 'name');
    post.handle = text(one, 'account', 'handle');
    post.text = text(one, 'message') ?? text(one, 'description') ?? '';
    const date = text(one, 'date');
    post.createdAt = date === null ? null : `${date.replace(' ', 'T')}Z`;
    post.urls = [text(one, 'postUrl')].filter((url) => url !== null);
    post.links = [text(one, 'link')];
    return [foundPost(post, at, index + 1)];
  });
  const next = text(value, 'result', 'pagination', 'nextPage');
  return { outcome: posts.length > 0 ? 'ok' : 'empty', posts, next };
}

function graph(value: Json, at: Date | undefined): Parsed | null {
  const rows = objects(value.data);
  const posts = rows.flatMap((one, index): FoundPost[] => {
    const own = (text(one, 'id') ?? '').split('_').at(-1);
    const message = text(one, 'message') ?? text(one, 'story');
    if (!isId(own) || message === null) return [];
    const from = inside(one, 'from');
    const ownerId = id(from, 'id') ?? (text(one, 'id')!.includes('_') ? text(one, 'id')!.split('_')[0]! : null);
    const address = text(one, 'permalink_url');
    const post = foundPost({ ...told(own), authorId: ownerId, urls: address ? [address] : [] }, at, index + 1);
    return [
      found({
        ...post,
        text: message,
        author: author(ownerId, null, text(from, 'name')),
        publishedAt: moment(text(one, 'created_time'), at),
      }),
    ];
  });
  if (rows.length > 0 && posts.length === 0) return null;
  return { outcome: posts.length > 0 ? 'ok' : 'empty', posts, next: text(value, 'paging', 'next') };
}

function ofGraphError(error: Json): Outcome {
  const code = number(error, 'code') ?? 0;
  if (code === 4 || code === 17 || code === 32 || code === 613 || (code >= 80000 && code < 80015))
    return 'rate_limited';
  if (code === 190 || code === 102 || code === 10 || (code >= 200 && code < 300)) return 'auth_expired';
  if (code === 803 || number(error, 'error_subcode') === 33) return 'not_available';
  return code === 100 ? 'bad_query' : 'network_error';
}
