/** X API v2 itself: what is asked for of each post, and one authorised question. */
import { guardedFetch, type Fetched } from '../guard/fetch.ts';
import type { Guard } from '../guard/guard.ts';
import type { Payload } from '../source.ts';

export const fields = {
  'tweet.fields':
    'author_id,conversation_id,created_at,edit_history_tweet_ids,entities,lang,note_tweet,possibly_sensitive,referenced_tweets,withheld',
  // Not referenced_tweets.id: each would be paid for, and an original that matches the term is found by itself.
  expansions: 'author_id',
  'user.fields': 'created_at,name,protected,username,verified,withheld',
};

export const withoutToken = 'X needs a bearer token: an administrator must enter it under Sources.';

/** One authorised GET; any status is an answer for `parse`. Throws what guardedFetch throws. */
export async function readApi(
  { guard, bearerToken }: { guard: Guard; bearerToken: string },
  url: string,
  signal: AbortSignal,
): Promise<Payload & Fetched & { at: Date }> {
  const answer = await guardedFetch(guard, url, {
    signal,
    headers: { authorization: `Bearer ${bearerToken}`, accept: 'application/json', 'user-agent': 'Vigia/0.1' },
  });
  return { ...answer, at: new Date() };
}

/** The address of one post in the API. */
export function postUrl(apiBase: string, id: string): string {
  const url = new URL(`/2/tweets/${id}`, apiBase);
  url.search = new URLSearchParams(fields).toString();
  return url.href;
}

/** The address of up to a hundred posts in the API. */
export function postsUrl(apiBase: string, ids: readonly string[]): string {
  const url = new URL('/2/tweets', apiBase);
  url.search = new URLSearchParams({ ids: ids.join(','), ...fields }).toString();
  return url.href;
}
