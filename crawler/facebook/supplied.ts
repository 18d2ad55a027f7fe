/** Posts of Facebook in the JSON of those who supply it: CrowdTangle (until 2024), the Graph API, collectors for hire (exported.ts). */
import { author, found, moment } from '../found.ts';
import type { Json } from '../json.ts';
import { id, inside, isObject, number, objects, text } from '../json.ts';
import type { FoundPost, Outcome, Parsed } from '../source.ts';
import { exported, isExported } from './exported.ts';
import { isId } from './ids.ts';
import { foundPost, told } from './post.ts';

/** Reads a supplied JSON document; null when it is none of these. */
export function supplied(value: unknown, at: Date | undefined): Parsed | null {
  if (Array.isArray(value)) return exported(value, at);
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
  const refused = number(value, 'status');
  if (refused !== null && refused >= 400 && text(value, 'message') !== null)
    return { outcome: ofStatus(refused), posts: [], next: null };
  if (Array.isArray(value.data)) return graph(value, at);
  if (isId(text(value, 'id')?.split('_').at(-1)) && text(value, 'created_time')) return graph({ data: [value] }, at);
  return isExported(value) || text(value, 'error') !== null ? exported([value], at) : null;
}

/** `platformId` is `account_post`; dates are UTC without saying so. */
function crowdTangle(value: Json, at: Date | undefined): Parsed {
  const posts = objects(inside(value, 'result').posts).flatMap((one, index) => {
    const own = (text(one, 'platformId') ?? '').split('_').at(-1);
    /* CrowdTangle kept Instagram and Reddit too. */
    if (!isId(own) || (text(one, 'platform') ?? 'Facebook') !== 'Facebook') return [];
    const post = told(own);
    /* For a group the account is the group, not the writer, and a wrong writer would be accused. */
    if (text(one, 'account', 'accountType') === 'facebook_group') {
      post.group = id(one, 'account', 'platformId');
    } else {
      post.authorId = id(one, 'account', 'platformId');
      post.name = text(one, 'account', 'name');
      post.handle = text(one, 'account', 'handle');
    }
    post.text = text(one, 'message') ?? text(one, 'description') ?? '';
    const date = text(one, 'date');
    post.createdAt = date === null ? null : `${date.replace(' ', 'T')}Z`;
    post.urls = [text(one, 'postUrl')].filter((url) => url !== null);
    post.own = post.urls;
    post.links = [text(one, 'link')];
    return [foundPost(post, at, index + 1)];
  });
  const next = text(value, 'result', 'pagination', 'nextPage');
  const all = objects(inside(value, 'result').posts);
  return { outcome: posts.length > 0 ? 'ok' : all.length > 0 ? 'layout_changed' : 'empty', posts, next };
}

function graph(value: Json, at: Date | undefined): Parsed | null {
  const rows = objects(value.data);
  const posts = rows.flatMap((one, index): FoundPost[] => {
    const own = (text(one, 'id') ?? '').split('_').at(-1);
    const message = text(one, 'message') ?? text(one, 'story') ?? '';
    if (!isId(own) || (message === '' && text(one, 'created_time') === null)) return [];
    const from = inside(one, 'from');
    const ownerId = id(from, 'id') ?? (text(one, 'id')!.includes('_') ? text(one, 'id')!.split('_')[0]! : null);
    const address = text(one, 'permalink_url');
    const urls = address === null ? [] : [address];
    const post = foundPost({ ...told(own), authorId: ownerId, urls, own: urls }, at, index + 1);
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

function ofStatus(status: number): Outcome {
  if (status === 429) return 'rate_limited';
  if (status === 401 || status === 403) return 'auth_expired';
  if (status === 404) return 'not_available';
  return status >= 500 ? 'network_error' : 'bad_query';
}

function ofGraphError(error: Json): Outcome {
  const code = number(error, 'code') ?? 0;
  if (code === 4 || code === 17 || code === 32 || code === 613 || (code >= 80000 && code < 80015))
    return 'rate_limited';
  if (code === 190 || code === 102 || code === 10 || (code >= 200 && code < 300)) return 'auth_expired';
  if (code === 803 || number(error, 'error_subcode') === 33) return 'not_available';
  return code === 100 ? 'bad_query' : 'network_error';
}
