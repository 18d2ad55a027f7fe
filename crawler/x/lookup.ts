/** X API v2, posts by their ids: what became of each of up to a hundred posts in one question. For re-checks and single posts. */
import type { Guard } from '../guard/guard.ts';
import { hidden } from '../hidden.ts';
import { inside, isObject, objects, readJson, text, type Json } from '../json.ts';
import { parse } from '../parse.ts';
import { retryAfterMs } from '../politeness.ts';
import type { Errand, FoundPost, Outcome, Payload } from '../source.ts';
import { networkFault } from '../walk.ts';
import { postsUrl, readApi, withoutToken } from './endpoint.ts';
import { explained } from './explained.ts';
import { ofError, withheldText } from './outcome.ts';
import { xApiWay } from './ways.ts';

/** Ids in one question (docs.x.com/x-api/posts/lookup, read 2026-11-24). */
const mostIds = 100;

export interface LookedUp {
  found: FoundPost[];
  /** One for each id that was given: `ok`, why the post is not shown, or why nothing is known of it. */
  states: Map<string, Outcome>;
  /** How the asking itself ended: the worst of its questions. */
  outcome: Outcome;
  detail?: string;
  /** What X bills: posts that it showed, and their authors. */
  reads: { post: number; user: number };
  retryAfterMs?: number;
}

/** Ends that speak of the asking. Any other one speaks of a post, which only its own line in the answer may do. */
const aboutUs = new Set<Outcome>([
  'rate_limited',
  'auth_expired',
  'quota_exhausted',
  'bad_query',
  'network_error',
  'captcha',
  'login_wall',
  'needs_js',
]);

const isId = (id: string): boolean => /^[1-9]\d{0,18}$/.test(id);

/**
 * Looks posts up. An id of any version of an edited post finds the post. When a question fails, its ids and those after it get that
 * outcome, and what came before stays. `not_available` is X's word for deleted and for never there alike: nobody knows which.
 * Throws the signal's reason, and RetryLaterError when the host is taken before anything was asked.
 */
export async function lookUp(
  { guard, apiBase }: { guard: Guard; apiBase: string },
  ids: readonly string[],
  { access, turn, signal }: Errand,
): Promise<LookedUp> {
  const states = new Map<string, Outcome>(ids.map((id) => [id, 'bad_query']));
  const asked = [...states.keys()].filter(isId);
  const result: LookedUp = { found: [], states, outcome: 'empty', reads: { post: 0, user: 0 } };
  const bearerToken = access.secrets.bearer_token;
  if (!bearerToken) return stopped(result, asked, { outcome: 'auth_expired', detail: withoutToken });
  const found = new Map<string, FoundPost>();
  for (let at = 0; at < asked.length; at += mostIds) {
    const some = asked.slice(at, at + mostIds);
    const url = postsUrl(apiBase, some);
    let payload: Payload;
    try {
      payload = await turn(xApiWay.host, signal, () => readApi({ guard, bearerToken }, url, signal));
    } catch (error) {
      signal.throwIfAborted();
      const detail = networkFault(error);
      if (detail === null && at === 0) throw error;
      stopped(result, asked.slice(at), { outcome: 'network_error', detail: detail ?? 'The host was taken by others.' });
      break;
    }
    payload = hidden(payload, [bearerToken]);
    const parsed = explained(parse('x', payload), payload);
    const wait = retryAfterMs(payload.status ?? 200, payload.headers ?? {});
    if (wait !== undefined) result.retryAfterMs = wait;
    const body = readJson(payload.body);
    const told = isObject(body) && (payload.status ?? 200) < 400 ? statesOf(some, body, parsed.posts) : null;
    if (told === null || told.size === 0) {
      const { outcome, detail } = parsed;
      stopped(result, asked.slice(at), { outcome: aboutUs.has(outcome) ? outcome : 'layout_changed', detail });
      break;
    }
    // Of an id that the answer does not mention nothing is known: least of all that its post is gone.
    for (const id of some) states.set(id, told.get(id) ?? 'layout_changed');
    for (const post of parsed.posts) found.set(post.key, post);
  }
  result.found = [...found.values()];
  const authors = new Set(result.found.map((post) => post.author?.id ?? null).filter((id) => id !== null));
  result.reads = { post: result.found.length, user: authors.size };
  if (result.outcome === 'empty' && result.found.length > 0) result.outcome = 'ok';
  return result;
}

function stopped(
  result: LookedUp,
  ids: readonly string[],
  end: { outcome: Outcome; detail?: string | undefined },
): LookedUp {
  for (const id of ids) result.states.set(id, end.outcome);
  result.outcome = end.outcome;
  if (end.detail !== undefined) result.detail = end.detail;
  return result;
}

/** What an answer says of the ids that were asked; an id that it does not mention is not in it. */
function statesOf(ids: readonly string[], body: Json, posts: readonly FoundPost[]): Map<string, Outcome> {
  const states = new Map<string, Outcome>();
  for (const error of objects(body.errors)) {
    // An author's number may be that of an old post.
    if (text(error, 'resource_type') === 'user') continue;
    const id = text(error, 'resource_id') ?? text(error, 'value');
    if (id !== null && ids.includes(id)) states.set(id, ofError(error));
  }
  for (const one of objects(Array.isArray(body.data) ? body.data : [inside(body, 'data')])) {
    const id = text(one, 'id');
    if (id !== null && withheldText.test(text(one, 'text') ?? '')) states.set(id, 'withheld');
  }
  for (const { platformId, aliases } of posts)
    for (const id of [platformId, ...aliases.map((alias) => alias.replace(/^x:/, ''))])
      if (id !== null && ids.includes(id)) states.set(id, 'ok');
  return states;
}
