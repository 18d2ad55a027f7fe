/**
 * Posts in Facebook's older HTML: the mobile faces (m. and mbasic., dead for visitors since 2025 but alive in archives) and the
 * server-rendered post page with its ld+json. Human dates there depend on a locale and a time zone nobody tells, so they give no
 * time at all.
 */
import { absoluteLink } from '../address.ts';
import type { Element, Page } from '../html.ts';
import { ancestors, below, canonicalLink, first, hasClass, meta, scriptText, textOf } from '../html.ts';
import type { Json } from '../json.ts';
import { id, isObject, readJson, text } from '../json.ts';
import { identify } from '../url.ts';
import { isId, storyIds } from './ids.ts';
import type { Told } from './post.ts';
import { handleIn, told } from './post.ts';

const site = 'https://www.facebook.com/';

/** The posts of a mobile page, in order. Boxes without a number (suggested groups and the like) are counted. */
export function mobilePosts(page: Page): { posts: Told[]; nameless: number } {
  const articles = page.elements.filter((element) => element.name === 'article');
  const permalink = page.byId.get('m_story_permalink_view');
  const boxes = articles.length > 0 ? outermost(articles) : permalink ? [permalink] : page.elements.filter(topLevel);
  const posts = boxes.map(mobilePost);
  const known = posts.filter((post) => post !== null);
  return { posts: known, nameless: posts.length - known.length };
}

function outermost(elements: Element[]): Element[] {
  const all = new Set(elements);
  return elements.filter((element) => ![...ancestors(element)].some((parent) => all.has(parent)));
}

const tracking = (element: Element): Json => {
  const value = element.attribs['data-ft']?.startsWith('{') ? readJson(element.attribs['data-ft']) : undefined;
  return isObject(value) ? value : {};
};

const topLevel = (element: Element): boolean => id(tracking(element), 'top_level_post_id') !== null;

function mobilePost(box: Element): Told | null {
  const ft = [box, ...below(box)].map(tracking).find((one) => id(one, 'top_level_post_id') !== null) ?? {};
  const links = [...below(box)].flatMap((element) => (element.name === 'a' && element.attribs.href ? [element] : []));
  const addresses = links.flatMap((link) => absoluteLink(link.attribs.href!, site) ?? []);
  const own = id(ft, 'top_level_post_id') ?? addresses.map(numberIn).find((one) => one !== null);
  if (!own) return null;
  const post = told(own);
  const heading = first(box, (element) => element.name === 'h3' && first(element, isLink) !== null);
  const by = heading ? first(heading, isLink) : null;
  post.name = by ? textOf(by) : null;
  post.handle = by ? handleIn(absoluteLink(by.attribs.href ?? '', site)) : null;
  post.authorId = id(ft, 'content_owner_id_new') ?? addresses.map(ownerIn).find((one) => one !== null) ?? null;
  post.urls = addresses.filter((address) => /\/(?:story|permalink|photo)\.php|\/groups\//.test(address)).slice(0, 6);
  post.text = shownText(box);
  post.createdAt = stamp(box);
  post.links = links.filter((link) => inText(link, box)).map((link) => absoluteLink(link.attribs.href!, site));
  return post;
}

const isLink = (element: Element): boolean => element.name === 'a' && 'href' in element.attribs;

/** The post's number in one of the links around it: full story, like, react, save. */
function numberIn(address: string): string | null {
  const url = new URL(address);
  for (const name of ['ft_ent_identifier', 'ft_id', 'target_id']) {
    const value = url.searchParams.get(name);
    if (isId(value)) return value;
  }
  const saved = storyIds(url.searchParams.get('story_id') ?? '')?.post;
  if (saved) return saved;
  if (!/^\/(?:story|permalink)\.php$/.test(url.pathname)) return null;
  const named = identify(address);
  return 'ids' in named ? (named.ids.post_id ?? null) : null;
}

function ownerIn(address: string): string | null {
  const url = new URL(address);
  const owner = /^\/(?:story|permalink)\.php$/.test(url.pathname) ? url.searchParams.get('id') : null;
  return isId(owner) ? owner : (storyIds(url.searchParams.get('story_id') ?? '')?.actor ?? null);
}

const furniture = (element: Element): boolean =>
  element.name === 'header' ||
  element.name === 'footer' ||
  element.name === 'table' ||
  element.name === 'abbr' ||
  element.name === 'h3' ||
  element.attribs.role === 'article' ||
  /^(?:ufi|actions|sentence)_/.test(element.attribs.id ?? '');

function inText(element: Element, box: Element): boolean {
  for (const parent of ancestors(element)) {
    if (parent === box) return true;
    if (furniture(parent)) return false;
  }
  return false;
}

/** Paragraphs where there are any, else everything that is not furniture. */
function shownText(box: Element): string {
  const paragraphs = [...below(box)].filter((element) => element.name === 'p' && inText(element, box));
  const written = outermost(paragraphs)
    .map((element) => textOf(element))
    .filter((one) => one !== '');
  return written.length > 0 ? written.join('\n') : textOf(box, furniture);
}

function stamp(box: Element): number | null {
  const timed = first(box, (element) => /^\d{9,11}$/.test(element.attribs['data-utime'] ?? ''));
  return timed ? Number(timed.attribs['data-utime']) : null;
}

/** The one post of a server-rendered post page, from its ld+json. `identifier` is `author;post;;…`. */
export function linkedDataPost(page: Page): Told | null {
  for (const script of page.elements) {
    if (script.name !== 'script' || script.attribs.type !== 'application/ld+json') continue;
    const value = readJson(scriptText(script));
    if (!isObject(value) || !text(value, '@type')?.endsWith('Posting')) continue;
    const [authorId, postId] = (text(value, 'identifier') ?? '').split(';');
    const own = isId(postId) ? postId : canonicalPost(page)?.id;
    if (!own) continue;
    const post = told(own);
    post.authorId = isId(authorId) ? authorId : null;
    post.name = text(value, 'author', 'name') ?? text(value, 'creator', 'name') ?? meta(page, 'og:title');
    post.handle = handleIn(text(value, 'author', 'url') ?? text(value, 'creator', 'url'));
    post.text = text(value, 'articleBody') ?? '';
    post.createdAt = text(value, 'dateCreated');
    post.urls = [canonicalLink(page), text(value, 'url')].filter((url) => url !== null);
    post.own = post.urls;
    post.links = outsideLinks(page);
    return post;
  }
  return null;
}

/** A post page that tells its post only in the head: numeric id in the canonical link, text in og:description. */
export function canonicalPost(page: Page): Told | null {
  for (const address of [canonicalLink(page), meta(page, 'og:url')]) {
    const named = address === null ? null : identify(address);
    if (!named || 'error' in named || named.key === null || named.platform !== 'facebook') continue;
    if (!['post', 'group_post', 'photo', 'video', 'comment', 'marketplace'].includes(named.kind)) continue;
    const post = told(named.key.slice('facebook:'.length), named.kind as Told['kind']);
    post.authorId = isId(named.ids.owner_id) ? named.ids.owner_id : null;
    post.handle = isId(named.ids.owner_id) ? null : (named.ids.owner_id ?? null);
    const title = meta(page, 'og:title');
    post.text = meta(page, 'og:description') ?? '';
    post.group = named.ids.group ?? null;
    /* The title of a group's post is the group's, that of a listing its own: whoever wrote them is not named. */
    if (named.kind === 'marketplace') post.text = [title, post.text].filter(Boolean).join('\n');
    else if (named.kind !== 'group_post') post.name = title;
    post.urls = [named.canonicalUrl];
    return post;
  }
  return null;
}

function outsideLinks(page: Page): (string | null)[] {
  const content = page.elements.find((element) => hasClass(element, 'userContent'));
  if (!content) return [];
  return [...below(content)].filter(isLink).map((link) => absoluteLink(link.attribs.href ?? '', site));
}
