/**
 * Stories, comments and listings in Facebook's JSON, found by what they are, not by where they stand: any object
 * `__typename: "Story"` with a `post_id` (or a decodable id), and what its parts say of it below.
 */
import type { Json } from '../json.ts';
import { id, inside, isObject, number, objects, text } from '../json.ts';
import { feedbackPost, isId, storyIds } from './ids.ts';
import { isListing, listingText } from './listing.ts';
import type { Told } from './post.ts';
import { handleIn, told } from './post.ts';

export interface Route {
  tracePolicy: string | null;
  /** `__dr` of the root component, e.g. `CometErrorRoot.react`. */
  root: string | null;
  name: string | null;
  props: Json;
  /** 2 for the route the page says it shows, 1 for any other it mentions. */
  weight: number;
}

export interface Seen {
  things: Map<string, Told>;
  /** Stories without any number to know them by. */
  nameless: number;
  route: Route | null;
  next: string | null;
  visited: number;
}

export const nothingSeen = (): Seen => ({ things: new Map(), nameless: 0, route: null, next: null, visited: 0 });

const deepest = 400;
const mostNodes = 3_000_000;

/** Walks one JSON document and adds what it holds to `seen`. */
export function lookAt(document: unknown, seen: Seen): void {
  visit(document, '', null, seen, 0, 1);
}

function visit(node: unknown, under: string, within: Told | null, seen: Seen, depth: number, weight: number): void {
  if (typeof node !== 'object' || node === null || depth > deepest || ++seen.visited > mostNodes) return;
  if (Array.isArray(node)) {
    const heavier = node[0] === 'CometPlatformRootClient' ? 2 : weight;
    for (const child of node) visit(child, under, within, seen, depth + 1, heavier);
    return;
  }
  const object = node as Json;
  const here = subject(object, within, seen);
  if (here) describe(object, here);
  if (here && here.kind !== 'comment') claims(object, under, here);
  if (typeof object.tracePolicy === 'string' || typeof object.canonicalRouteName === 'string')
    route(object, seen, weight);
  if (seen.next === null) seen.next = feedCursor(object);
  for (const key in object) {
    const child = object[key];
    if (typeof child !== 'object' || child === null) continue;
    const apart = key === 'attached_story' || key === 'comment_rendering_instance';
    visit(child, key, apart ? null : here, seen, depth + 1, key === 'initialRouteInfo' ? 2 : weight);
  }
}

/** The cursor of a feed of posts; other connections (photos, comments, tiles) page too and lead elsewhere. */
function feedCursor(object: Json): string | null {
  const patch = Array.isArray(object.path) && object.path.some(isFeed) ? inside(object, 'data') : null;
  const feed = patch ?? Object.entries(object).find(([key]) => isFeed(key))?.[1];
  const info = inside(feed, 'page_info');
  return info.has_next_page === true ? text(info, 'end_cursor') : null;
}

const isFeed = (key: unknown): boolean =>
  key === 'timeline_list_feed_units' || key === 'timeline_feed_units' || key === 'group_feed';

/** The thing this object speaks of: a new one, or the one it stands in. */
function subject(object: Json, within: Told | null, seen: Seen): Told | null {
  const type = object.__typename;
  if (type === 'Story' || (type === undefined && isId(text(object, 'post_id')) && 'comet_sections' in object)) {
    const own = storyId(object);
    if (own === null) {
      if (within === null) seen.nameless++;
      return within;
    }
    return thing(own, 'post', seen);
  }
  if (type === 'Comment') {
    const own = commentNumber(object);
    return own === null ? null : thing(own, 'comment', seen);
  }
  if (isListing(object)) {
    const own = id(object, 'id');
    return own === null ? within : thing(own, 'marketplace', seen);
  }
  /* A part repeats its story's id without its type. */
  const repeated =
    typeof object.id === 'string' && object.id.startsWith('UzpfS') ? storyIds(object.id)?.post : undefined;
  return repeated ? (seen.things.get(repeated) ?? within) : within;
}

function thing(own: string, kind: Told['kind'], seen: Seen): Told {
  const known = seen.things.get(own) ?? told(own, kind);
  seen.things.set(own, known);
  return known;
}

function storyId(object: Json): string | null {
  const given = id(object, 'post_id') ?? id(object, 'legacy_fbid');
  if (given !== null) return given;
  const story = text(object, 'id');
  const feedback = text(object, 'feedback', 'id');
  return (story && storyIds(story)?.post) ?? (feedback && feedbackPost(feedback)) ?? null;
}

export function commentNumber(object: Json): string | null {
  const given = id(object, 'legacy_fbid');
  if (given !== null) return given;
  const encoded = text(object, 'id');
  const plain = encoded ? Buffer.from(encoded, 'base64').toString('latin1') : '';
  const last = /^comment:\d+_(\d+)$/.exec(plain)?.[1];
  return isId(last) ? last : null;
}

/** Takes what this object says of the thing; the first word on each matter counts, for it stands nearest to the thing. */
function describe(object: Json, here: Told): void {
  const said = here.kind === 'post' ? text(object, 'message', 'text') : words(object, here);
  /* A listing is told in pieces, the fullest of them last. */
  if (said !== null && (here.text === '' || (here.kind === 'marketplace' && said.length > here.text.length)))
    here.text = said;
  here.createdAt ??= number(object, 'creation_time') ?? number(object, 'created_time');
  if (here.authorId === null && here.name === null) {
    const actor =
      objects(object.actors)[0] ?? (here.kind === 'comment' ? inside(object, 'author') : seller(object, here));
    writer(actor, here);
  }
  for (const key of ['wwwURL', 'url', 'permalink_url']) {
    const address = text(object, key);
    if (address !== null && here.urls.length < 12) here.urls.push(address);
  }
  for (const key of ['to', 'target_group', 'associated_group']) {
    const to = object[key];
    if (isObject(to) && (to.__typename === 'Group' || key !== 'to')) here.group ??= id(to, 'id');
  }
  const outside = object.__typename === 'ExternalWebLink' || object.__typename === 'ExternalUrl';
  const target = outside ? (text(object, 'external_url') ?? text(object, 'url')) : null;
  if (target !== null && here.links.length < 50) here.links.push(target);
}

/** A comment's text, or a listing's title and description. */
function words(object: Json, here: Told): string | null {
  if (here.kind === 'comment') return text(object, 'body', 'text');
  return here.kind === 'marketplace' && isListing(object) ? listingText(object) : null;
}

const seller = (object: Json, here: Told): Json =>
  here.kind === 'marketplace' ? inside(object, 'marketplace_listing_seller') : {};

function writer(actor: Json, here: Told): void {
  const name = text(actor, 'name');
  const actorId = id(actor, 'id');
  if (name === null && actorId === null) return;
  here.authorId = actorId;
  here.name = name;
  here.handle = handleIn(text(actor, 'url') ?? text(actor, 'profile_url'));
}

/**
 * The names a story gives itself: in the story, in a part that repeats its id, and in the part `story` that has its time beside its
 * address. Other addresses below a story belong to its attachments, links and people.
 */
function claims(object: Json, under: string, here: Told): void {
  const story = text(object, 'id');
  const decoded = story === null ? null : (storyIds(story)?.post ?? null);
  const whole = object.__typename === 'Story' && storyId(object) === here.id;
  const timed = under === 'story' && object.__typename === undefined && number(object, 'creation_time') !== null;
  if (whole && decoded !== null && decoded !== here.id) here.numbers.push(decoded);
  const repeats = decoded === here.id && (object.__typename === undefined || object.__typename === 'Story');
  if (!whole && !repeats && !(timed && decoded === null)) return;
  for (const key of ['wwwURL', 'url', 'permalink_url']) {
    const address = text(object, key);
    if (address !== null && here.own.length < 12) here.own.push(address);
  }
}

function route(object: Json, seen: Seen, weight: number): void {
  const root = text(object, 'rootView', 'resource', '__dr');
  if (root === null && typeof object.canonicalRouteName !== 'string' && weight < 2) return;
  if (seen.route !== null && seen.route.weight >= weight) return;
  seen.route = {
    tracePolicy: text(object, 'tracePolicy'),
    root,
    name: text(object, 'canonicalRouteName'),
    props: inside(object, 'rootView', 'props'),
    weight,
  };
}
