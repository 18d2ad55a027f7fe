/**
 * Any payload of X in, posts and an outcome out: API v2 (search, lookup, stream, twarc lines, compliance), v1.1, GraphQL, the embed
 * services, a rendered page, and each of them inside a recorded HTTP exchange (`{status, headers, body}`). Which generation a
 * payload is does not matter to the caller.
 */
import { looksLikeHtml } from '../html.ts';
import type { Json } from '../json.ts';
import { inside, isObject, list, number, objects, readJsonLines, text } from '../json.ts';
import { covered } from '../source.ts';
import type { FoundPost, Outcome, Parsed, Payload } from '../source.ts';
import { identify } from '../url.ts';
import { exportedPost } from './exported.ts';
import { timeline } from './graphql.ts';
import { status } from './legacy.ts';
import { isOembed, oembed } from './oembed.ts';
import { ofError, ofTombstone } from './outcome.ts';
import { parsePage } from './page.ts';
import type { Told, ToldUser } from './post.ts';
import { foundPost, foundProfile, isLater, keyOf } from './post.ts';
import { isCompliance, isPost, page } from './v2.ts';

/** What one JSON document of a payload told. */
interface Reading {
  posts: Told[];
  users: ToldUser[];
  outcome: Outcome;
  next: string | null;
  /** Posts and users that were there in a shape that is not known. */
  unread: number;
  /** Lines about posts and users instead of posts and users: what a compliance file holds. */
  facts: number;
  /** Errors beside what was found: some of what was asked for is missing. */
  failed: number;
}

const reading = (outcome: Outcome, more: Partial<Reading> = {}): Reading => ({
  posts: [],
  users: [],
  next: null,
  unread: 0,
  facts: 0,
  failed: 0,
  outcome,
  ...more,
});

/** X's own GraphQL answers 404 to a query whose name or signature it no longer knows; that says nothing about the post. */
const isStale = (payload: Payload): boolean =>
  payload.status === 404 && /\/graphql\//.test(URL.parse(payload.url ?? '')?.pathname ?? '');

/** Parses any payload of X. Never throws on what X or a file may hold. */
export function parse(payload: Payload): Parsed {
  if (looksLikeHtml(payload.body) && !isStale(payload)) return parsePage(payload);
  const { values, unreadable } = readJsonLines(payload.body);
  if (values.length === 0) return unreadablePayload(payload);
  const readings = values.map((value) => readValue(value, payload));
  const once = collected(readings, payload.at);
  const worst = readings.find((one) => !covered(one.outcome))?.outcome;
  const outcome = once.length > 0 || readings.some((one) => one.outcome === 'ok') ? 'ok' : (worst ?? 'empty');
  const next = readings.findLast((one) => one.next !== null)?.next ?? null;
  const detail = sentence(outcome, worst, {
    unreadable,
    unread: readings.reduce((sum, one) => sum + one.unread, 0),
    facts: readings.reduce((sum, one) => sum + one.facts, 0),
    failed: readings.reduce((sum, one) => sum + one.failed, 0),
  });
  return { outcome, posts: once, next, ...(detail && { detail }) };
}

/** Each post once, in the latest of the versions that the payload shows; then each user once. */
function collected(readings: Reading[], at: Date | undefined): FoundPost[] {
  const latest = new Map<string, { told: Told; rank: number }>();
  for (const told of readings.flatMap((one) => one.posts)) {
    const key = keyOf(told);
    if (key === null) continue;
    const known = latest.get(key);
    if (!known) latest.set(key, { told, rank: latest.size + 1 });
    else if (isLater(told, known.told)) known.told = told;
  }
  const posts = [...latest.values()].flatMap(({ told, rank }) => foundPost(told, at, rank) ?? []);
  const users = readings.flatMap((one) => one.users).map((told) => foundProfile(told, at));
  return [...posts, ...new Map(users.map((user) => [user.key, user])).values()];
}

function unreadablePayload(payload: Payload): Parsed {
  const byHttp = isStale(payload)
    ? 'layout_changed'
    : payload.status !== undefined && payload.status >= 400
      ? ofError({ status: payload.status })
      : null;
  return {
    outcome: byHttp ?? 'layout_changed',
    posts: [],
    next: null,
    detail: 'The answer is neither JSON nor a page.',
  };
}

type Counts = Record<'unreadable' | 'unread' | 'facts' | 'failed', number>;

function sentence(outcome: Outcome, worst: Outcome | undefined, counts: Counts): string | null {
  if (counts.unreadable > 0) return `Lines of the answer that could not be read: ${counts.unreadable}.`;
  if (counts.unread > 0) return `Posts in a shape that is not known: ${counts.unread}.`;
  if (counts.facts > 0) return `Lines that say what became of posts or accounts, without the posts: ${counts.facts}.`;
  if (counts.failed > 0) return `Errors beside what was found: ${counts.failed}.`;
  if (outcome === 'ok' && worst !== undefined) return `Part of the answer was an error (${worst}).`;
  return outcome === 'layout_changed' ? 'The answer of X has a shape that is not known.' : null;
}

/** Reads one JSON document; `within` a recorded exchange, which holds no second one. */
function readValue(value: unknown, payload: Payload, within = false): Reading {
  if (Array.isArray(value)) return readList(value, payload, within);
  if (!isObject(value)) return reading('layout_changed');
  const recorded = within ? null : exchange(value);
  if (recorded) return readValue(recorded.body, { ...payload, ...recorded.http }, true);
  if (isCompliance(value)) return reading('ok', { facts: 1 });
  if (isOembed(value)) {
    const told = oembed(value);
    return told ? reading('ok', { posts: [told] }) : reading('layout_changed');
  }
  if (value.__typename === 'TweetTombstone') {
    /* The embed service shows this for age gates and withheld posts, not for deleted ones. */
    const said = ofTombstone(text(value, 'tombstone', 'text', 'text'));
    return reading(said === 'not_available' ? 'withheld' : said);
  }
  const errors = objects(value.errors);
  const single = status(value) ?? exportedPost(value);
  if (single) return reading('ok', { posts: [single] });
  if (Array.isArray(value.statuses)) return v1Search(value);
  if (isPost(value) || Array.isArray(value.data) || isObject(value.meta)) return v2(value, errors, payload);
  if (isObject(value.data)) {
    return isPost(value.data) || text(value.data, 'username')
      ? v2(value, errors, payload)
      : graphql(value.data, errors, payload);
  }
  // A refused query says what is wrong in `errors`, and that it is refused in the problem around them.
  if (errors.length > 0) return reading(ofErrors(text(value, 'type') ? [value, ...errors] : errors, payload));
  if (text(value, 'title') || text(value, 'error') || number(value, 'status') || (payload.status ?? 200) >= 400) {
    return reading(ofError({ ...value, status: number(value, 'status') ?? payload.status }, payload.headers));
  }
  return reading('layout_changed');
}

/** A list of statuses or of v2 posts. */
function readList(values: unknown[], payload: Payload, within: boolean): Reading {
  const readings = objects(values).map((one) => readValue(one, payload, within));
  if (readings.length === 0) return reading(values.length === 0 ? 'empty' : 'layout_changed');
  return {
    posts: readings.flatMap((one) => one.posts),
    users: readings.flatMap((one) => one.users),
    next: readings.findLast((one) => one.next !== null)?.next ?? null,
    unread: readings.reduce((sum, one) => sum + one.unread, 0),
    facts: readings.reduce((sum, one) => sum + one.facts, 0),
    failed: readings.reduce((sum, one) => sum + one.failed, 0),
    outcome: readings.find((one) => !covered(one.outcome))?.outcome ?? 'ok',
  };
}

/** A recorded HTTP exchange around an answer. */
function exchange(value: Json): { body: unknown; http: Partial<Payload> } | null {
  if (!('body' in value) || !(isObject(value.headers) || isObject(value.status))) return null;
  const headers = Object.fromEntries(
    Object.entries(inside(value, 'headers')).map(([name, one]) => [name.toLowerCase(), String(list(one)[0] ?? one)]),
  );
  const code = number(value, 'status', 'code') ?? number(value, 'status');
  const url = text(value, 'request', 'uri') ?? text(value, 'request', 'url');
  return { body: value.body, http: { headers, ...(code !== null && { status: code }), ...(url !== null && { url }) } };
}

function v1Search(value: Json): Reading {
  const statuses = objects(value.statuses);
  const posts = statuses.map(status).filter((told) => told !== null);
  const unread = statuses.length - posts.length;
  const next = text(value, 'search_metadata', 'next_results');
  return reading(posts.length > 0 ? 'ok' : unread > 0 ? 'layout_changed' : 'empty', { posts, unread, next });
}

function v2(value: Json, errors: Json[], payload: Payload): Reading {
  const { posts, users, withheld, unread, next } = page(value);
  if (posts.length > 0 || users.length > 0)
    return reading('ok', { posts, users, unread, next, failed: errors.length + withheld });
  if (withheld > 0) return reading('withheld', { next });
  if (errors.length > 0) return reading(ofErrors(errors, payload), { next });
  /* A page that counts posts and shows none is not an empty one. */
  const counted = number(value, 'meta', 'result_count') ?? 0;
  return reading(unread > 0 || counted > 0 ? 'layout_changed' : 'empty', { unread, next });
}

/** Errors about the query or the account count more than errors about one of many things asked for. */
function ofErrors(errors: Json[], payload: Payload): Outcome {
  const all = errors.map((error) => ofError(error, payload.headers));
  const general: Outcome[] = ['quota_exhausted', 'rate_limited', 'auth_expired', 'bad_query'];
  return general.find((one) => all.includes(one)) ?? all[0] ?? 'layout_changed';
}

function graphql(data: Json, errors: Json[], payload: Payload): Reading {
  const found = timeline(data);
  const { posts, users, unread, next } = found;
  const asked = payload.url === undefined ? null : identify(payload.url);
  const focal = asked && 'key' in asked && asked.kind === 'post' ? `tweet-${asked.ids.post_id}` : null;
  const gone = found.missing.find((one) => one.entryId === focal);
  if (focal !== null && gone) return reading(gone.outcome);
  if (posts.length > 0) return reading('ok', { posts, unread, next });
  if (users.length > 0) return reading('ok', { users, unread, next });
  if (unread > 0) return reading('layout_changed', { unread });
  /* A tombstone that says why knows more than an error beside it; one that says nothing knows less. */
  const told = found.missing.find((one) => one.outcome !== 'not_available');
  if (told) return reading(told.outcome);
  if (errors.length > 0) return reading(ofErrors(errors, payload));
  if (found.missing.length > 0) return reading('not_available');
  if ('user' in data || Object.keys(data).length === 0) return reading('author_gone');
  if ('tweetResult' in data) return reading('not_available');
  return reading(found.seen ? 'empty' : 'layout_changed', { next });
}
