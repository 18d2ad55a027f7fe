/**
 * Any payload of Facebook in, posts and an outcome out: a page of any generation (Comet, server-rendered, m., mbasic.), the JSON chunks
 * a page loads while scrolling, and what Apify, CrowdTangle or the Graph API supply.
 */
import type { Page } from '../html.ts';
import { looksLikeHtml, readPage } from '../html.ts';
import { isObject, number, objects, readJsonLines, text, type Json } from '../json.ts';
import type { FoundPost, Outcome, Parsed, Payload } from '../source.ts';
import { about } from './about.ts';
import { withNamesOfHead, withoutDoubt } from './aliases.ts';
import { canonicalPost, linkedDataPost, mobilePosts } from './markup.ts';
import { exported, isExported } from './exported.ts';
import { blocked, judge } from './outcome.ts';
import type { Told } from './post.ts';
import { foundPost } from './post.ts';
import { literals, scriptDocuments } from './scripts.ts';
import type { Seen } from './stories.ts';
import { lookAt, nothingSeen } from './stories.ts';
import { supplied } from './supplied.ts';

/** Facebook's guard against its JSON being run as a script. */
const guard = /^\s*for\s*\(;;\);/gm;

/** Parses any payload of Facebook. Never throws on what Facebook or a file may hold. */
export function parse(payload: Payload): Parsed {
  const body = payload.body.replace(guard, '');
  if (looksLikeHtml(body)) return parsePage(readPage(body), payload);
  const lined = readJsonLines(body);
  /* Chunks that a recorder wrote one behind the other, without a line between. */
  const { values, unreadable } = lined.values.length > 0 ? lined : { values: [...literals(body)], unreadable: 0 };
  const html = values.flatMap(insertedHtml).join('');
  if (html !== '') return parsePage(readPage(html), payload);
  const lines = values.length > 1 && values.some((value) => isObject(value) && isExported(value));
  const read = lines ? exported(values, payload.at) : values.length === 1 ? supplied(values[0], payload.at) : null;
  if (read) return unreadable > 0 ? { ...read, detail: `Lines that could not be read: ${unreadable}.` } : read;
  return parseChunks(values, payload);
}

/** What a scrolling mobile page puts into itself: `{"payload":{"actions":[{"cmd":"append","html":…}]}}`. */
const insertedHtml = (value: unknown): string[] =>
  isObject(value) && isObject(value.payload)
    ? objects(value.payload.actions).flatMap((action) => text(action, 'html') ?? [])
    : [];

function parseChunks(values: unknown[], payload: Payload): Parsed {
  const seen = nothingSeen();
  for (const value of values) lookAt(value, seen);
  const posts = collected(seen, payload);
  if (posts.length > 0)
    return { outcome: 'ok', posts: withoutDoubt(posts), next: seen.next, ...skipped(seen.nameless) };
  const errors = values
    .filter(isObject)
    .flatMap((value) => objects(value.errors).concat(isObject(value.error) ? [value.error] : []));
  if (errors.some((error) => error.code === 1675004 || /rate limit/i.test(text(error, 'message') ?? ''))) {
    return { outcome: 'rate_limited', posts: [], next: null };
  }
  const refused = values
    .filter(isObject)
    .map(ofAjaxError)
    .find((one) => one !== null);
  if (refused) return { outcome: refused, posts: [], next: null };
  if (payload.status === 429) return { outcome: 'rate_limited', posts: [], next: null };
  if ((payload.status ?? 200) >= 500) return { outcome: 'network_error', posts: [], next: null };
  return {
    outcome: 'layout_changed',
    posts: [],
    next: null,
    detail: 'The answer is neither a page nor JSON of Facebook that is known.',
  };
}

/** `{"error":1357001,"errorSummary":…}` in the place of an answer (code as open-source clients know it; not tried, 2026-11). */
function ofAjaxError(value: Json): Outcome | null {
  const code = number(value, 'error');
  if (code === null || text(value, 'errorSummary') === null) return null;
  if (code === 1357001) return 'login_wall';
  return blocked.test(`${text(value, 'errorSummary')} ${text(value, 'errorDescription')}`)
    ? 'rate_limited'
    : 'network_error';
}

function parsePage(page: Page, payload: Payload): Parsed {
  const seen = nothingSeen();
  for (const document of scriptDocuments(page)) lookAt(document, seen);
  const stories = collected(seen, payload);
  const named = (posts: FoundPost[]): FoundPost[] => withoutDoubt(withNamesOfHead(posts, page, payload.url));
  if (stories.length > 0) return { outcome: 'ok', posts: named(stories), next: seen.next, ...skipped(seen.nameless) };
  const single = linkedDataPost(page);
  if (single) return { outcome: 'ok', posts: named([foundPost(single, payload.at, 1)]), next: null };
  const mobile = mobilePosts(page);
  if (mobile.posts.length > 0) {
    return { outcome: 'ok', posts: once(mobile.posts, payload), next: null, ...skipped(mobile.nameless) };
  }
  const thing = about(page, payload.url);
  const judged = judge(page, payload, seen.route, thing !== null);
  if (['ok', 'needs_js', 'layout_changed'].includes(judged.outcome)) {
    const told = canonicalPost(page);
    if (told && told.text !== '') return { outcome: 'ok', posts: named([foundPost(told, payload.at, 1)]), next: null };
    if (seen.nameless > 0) return { outcome: 'layout_changed', posts: [], next: null, ...skipped(seen.nameless) };
    if (thing) return { ...judged, posts: [thing], next: null };
  }
  return { ...judged, posts: [], next: null };
}

/** Stories that say anything; a bare number without text, time or author is a reference, not a post. */
function collected(seen: Seen, payload: Payload): FoundPost[] {
  return once(
    [...seen.things.values()].filter((one) => one.text !== '' || one.createdAt !== null || one.authorId !== null),
    payload,
  );
}

function once(all: Told[], payload: Payload): FoundPost[] {
  const byId = new Map<string, Told>();
  for (const one of all) if (!byId.has(one.id)) byId.set(one.id, one);
  return [...byId.values()].map((one, index) => foundPost(one, payload.at, index + 1));
}

const skipped = (count: number): { detail?: string } =>
  count > 0 ? { detail: `Left out because they have no number of a post: ${count}.` } : {};
