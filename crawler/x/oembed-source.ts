/** The public face of one post that X gives to pages which embed it. Needs no token, costs nothing, and shows less than the API. */
import type { Guard } from '../guard/guard.ts';
import { answered, ask, unreadable } from '../interface.ts';
import { parse } from '../parse.ts';
import { refusedRun } from '../refused.ts';
import type { Collected, Errand, Parsed, Payload, Source } from '../source.ts';
import { tested } from '../tested.ts';
import { identify } from '../url.ts';
import { walk } from '../walk.ts';
import { postUrl } from './url.ts';
import { xOembedWay as way } from './ways.ts';

export const oembedHosts = [way.host] as const;

/** X's first post: what a test of the connection reads. */
const knownPost = 'https://x.com/jack/status/20';

export function xOembed({ guard }: { guard: Guard }): Source {
  async function read(address: string, { turn, signal }: Errand): Promise<Collected> {
    const named = identify(address);
    if ('error' in named || named.platform !== 'x' || named.kind !== 'post' || named.key === null)
      return refusedRun('bad_query', 'This is not the address of one post of X.');
    const { key, ids } = named;
    const { reachedEnd: _, ...collected } = await walk({
      first: embedUrl(postUrl(ids.post_id!, ids.handle)),
      maxPages: 1,
      signal,
      parse: (payload) => onePost(payload, key),
      read: (url) => turn(way.host, signal, () => ask(guard, { url, headers: {}, secrets: [], signal })),
      following: () => null,
    });
    return collected;
  }
  return {
    ...way,
    collect: () => Promise.resolve(refusedRun('bad_query', 'This way in reads single posts: it takes no terms.')),
    read,
    test: async (errand) => tested(await read(knownPost, errand)),
  };
}

function embedUrl(post: string): string {
  const url = new URL(`https://${way.host}/oembed`);
  // docs.x.com/x-for-websites/oembed-api (read 2026-11-24): without its script, without the post it answers, without tracking.
  url.search = new URLSearchParams({ url: post, omit_script: '1', hide_thread: '1', dnt: '1', lang: 'en' }).toString();
  return url.href;
}

/** X refuses with 404 (deleted, or never there) and 403 (protected or suspended: it does not say which). */
function onePost(payload: Payload, key: string): Parsed {
  const { status = 200 } = payload;
  const none = (outcome: Parsed['outcome'], detail: string): Parsed => ({ outcome, posts: [], next: null, detail });
  if (status === 404)
    return none('not_available', 'X does not show this post: it was deleted, or there never was one.');
  if (status === 403)
    return answered(payload) === null && /cloudflare/i.test(payload.body)
      ? none('captcha', 'A shield before X refuses requests from this address.')
      : none('not_available', 'X does not show this post to visitors: its account is protected or suspended.');
  if (status >= 400 || answered(payload) === null) return unreadable(payload, 'X');
  const parsed = parse('x', payload);
  if (parsed.posts.length > 0 && parsed.posts[0]!.key !== key)
    return none('layout_changed', 'X answered with another post than the one that was asked for.');
  return parsed;
}
