/** The paths of Facebook's addresses, one reader for each kind of first word. */
import { parameter } from '../address.ts';
import type { Named } from '../url.ts';
import { isId, leadingId, pfbid, storyIds } from './ids.ts';
import * as named from './named.ts';

const searchWords = new Set(['search', 'hashtag', 'public', 'topic', 'places']);
/** First words of a path that are Facebook's and cannot be an account's name. */
const reserved = new Set(
  (
    'about ads ajax api bookmarks business campaign careers checkpoint cookie crisisresponse dialog directory donate ' +
    'feed find-friends flx friends fundraisers gaming games graphql hashtag help home home.php instagram jobs latest legal ' +
    'lite login login.php logout.php marketplace media memories messages mobile mobileprotection notifications nt offers ' +
    'payments places plugins policies privacy public r.php recover reg saved search settings sharer sharer.php stories ' +
    'story support terms terms.php tr update_security_info.php ufi weather'
  ).split(' '),
);
const vanity = /^[\p{L}\p{N}.-]{1,100}$/u;

/** What a path of Facebook names; `url` has the parameters. */
export function fromPath(parts: string[], url: URL): Named {
  const [first = '', second] = parts;
  switch (first.toLowerCase()) {
    case '':
      return parameter(url, 'story_fbid') ? story(url) : named.home();
    case 'story.php':
    case 'permalink.php':
      return story(url);
    case 'story':
      return graphqlStory(url);
    case 'photo.php':
    case 'photo':
    case 'photos':
      return photo(url, parts[1]);
    case 'video.php':
    case 'video':
    case 'videos':
    case 'watch':
      return video(parameter(url, 'v', 'video_id') ?? parts.toReversed().find(isId) ?? null);
    case 'reel':
    case 'reels':
      return reel(second ?? parameter(url, 'v'));
    case 'media':
      return album(parameter(url, 'set'));
    case 'groups':
      return group(parts, url);
    case 'events':
      return event(parts, url);
    case 'marketplace':
    case 'commerce':
      return listing(parts);
    case 'profile.php':
      return parameter(url, 'story_fbid') ? story(url) : account(parameter(url, 'id') ?? undefined);
    case 'people':
      return person(parts);
    case 'pages':
    case 'pg':
      return pageAddress(parts, url);
    case 'p':
      return account(/(?:^|-)(\d{5,20})$/.exec(second ?? '')?.[1] ?? undefined);
    case 'share':
      return share(parts.slice(1));
    case 'ads':
      return advert(parts, url);
    case 'notes':
    case 'posts':
      return inAccount(undefined, parts, url);
    case 'stories':
      return parts.length > 1 ? named.unread('post', parts) : named.home();
    default:
      if (searchWords.has(first.toLowerCase())) return named.search(url);
      return reserved.has(first.toLowerCase()) ? named.home() : ofAccount(parts, url);
  }
}

/** `?story_fbid=…&id=…` in any order; the story's id can be a number, `number:0`, a pfbid or a base64 story id. */
function story(url: URL): Named {
  const owner = parameter(url, 'id') ?? undefined;
  const given = parameter(url, 'story_fbid', 'fbid') ?? '';
  const numeric = leadingId(given) ?? storyIds(given)?.post;
  if (numeric) return named.post(numeric, owner);
  if (pfbid.test(given)) return named.pfbidPost(given, owner);
  if (given !== '') return named.unreadStory(given, owner);
  return owner ? account(owner) : named.home();
}

function graphqlStory(url: URL): Named {
  const ids = storyIds(parameter(url, 'graphql_id', 'story_id', 'id') ?? '');
  return ids ? named.post(ids.post, ids.actor) : named.home();
}

function photo(url: URL, inPath: string | undefined): Named {
  const set = parameter(url, 'set') ?? '';
  const fbid = parameter(url, 'fbid', 'photo_id', 'v') ?? inPath ?? null;
  const post = /^pcb\.([1-9]\d*)/.exec(set)?.[1];
  if (post && isId(post)) return named.post(post, undefined, isId(fbid) ? { fbid } : {});
  const hidden = /^pcb\.(.+)$/.exec(set)?.[1] ?? '';
  if (pfbid.test(hidden)) return named.pfbidPhoto(hidden, isId(fbid) ? fbid : undefined);
  if (isId(fbid)) return named.photo(fbid);
  if (fbid && pfbid.test(fbid)) return named.pfbidPost(fbid, undefined);
  if (fbid !== null) return named.unreadPhoto(fbid);
  return set === '' ? named.home() : album(set);
}

const video = (id: string | null): Named => (isId(id) ? named.video(id) : named.home());

function reel(id: string | null): Named {
  if (isId(id)) return named.reel(id);
  return id !== null && pfbid.test(id) ? named.pfbidVideo(id) : named.home();
}

function person(parts: string[]): Named {
  const hidden = parts.find((part) => pfbid.test(part));
  return hidden ? named.pfbidPerson(parts[1]!, hidden) : account(parts.toReversed().find(isId) ?? undefined);
}

function album(set: string | null): Named {
  const [kind, id] = (set ?? '').split('.');
  if (kind === 'pcb' && isId(id)) return named.post(id);
  if (kind === 'a' && isId(id)) return named.album(id);
  return set ? named.set(set) : named.home();
}

function group(parts: string[], url: URL): Named {
  const [, gid, word, ...rest] = parts;
  if (gid === undefined || gid === 'feed' || gid === 'discover' || gid === 'joins') return named.home();
  const shown =
    parameter(url, 'multi_permalinks', 'sale_post_id')?.split(',')[0] ??
    (parameter(url, 'view') === 'permalink' ? parameter(url, 'id') : null);
  if (shown) {
    const number = leadingId(shown);
    return number ? named.groupPost(gid, number) : named.unread('group_post', ['groups', gid, 'posts', shown]);
  }
  if (word === 'permalink' || word === 'posts') {
    const id = rest
      .toReversed()
      .map(leadingId)
      .find((found) => found !== null);
    if (id) return named.groupPost(gid, id);
    const fickle = rest.find((part) => pfbid.test(part));
    if (fickle) return named.pfbidGroupPost(gid, fickle);
    if (rest.length > 0) return named.unread('group_post', parts);
  }
  if (word === 'user') return account(rest[0]);
  if (word === 'search') return named.search(url);
  return holdsMore(parts.slice(2)) ? named.unread('group_post', parts) : named.group(gid);
}

function event(parts: string[], url: URL): Named {
  const at = parts.indexOf('permalink');
  const given = (at > 0 ? parts[at + 1] : parameter(url, 'post_id')) ?? '';
  const inside = leadingId(given);
  if (inside) return named.post(inside);
  if (given !== '') return named.unread('post', [...parts.slice(0, at > 0 ? at : undefined), 'permalink', given]);
  const id = (at > 0 ? parts.slice(1, at) : parts.slice(1)).toReversed().find(isId);
  return id ? named.event(id) : named.home();
}

function listing(parts: string[]): Named {
  const at = parts.findIndex((part) => part === 'item' || part === 'listing' || part === 'np');
  const id = at > 0 ? parts.slice(at + 1).find(isId) : undefined;
  return id ? named.listing(id) : named.home('search');
}

function pageAddress(parts: string[], url: URL): Named {
  if (parts[0] === 'pg') return parts[1] ? ofAccount(parts.slice(1), url) : named.home();
  if (parts[1] === 'category') {
    /* `/pages/category/{category}/{name}/…`; the category can be missing, and then only a numbered name tells itself from one. */
    const at = parts[3] === undefined && /-\d{9,20}$/.test(parts[2] ?? '') ? 2 : 3;
    if (parts[at] === undefined) return named.home();
    const found = inAccount(parts[at], parts.slice(at + 1), url);
    return found.kind === 'profile' ? account(parts[at], 'page') : found;
  }
  const at = parts.findIndex((part, index) => index > 1 && isId(part));
  if (at > 0) {
    const found = inAccount(parts[at], parts.slice(at + 1), url);
    return found.kind === 'profile' ? account(parts[at], 'page') : found;
  }
  return parts[1] ? account(parts[1], 'page') : named.home();
}

function share(parts: string[]): Named {
  const code = parts.at(-1);
  if (code === undefined) return named.home();
  return named.share(`https://www.facebook.com/share/${parts.map(encodeURIComponent).join('/')}/`, code);
}

function advert(parts: string[], url: URL): Named {
  const id = parameter(url, 'id');
  if (parts[1] !== 'library' && parts[1] !== 'archive') return named.home();
  return isId(id) ? named.advert(id) : named.home('search');
}

/** `/{account}/…`, where the account is a number, a vanity name or `Name-number`. */
function ofAccount(parts: string[], url: URL): Named {
  const [owner = '', ...rest] = parts;
  if (rest.length === 0 && isId(owner)) return named.anything(owner);
  const [, by, compound] = /^([1-9]\d*)_([1-9]\d*)$/.exec(owner) ?? [];
  if (isId(by) && isId(compound)) return named.post(compound, by);
  const queried = owner.endsWith('.php') ? null : leadingId(parameter(url, 'story_fbid') ?? '');
  if (queried) return named.post(queried, owner);
  return inAccount(owner, rest, url);
}

function inAccount(owner: string | undefined, rest: string[], url: URL): Named {
  const word = rest[0]?.toLowerCase();
  const tail = rest.slice(1);
  if (word === 'posts' || word === 'activity' || word === 'permalink' || word === 'notes') {
    const id = tail
      .toReversed()
      .map(leadingId)
      .find((found) => found !== null);
    if (id) return named.post(id, owner);
    const fickle = tail.find((part) => pfbid.test(part));
    if (fickle) return named.pfbidPost(fickle, owner);
    if (tail.length > 0) return named.unread('post', owner === undefined ? rest : [owner, ...rest]);
  }
  if (word === 'photos' || word === 'photo') {
    const post = tail.map((part) => /^pcb\.([1-9]\d*)/.exec(part)?.[1]).find(isId);
    const id = tail.toReversed().find(isId);
    if (post) return named.post(post, owner, id ? { fbid: id } : {});
    if (id) return named.photo(id);
    const fbid = parameter(url, 'fbid');
    if (isId(fbid)) return named.photo(fbid);
  }
  if (word === 'videos' || word === 'video' || word === 'live' || word === 'reel' || word === 'reels') {
    const id = tail.toReversed().find(isId) ?? parameter(url, 'v');
    if (isId(id)) return word.startsWith('reel') ? named.reel(id) : named.video(id);
  }
  const parts = owner === undefined ? rest : [owner, ...rest];
  return holdsMore(rest) ? named.unread('post', parts) : account(owner);
}

/** Whether a part of a path that no rule read holds a number or a hidden one: then the address names more than what is around it. */
const holdsMore = (parts: string[]): boolean => parts.some((part) => /\p{N}|^pfbid/u.test(part));

export function account(who: string | undefined, kind: 'profile' | 'page' = 'profile'): Named {
  if (who === undefined) return named.home();
  if (isId(who)) return named.account(who, kind);
  const numbered = /\p{L}.*-(\d{9,20})$/u.exec(who)?.[1];
  if (numbered && isId(numbered)) return named.account(numbered, 'page');
  return vanity.test(who) ? named.vanity(who, kind) : named.home();
}
