/**
 * Addresses of Facebook.
 *
 * Facebook numbers everything (posts, photos, comments, people, groups) in one global namespace, while an account has several
 * numbers (its old page id, its new profile id) and a name that can change. So the key is `facebook:<numeric id of the thing>`
 * and never holds the account: `/Page/posts/1`, `/100064/posts/1`, `story.php?story_fbid=1&id=…` and a group's permalink converge.
 * `pfbid…` is not an identity (it changes for the same post; snarfed/facebook-atom issue 27), nor is a share code or a vanity name:
 * they give `key: null` and need a fetch. A photo opened inside its post (`set=pcb.<post>`) is a face of that post.
 */
import { decoded, parameter, segments, withoutSentenceEnd } from '../address.ts';
import type { Named, Reading } from '../url.ts';
import * as named from './named.ts';
import { account, fromPath } from './paths.ts';
import { commentIds, isId } from './ids.ts';

/** Facebook's own sites that hold no people's posts: ordinary web pages for us. */
const otherSites = new Set(
  'about ai api connect developers engineering graph investor research static tech transparency upload whatsapp workplace'.split(
    ' ',
  ),
);

/** What an address of Facebook names; null when the host is not Facebook's. */
export function read(url: URL): Reading {
  const host = url.hostname;
  if (host === 'fb.watch' || host === 'fb.me') return short(url);
  if (host === 'm.me' || host === 'www.m.me') return account(segments(url.pathname)[0]);
  const label = site.exec(host);
  if (!label) return null;
  if (label[1] === 'graph') return graphNode(url);
  if (otherSites.has(label[1] ?? '')) return null;
  const inner = wrapped(url) ?? inFragment(url) ?? notified(url) ?? encoded(url);
  if (inner) return { wraps: inner };
  const found = fromPath(segments(url.pathname).map(withoutSentenceEnd), url);
  return withComment(found, url);
}

const site =
  /^(?:(.+)\.)?(?:facebook\.com|fb\.com|facebookcorewwwi\.onion|facebookwkhpilnemxj7asaniu7vnjjbiltxjqhye3mhbshg7kx5tfyd\.onion)$/;

/** The Graph API's address of a post, `/v18.0/{account}_{post}`; its other nodes do not say what they are. */
function graphNode(url: URL): Named | null {
  const found = /^(?:\/v\d+\.\d+)?\/([1-9]\d*)_([1-9]\d*)\/?$/.exec(url.pathname);
  return found && isId(found[1]) && isId(found[2]) ? named.post(found[2], found[1]) : null;
}

/** `/#!/page/posts/1`: how addresses looked from 2010 to 2012, still found in old posts and bookmarks. */
const inFragment = (url: URL): string | null =>
  url.hash.startsWith('#!/') ? `https://www.facebook.com${url.hash.slice(2)}` : null;

/** Links of notification mails: `/n/?story.php&story_fbid=1&id=2` has the path as its first parameter. */
function notified(url: URL): string | null {
  const path = /^\/nd?\/?$/.test(url.pathname) ? /^\?([^=&]+)(?:&(.*))?$/.exec(url.search) : null;
  return path ? `https://www.facebook.com/${decoded(path[1]!)}?${path[2] ?? ''}` : null;
}

/** A whole address that was percent-encoded on its way: `/story.php%3Fstory_fbid%3D1%26id%3D2`. */
const encoded = (url: URL): string | null =>
  url.search === '' && /%3f/i.test(url.pathname) ? `https://www.facebook.com${decoded(url.pathname)}` : null;

/** Redirectors, login pages and plug-ins: where each keeps the address that matters. */
const wrappers: Record<string, string[]> = {
  'l.php': ['u'],
  flx: ['u'],
  login: ['next', 'continue'],
  'login.php': ['next', 'continue'],
  checkpoint: ['next'],
  cookie: ['next', 'next_uri'],
  privacy: ['next', 'next_uri'],
  consent: ['next', 'next_uri'],
  two_step_verification: ['next'],
  unsupportedbrowser: ['next'],
  recover: ['next'],
  reg: ['next'],
  'r.php': ['next'],
  plugins: ['href'],
  sharer: ['u'],
  'sharer.php': ['u'],
  'share.php': ['u'],
  dialog: ['href', 'link', 'u'],
};

function wrapped(url: URL): string | null {
  const [first = ''] = segments(url.pathname.toLowerCase());
  const names = Object.hasOwn(wrappers, first) ? wrappers[first] : undefined;
  const given = names ? parameter(url, ...names) : null;
  if (given === null) return null;
  const inner = /^https?%3a/i.test(given) ? decoded(given) : given;
  return inner.startsWith('/') && !inner.startsWith('//') ? `https://www.facebook.com${inner}` : inner;
}

function short(url: URL): Named {
  const path = segments(url.pathname);
  const code = path.at(-1);
  if (code === undefined) return named.home();
  return named.share(
    `https://${url.hostname}/${path.map(encodeURIComponent).join('/')}${url.hostname === 'fb.watch' ? '/' : ''}`,
    code,
  );
}

/** A comment is a thing of its own, whatever it stands under; a reply names the comment it answers as well. */
function withComment(found: Named, url: URL): Named {
  if (found.kind === 'home') return found;
  const [reply, comment] = [parameter(url, 'reply_comment_id'), parameter(url, 'comment_id')];
  const ids = commentIds(reply, comment);
  if (ids) return named.comment(ids, found);
  const given = reply ?? comment;
  return given === null ? found : named.unreadComment(given, found);
}
