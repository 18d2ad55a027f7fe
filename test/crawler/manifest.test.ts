/**
 * Every fact that the manifest states of a recorded payload, one by one. Each key has a check here, so a fact that is new to the
 * manifest fails until somebody says what must hold for it. Facts about the raw page (how many links of a kind it has) are checked on
 * our reading of the page, for a parser that misreads those misreads the posts.
 */
import { describe, expect, test } from 'vitest';
import { storyIds } from '../../crawler/facebook/ids.ts';
import { below, canonicalLink, lineOf, meta, readPage, type Element, type Page } from '../../crawler/html.ts';
import { isObject, list, objects, readJson, readJsonLines, type Json } from '../../crawler/json.ts';
import type { Parsed, Platform } from '../../crawler/source.ts';
import { aliasOf, identify } from '../../crawler/url.ts';
import { ofError, ofReason, ofTombstone } from '../../crawler/x/outcome.ts';
import { flat, parsed, payloads, platformOf, present, read, skipped, type Capture } from './captures.ts';

interface Seen {
  body: string;
  page: Page;
  /** The payload's JSON documents: one, or one a line. */
  json: unknown[];
  parsed: Parsed;
  capture: Capture;
}

type Check = (value: unknown, seen: Seen) => void;
type Row = Record<string, unknown>;

const text = (value: unknown): string => value as string;
const rows = (value: unknown): Row[] => value as Row[];
const isLink = (element: Element): boolean => element.name === 'a' && 'href' in element.attribs;
const has = (page: Page, is: (element: Element) => boolean): number => page.elements.filter(is).length;
const under = (page: Page, id: string): string | null => {
  const element = page.byId.get(id);
  return element ? flat(lineOf(element)) : null;
};
/** The manifest cuts long texts. */
const startsLike = (whole: string | null, start: unknown): void => {
  if (start === null) expect(whole ?? null).toBeNull();
  else expect(flat(whole ?? '').startsWith(flat(text(start)))).toBe(true);
};
function everywhere(value: unknown, is: (object: Json) => boolean): Json[] {
  if (Array.isArray(value)) return value.flatMap((one) => everywhere(one, is));
  if (!isObject(value)) return [];
  return [...(is(value) ? [value] : []), ...Object.values(value).flatMap((one) => everywhere(one, is))];
}
const rawHas =
  (pattern: RegExp): Check =>
  (value, { body }) =>
    expect(pattern.test(body)).toBe(value);
const field =
  (name: string): Check =>
  (value, { json }) =>
    expect((json[0] as Json)[name] ?? null).toEqual(value);

const facebook: Record<string, Check> = {
  title: (value, { page }) => startsLike(page.title, value),
  canonical: (value, { page }) => expect(canonicalLink(page)).toBe(value),
  /* A login wall may name the way back to where the visitor was going; the manifest takes that for no address. */
  og_url: (value, { page }) => {
    const address = meta(page, 'og:url');
    expect(address?.startsWith('https://www.facebook.com/login/') ? null : address).toBe(value);
  },
  og_title: (value, { page }) => expect(meta(page, 'og:title')).toBe(value),
  og_description: (value, { page }) => startsLike(meta(page, 'og:description') ?? '', value),
  al_ios_url: (value, { page }) => expect(meta(page, 'al:ios:url')).toBe(value),
  tracePolicy: (value, { body }) => {
    for (const policy of value as string[]) expect(body).toContain(`"tracePolicy":"${policy}"`);
  },
  /* A login form alone means nothing: the outcome, checked elsewhere, is ok on pages that have one. */
  login_form: rawHas(/login_form/),
  USER_ID_0: rawHas(/"USER_ID":"0"/),
  spin_t: (value, { body }) =>
    expect(/"__spin_t":(\d+)/.exec(body)?.[1] ?? null).toBe(value === null ? null : String(value as number)),
  stories: (value, { parsed: { posts } }) => {
    const stories = rows(value);
    if (stories.length > 0) expect(posts.map((post) => post.platformId)).toEqual(stories.map((story) => story.post_id));
    stories.forEach((story, index) => {
      const post = posts[index]!;
      expect(post.key).toBe(`facebook:${text(story.post_id)}`);
      startsLike(post.text, story.text);
      expect(post.author).toMatchObject({ id: story.actor_id, name: story.actor_name });
      expect(post.publishedAt).toBe(new Date((story.creation_time as number) * 1000).toISOString());
      expect(storyIds(text(story.story_id))?.post).toBe(story.post_id);
      const named = identify(text(story.url));
      const name = 'key' in named ? (named.key ?? aliasOf(named)) : null;
      expect([post.key, ...post.aliases]).toContain(name);
    });
  },
  data_ft: (value, { page }) => expect(has(page, (element) => 'data-ft' in element.attribs)).toBe(value),
  story_links: (value, { page }) =>
    expect(has(page, (element) => isLink(element) && element.attribs.href!.includes('story.php'))).toBe(value),
  abbr: (value, { page, parsed: { posts } }) => {
    const shown = page.elements.filter((element) => element.name === 'abbr').map((element) => flat(lineOf(element)));
    expect(shown.slice(0, 3)).toEqual((value as string[]).map(flat).slice(0, 3));
    /* Human dates in an unknown zone and language are no times. */
    for (const post of posts) expect(post.publishedAt).toBeNull();
  },
  first_data_ft: (value, { page, parsed: { posts } }) => {
    const first = page.elements.find((element) => 'data-ft' in element.attribs)!.attribs['data-ft']!;
    startsLike(first, value);
    const id = /"top_level_post_id":"(\d+)"/.exec(text(value))?.[1];
    if (id) expect(posts.map((post) => post.platformId)).toContain(id);
  },
  n: (value, { json, parsed: { posts } }) => {
    expect(list(json[0])).toHaveLength(value as number);
    expect(posts).toEqual([]);
  },
  error: (value, { json, parsed: { posts } }) => {
    expect(objects(json[0])[0]?.error ?? (json[0] as Json).error).toBe(value);
    expect(posts).toEqual([]);
  },
  notes: field('notes'),
  status: field('status'),
  url: (value, { parsed: { posts } }) => {
    const named = identify(text(value));
    expect('key' in named && named.key).toBe(posts[0]!.key);
  },
  postId: (value, { parsed: { posts } }) => {
    expect(posts).toHaveLength(1);
    if (value !== null) expect(posts[0]!.platformId).toBe(value);
  },
  pageName: (value, { parsed: { posts } }) => expect(posts[0]!.author?.handle).toBe(value),
  time: (value, { parsed: { posts } }) => {
    if (value !== null) expect(posts[0]!.publishedAt).toBe(value);
  },
  timestamp: (value, { parsed: { posts } }) => {
    if (value !== null) expect(posts[0]!.publishedAt).toBe(new Date((value as number) * 1000).toISOString());
  },
  /* Counts of reactions change by the minute and say nothing of an offer: they are not kept. */
  likes: (value, { json }) => expect((objects(json[0])[0] ?? (json[0] as Json)).likes ?? null).toBe(value),
};

const google: Record<string, Check> = {
  html_lang: (value, { page }) => expect(page.lang).toBe(value),
  title: (value, { page }) => startsLike(page.title, value),
  a_h3_count: (value, { page, parsed: { posts } }) => {
    const headed = page.elements.filter(
      (element) => isLink(element) && [...below(element)].some((one) => one.name === 'h3'),
    );
    expect(headed).toHaveLength(value as number);
    const organic = posts.filter((post) => post.placement === 'organic' && post.rank !== null).length;
    if ((value as number) > 0) expect(organic).toBeLessThanOrEqual(value as number);
  },
  first3_a_h3: (value, { parsed: { posts } }) => {
    for (const { title, href } of rows(value)) {
      const target = identify(new URL(text(href), 'https://www.google.com/').href);
      if (!('key' in target) || target.key === null) continue;
      const post = posts.find((one) => one.key === `google:${target.canonicalUrl}`);
      startsLike(post?.text ?? '', title);
    }
  },
  'text_ads_data-text-ad': (value, { page }) =>
    expect(has(page, (element) => 'data-text-ad' in element.attribs)).toBe(value),
  /* The region stands there even when it is empty: what counts are the units. */
  tads_present: (value, { page }) => expect(page.byId.has('tads')).toBe(value),
  result_stats: (value, { page }) => {
    if (value !== null)
      startsLike(
        under(page, 'result-stats') ??
          under(page, 'resultStats') ??
          flat(lineOf(page.elements[0]!)).match(/Environ [\d\s ]+résultats/)?.[0] ??
          null,
        value,
      );
  },
  next_page_href: (value, { parsed: { next } }) => {
    if (value === null) expect(next).toBeNull();
    else expect(next?.startsWith(new URL(text(value), 'https://www.google.com/').href)).toBe(true);
  },
  href_url_redirects: (value, { page, parsed: { posts } }) => {
    expect(has(page, (element) => isLink(element) && element.attribs.href!.startsWith('/url?'))).toBe(value);
    for (const post of posts) expect(post.url).not.toMatch(/google\.[a-z.]+\/url\?/);
  },
  has_rso: (value, { page }) => expect(page.byId.has('rso')).toBe(value),
  oracle_websearcher: (value, { parsed: { posts } }) => {
    const { n_general: count, first_general: first } = value as { n_general: number; first_general: Row };
    const ranked = posts.filter((post) => post.placement === 'organic' && post.rank !== null);
    expect(ranked).toHaveLength(count);
    startsLike(ranked[0]!.text, first.title);
  },
};

const tweets = (json: unknown): Json[] => everywhere(json, (one) => one.__typename === 'Tweet' && isObject(one.legacy));

const x: Record<string, Check> = {
  /* Quoted and retweeted posts are nodes too, and stand inside another post. */
  tweet_nodes: (value, { parsed: { posts } }) =>
    expect(posts.filter((post) => post.kind === 'post').length).toBeLessThanOrEqual(value as number),
  top_level_tweet_entries: (value, { json }) =>
    expect(
      new Set(everywhere(json, (one) => /^tweet-\d+$/.test(String(one.entryId))).map((one) => one.entryId)).size,
    ).toBe(value),
  entryIds_first5: (value, { parsed: { posts } }) => {
    const listed = (value as string[]).flatMap((entry) => /^tweet-(\d+)$/.exec(entry)?.[1] ?? []);
    const shown = posts.map((post) => post.platformId).filter((one) => listed.includes(one!));
    expect(shown).toEqual(listed.filter((one) => shown.includes(one)));
  },
  first_tweet: (value, { parsed: { posts } }) => {
    if (value === null) return expect(posts.filter((post) => post.kind === 'post')).toEqual([]);
    const first = value as Row;
    const post = posts[0]!;
    expect(post).toMatchObject({
      key: `x:${text(first.id)}`,
      author: { id: first.author_id, handle: first.author },
      lang: first.lang,
    });
    startsLike(post.text, first.text);
    return expect(post.publishedAt).toBe(new Date(text(first.created_at)).toISOString());
  },
  note_tweets: (value, { json, parsed: { posts } }) => {
    const long = tweets(json).filter((one) => isObject(one.note_tweet));
    expect(long).toHaveLength(value as number);
    for (const one of long) {
      const post = posts.find((found) => found.platformId === one.rest_id);
      const cut = String((one.legacy as Json).full_text);
      if (post) expect(post.text.length).toBeGreaterThan(cut.replace(/…?\s*https:\/\/t\.co\/\w+$/, '').length - 50);
    }
  },
  tombstones: (value, { parsed: { outcome, posts } }) => {
    for (const said of value as string[]) if (posts.length === 0) expect(ofTombstone(said)).toBe(outcome);
  },
  unavailable: (value, { parsed: { outcome } }) => {
    for (const one of rows(value)) expect(ofReason(text(one.reason))).toBe(outcome);
  },
  cursors: (value, { parsed: { next } }) => {
    const { Bottom: bottom } = value as { Bottom?: string };
    if (bottom) expect(next?.startsWith(bottom.replace('…', ''))).toBe(true);
    else expect(next).toBeNull();
  },
  promoted: (value, { json, parsed: { posts } }) => {
    const ads = everywhere(json, (one) => isObject(one.promotedMetadata));
    expect(ads.length).toBeGreaterThanOrEqual(value as number);
    for (const ad of ads.flatMap(tweets)) expect(posts.map((post) => post.platformId)).not.toContain(ad.rest_id);
  },
  langs: (value, { parsed: { posts } }) => {
    const langs = new Set((value as string[]).map((lang) => lang.split('-')[0]));
    for (const post of posts) if (post.lang !== null) expect(langs).toContain(post.lang);
  },
  errors: (value, { parsed: { outcome } }) => {
    for (const error of objects(value)) expect(ofError(error)).toBe(outcome);
  },
  errors_n: (value, { json }) =>
    expect(json.flatMap((one) => objects((one as Json).errors)).length).toBeGreaterThanOrEqual(value as number),
  error_titles: (value, { json }) => {
    const told = json.flatMap((one) => objects((one as Json).errors)).map((error) => [error.title, error.type]);
    for (const pair of value as unknown[]) expect(told).toContainEqual(pair);
  },
  first_error: (value, { json, parsed: { outcome } }) => {
    if (value === null) return;
    expect(json.flatMap((one) => objects((one as Json).errors))[0]).toMatchObject(value as Row);
    /* About somebody who was mentioned: the posts stay. */
    expect([ofError(value as Json), outcome]).toEqual(['author_suspended', 'ok']);
  },
  records: (value, { json, parsed: { posts } }) => {
    const given = json.flatMap((one) => ((one as Json).data === undefined ? [one] : [(one as Json).data].flat()));
    expect(given).toHaveLength(value as number);
    if (!('action' in (given[0] as Json))) expect(posts).toHaveLength(value as number);
  },
  first: (value, { parsed: { posts } }) => {
    const first = value as Row;
    if (first.action !== undefined) return expect(posts).toEqual([]);
    const post = posts.find((one) => [one.key, ...one.aliases].includes(`x:${text(first.id)}`))!;
    startsLike(post.text, text(first.text).replace(/…$/, ''));
    if (first.author_id) expect(post.author?.id).toBe(first.author_id);
    if (first.created_at) expect(post.publishedAt).toBe(first.created_at);
    return expect(first.lang === undefined || post.lang === first.lang).toBe(true);
  },
  includes: (value, { json }) => {
    const names = new Set(json.flatMap((one) => Object.keys(((one as Json).includes as Json | undefined) ?? {})));
    expect([...names].toSorted()).toEqual(value);
  },
  meta_first: (value, { parsed: { next, posts } }) => {
    if (value === null) return;
    const told = value as Row;
    expect(posts).toHaveLength(told.result_count as number);
    expect(next).toBe(told.next_token ?? null);
    expect([posts[0]!.platformId, posts.at(-1)!.platformId]).toEqual([told.newest_id, told.oldest_id]);
  },
  withheld: (value) => expect(value).toEqual([]),
  result_count: (value, { parsed: { posts } }) => expect(posts).toHaveLength(value as number),
  next_token: (value, { parsed: { next } }) => expect(next !== null).toBe(value),
  rate: (value, { json }) => {
    const headers = (json[0] as Json).headers as Record<string, unknown>;
    for (const [name, told] of Object.entries(value as Row))
      expect(
        [headers[name] ?? Object.entries(headers).find(([one]) => one.toLowerCase() === name)?.[1]].flat(),
      ).toContain(told);
  },
  status: (value, { json }) =>
    expect(
      everywhere(json, (one) => one.code === value).length + Number((json[0] as Json).status === value),
    ).toBeGreaterThan(0),
  /* The tool that wrote the manifest stumbled over a line; we count it and read the others. */
  err: (value, { parsed: { posts, detail } }) => {
    expect(value).toMatch(/JSONDecodeError/);
    expect(posts.length).toBeGreaterThan(0);
    expect(detail).toMatch(/could not be read: [1-9]/);
  },
  url: (value, { parsed: { posts } }) => {
    const named = value === null ? null : identify(text(value));
    expect(posts[0]?.key ?? null).toBe(named && 'key' in named ? named.key : null);
  },
  author_name: (value, { parsed: { posts } }) => expect(posts[0]?.author?.name ?? null).toBe(value),
  author_url: (value, { parsed: { posts } }) => {
    const named = value === null ? null : identify(text(value));
    expect(posts[0]?.author?.handle ?? null).toBe(named && 'ids' in named ? named.ids.handle : null);
  },
  provider_name: (value, { json }) => expect((json[0] as Json).provider_name ?? null).toBe(value),
};

const checks: Record<Platform, Record<string, Check>> = { facebook, google, x };

describe.skipIf(!present)(`what the manifest says of each recorded payload${skipped}`, () => {
  test.each(payloads.map((capture) => [capture.file, capture] as const))('%s', (_, capture) => {
    const body = read(capture.file);
    const whole = readJson(body.replace(/^\s*for\s*\(;;\);/, ''));
    const seen: Seen = {
      body,
      page: readPage(body),
      json: whole === undefined ? readJsonLines(body).values : [whole],
      parsed: parsed(capture),
      capture,
    };
    for (const [key, value] of Object.entries(capture.expected ?? {})) {
      const check = checks[platformOf(capture)][key];
      expect(check, `the manifest says "${key}", and nobody checks it`).toBeDefined();
      try {
        check!(value, seen);
      } catch (error) {
        throw new Error(`"${key}" does not hold`, { cause: error });
      }
    }
  });
});
