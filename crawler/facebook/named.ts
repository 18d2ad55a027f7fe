/** Facebook's things with their key and the address a person can open. */
import type { Named } from '../url.ts';
import type { CommentIds } from './ids.ts';
import { isId } from './ids.ts';

const site = 'https://www.facebook.com';

const thing = (
  kind: Named['kind'],
  id: string | null,
  canonicalUrl: string,
  ids: Record<string, string | undefined>,
): Named => ({
  platform: 'facebook',
  kind,
  key: id === null ? null : `facebook:${id}`,
  canonicalUrl,
  ids: Object.fromEntries(Object.entries(ids).filter((entry): entry is [string, string] => entry[1] !== undefined)),
});

const safe = (text: string): string => encodeURIComponent(text);

/** A thing whose address is of a known form but has no number in it: it must not take the key of the account or group around it. */
export const unread = (kind: 'post' | 'group_post' | 'photo', parts: string[]): Named =>
  thing(kind, null, `${site}/${parts.map(safe).join('/')}`, {});
export const unreadStory = (given: string, owner: string | undefined): Named =>
  thing('post', null, `${site}/permalink.php?story_fbid=${safe(given)}${owner ? `&id=${safe(owner)}` : ''}`, {});

export const unreadPhoto = (given: string): Named => thing('photo', null, `${site}/photo/?fbid=${safe(given)}`, {});

/** `/{account}/posts/{id}`, or the bare id (Facebook redirects it) when the account is not known. */
export const postUrl = (id: string, owner?: string | null): string =>
  owner ? `${site}/${safe(owner)}/posts/${id}` : `${site}/${id}`;
export const groupPostUrl = (group: string, id: string): string => `${site}/groups/${safe(group)}/posts/${id}`;

export const post = (id: string, owner?: string, more: Record<string, string> = {}): Named =>
  thing('post', id, postUrl(id, owner), { post_id: id, owner_id: owner, ...more });

export const pfbidPost = (pfbid: string, owner?: string): Named =>
  thing(
    'post',
    null,
    owner && !isId(owner)
      ? `${site}/${safe(owner)}/posts/${pfbid}`
      : `${site}/permalink.php?story_fbid=${pfbid}${owner ? `&id=${owner}` : ''}`,
    { pfbid, owner_id: owner },
  );

export const groupPost = (group: string, id: string): Named =>
  thing('group_post', id, groupPostUrl(group, id), { post_id: id, group });

export const pfbidGroupPost = (group: string, pfbid: string): Named =>
  thing('group_post', null, groupPostUrl(group, pfbid), { pfbid, group });

/** A photo inside a post whose number is hidden. */
export const pfbidPhoto = (pfbid: string, id: string | undefined): Named =>
  thing('post', null, `${site}/photo/?${id ? `fbid=${id}&` : ''}set=pcb.${pfbid}`, { pfbid, fbid: id });
export const pfbidVideo = (pfbid: string): Named => thing('video', null, `${site}/reel/${pfbid}`, { pfbid });
export const pfbidPerson = (name: string, pfbid: string): Named =>
  thing('profile', null, `${site}/people/${safe(name)}/${pfbid}/`, { pfbid });

export const photo = (id: string): Named => thing('photo', id, `${site}/photo/?fbid=${id}`, { fbid: id });
export const album = (id: string): Named => thing('photo', id, `${site}/media/set/?set=a.${id}`, { album_id: id });
export const set = (name: string): Named => thing('photo', null, `${site}/media/set/?set=${safe(name)}`, {});
export const video = (id: string): Named => thing('video', id, `${site}/watch/?v=${id}`, { video_id: id });
export const reel = (id: string): Named => thing('video', id, `${site}/reel/${id}`, { video_id: id });
export const event = (id: string): Named => thing('event', id, `${site}/events/${id}/`, { event_id: id });
export const listing = (id: string): Named =>
  thing('marketplace', id, `${site}/marketplace/item/${id}/`, { listing_id: id });
export const advert = (id: string): Named => thing('ad', id, `${site}/ads/library/?id=${id}`, { ad_archive_id: id });

export const group = (id: string): Named =>
  thing(
    'group',
    isId(id) ? id : null,
    `${site}/groups/${safe(id)}/`,
    isId(id) ? { group: id, group_id: id } : { group: id },
  );

export const account = (id: string, kind: 'profile' | 'page'): Named =>
  thing(kind, id, `${site}/profile.php?id=${id}`, { owner_id: id });
export const vanity = (name: string, kind: 'profile' | 'page'): Named =>
  thing(kind, null, `${site}/${safe(name)}`, { vanity: name });

/** New accounts are numbered from 100000000000000 and 61550000000000 up; any other bare number is a thing, most often a post. */
export const anything = (id: string): Named =>
  /^(?:10\d{13}|615\d{11})$/.test(id) ? account(id, 'profile') : thing('post', id, postUrl(id), { post_id: id });

export const comment = (ids: CommentIds, under: Named): Named => {
  const place = new URL(under.canonicalUrl);
  place.searchParams.set('comment_id', ids.parent ?? ids.comment);
  if (ids.parent) place.searchParams.set('reply_comment_id', ids.comment);
  return thing('comment', ids.comment, place.href, {
    ...under.ids,
    comment_id: ids.comment,
    parent_comment_id: ids.parent,
  });
};

/** A comment whose number cannot be read: neither itself nor the post it stands under. */
export const unreadComment = (given: string, under: Named): Named => {
  const place = new URL(under.canonicalUrl);
  place.searchParams.set('comment_id', given);
  return thing('comment', null, place.href, under.ids);
};

export const share = (canonicalUrl: string, code: string): Named => thing('share', null, canonicalUrl, { share: code });
export const home = (kind: 'home' | 'search' = 'home'): Named =>
  thing(kind, null, kind === 'home' ? `${site}/` : `${site}/marketplace/`, {});

export const search = (url: URL): Named => {
  const query = url.searchParams.get('q') ?? url.searchParams.get('query');
  const path = url.pathname.replace(/\/$/, '');
  return thing('search', null, `${site}${path}${query ? `?q=${safe(query)}` : ''}`, { query: query ?? undefined });
};
