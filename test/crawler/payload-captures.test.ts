/**
 * Every recorded payload in the shared folder goes through the same door as the product's own imports. The captures hold other
 * people's pages: they are read in place and never copied, and their absence skips these tests.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { recognise } from '../../crawler/intake/payload.ts';
import { parse } from '../../crawler/parse.ts';
import type { Outcome, Parsed, Payload, Platform } from '../../crawler/source.ts';
import { identify } from '../../crawler/url.ts';

const folder = path.resolve('../shared/captures');
const present = existsSync(path.join(folder, 'manifest.json'));
if (!present) console.warn(`skipped: no recorded payloads at ${folder}`);

interface Story {
  post_id: string;
  creation_time: number;
  text: string;
  actor_id: string;
  actor_name: string;
}

interface First {
  id: string;
  author?: string;
  author_id?: string;
  created_at?: string;
  lang?: string;
  text?: string;
  action?: string;
}

interface Expected {
  stories?: Story[];
  canonical?: string | null;
  og_title?: string | null;
  url?: string | null;
  postId?: string | null;
  time?: string | null;
  pageName?: string;
  first3_a_h3?: { title: string; href: string }[];
  next_page_href?: string | null;
  first_tweet?: First | null;
  entryIds_first5?: string[];
  top_level_tweet_entries?: number;
  cursors?: Record<string, string>;
  first?: First;
  records?: number;
  meta_first?: { next_token?: string; result_count: number } | null;
  result_count?: number;
}

interface Capture {
  file: string;
  captured?: string;
  request_url?: string;
  outcome: string;
  expected?: Expected;
}

const manifest: { captures: Capture[] } = present
  ? (JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')) as { captures: Capture[] })
  : { captures: [] };

const isOracle = (capture: Capture): boolean => capture.file.includes('.expected-');
const payloads = manifest.captures.filter((capture) => !isOracle(capture));
const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
const platformOf = (capture: Capture): Platform => capture.file.split('/')[0] as Platform;

/** The manifest's words for what our outcomes call by one name. */
const outcomes: Record<string, Outcome> = {
  empty_or_private: 'empty',
  removed_or_private: 'not_available',
  not_found: 'not_available',
};

function parsed(capture: Capture): Parsed {
  const payload: Payload = { body: read(capture.file) };
  if (capture.request_url) payload.url = capture.request_url;
  if (capture.captured?.length === 10) payload.at = new Date(`${capture.captured}T12:00:00Z`);
  return parse(platformOf(capture), payload);
}

const flat = (text: string): string => text.replace(/\s+/gu, ' ').trim();

const skipped = present ? '' : ' (skipped: the recorded payloads are not beside the project)';

describe.skipIf(!present)(`each recorded payload${skipped}`, () => {
  test.each(payloads.map((capture) => [capture.file, capture] as const))(
    '%s is what its manifest says',
    (_, capture) => {
      const found = parsed(capture);
      expect(found.outcome).toBe(outcomes[capture.outcome] ?? capture.outcome);
    },
  );

  test.each(payloads.map((capture) => [capture.file, capture] as const))(
    '%s is recognised without a hint',
    (_, capture) => {
      expect(recognise(read(capture.file))).toBe(platformOf(capture));
    },
  );

  test.each(payloads.map((capture) => [capture.file, capture] as const))(
    '%s gives posts that keep their promises',
    (_, capture) => {
      const { posts } = parsed(capture);
      const keys = posts.map((post) => post.key);
      expect(new Set(keys).size).toBe(keys.length);
      for (const post of posts) {
        expect(post.key.startsWith(`${post.platform}:`)).toBe(true);
        expect(post.url).toMatch(/^https?:\/\//);
        expect(post.platformId ?? '1').toMatch(/^[0-9]+$/);
        expect(post.text).not.toContain('\u0000');
        expect(post.text.isWellFormed()).toBe(true);
        if (post.publishedAt !== null) expect(new Date(post.publishedAt).toISOString()).toBe(post.publishedAt);
        const named = identify(post.url);
        if (post.platform === 'google') expect('canonicalUrl' in named && named.canonicalUrl).toBe(post.url);
        else if ('key' in named && named.key !== null) expect(named.key).toBe(post.key);
      }
    },
  );

  test.each(
    payloads.flatMap((capture) => (capture.expected?.stories?.length ? [[capture.file, capture] as const] : [])),
  )('%s: the story, its writer and its time', (_, capture) => {
    const { posts } = parsed(capture);
    expect(posts.map((post) => post.platformId)).toEqual(capture.expected!.stories!.map((story) => story.post_id));
    capture.expected!.stories!.forEach((story, index) => {
      const post = posts[index]!;
      expect(post.key).toBe(`facebook:${story.post_id}`);
      expect(post.text.startsWith(story.text)).toBe(true);
      expect(post.author).toMatchObject({ id: story.actor_id, name: story.actor_name });
      expect(post.publishedAt).toBe(new Date(story.creation_time * 1000).toISOString());
    });
  });

  test.each(
    payloads.flatMap((capture) => (capture.expected?.first3_a_h3?.length ? [[capture.file, capture] as const] : [])),
  )('%s: the first results by title and target, and the next page', (_, capture) => {
    const { posts, next } = parsed(capture);
    for (const { title, href } of capture.expected!.first3_a_h3!) {
      const target = identify(new URL(href, 'https://www.google.com/').href);
      if (!('key' in target) || target.key === null) continue;
      const post = posts.find((one) => one.key === `google:${target.canonicalUrl}`);
      expect(post && flat(post.text).startsWith(flat(title))).toBe(true);
    }
    const href = capture.expected!.next_page_href;
    if (href) expect(next?.startsWith(new URL(href, 'https://www.google.com/').href)).toBe(true);
    else expect(next).toBeNull();
  });

  test.each(payloads.flatMap((capture) => (capture.expected?.first_tweet ? [[capture.file, capture] as const] : [])))(
    '%s: the first post, the order of the posts and the cursor',
    (_, capture) => {
      const { posts, next } = parsed(capture);
      const expected = capture.expected!;
      const { id, author, author_id: authorId, text, lang, created_at: createdAt } = expected.first_tweet!;
      const post = posts[0]!;
      expect(post).toMatchObject({ key: `x:${id}`, author: { id: authorId, handle: author }, lang });
      expect(post.text.startsWith(text!)).toBe(true);
      expect(post.publishedAt).toBe(new Date(createdAt!).toISOString());
      const listed = expected.entryIds_first5!.flatMap((entry) => /^tweet-(\d+)$/.exec(entry)?.[1] ?? []);
      const visible = listed.filter((one) => posts.some((other) => other.platformId === one));
      expect(posts.map((one) => one.platformId).filter((one) => visible.includes(one!))).toEqual(visible);
      const bottom = expected.cursors?.Bottom?.replace('…', '');
      if (bottom) expect(next?.startsWith(bottom)).toBe(true);
    },
  );

  test.each(payloads.flatMap((capture) => (capture.expected?.first ? [[capture.file, capture] as const] : [])))(
    '%s: the records of the API, their first and the next token',
    (_, capture) => {
      const { posts, next } = parsed(capture);
      const { first, records, result_count: count, meta_first: meta } = capture.expected!;
      if (first!.action) return expect(posts).toEqual([]);
      expect(posts).toHaveLength(count ?? records!);
      const post = posts.find((one) => one.text.startsWith(first!.text!.replace(/…$/, '')))!;
      if (first!.author_id) expect(post.author?.id).toBe(first!.author_id);
      if (first!.created_at) expect(post.publishedAt).toBe(first!.created_at);
      if (meta?.next_token) expect(next).toBe(meta.next_token);
      return undefined;
    },
  );

  test.each(payloads.flatMap((capture) => (capture.expected?.pageName ? [[capture.file, capture] as const] : [])))(
    '%s: the supplied item by its own number',
    (_, capture) => {
      const { posts } = parsed(capture);
      const named = identify(capture.expected!.url!);
      expect(posts).toHaveLength(1);
      expect('key' in named && named.key).toBe(posts[0]!.key);
      expect(posts[0]!.author?.handle).toBe(capture.expected!.pageName);
      if (capture.expected!.time) expect(posts[0]!.publishedAt).toBe(capture.expected!.time);
    },
  );
});

interface OracleResult {
  type: string;
  url: string | null;
  title: string | null;
  text: string | null;
}

/** What another parser, written by other people, found in the same pages. */
describe.skipIf(!present)(`compared with WebSearcher${skipped}`, () => {
  const oracles = manifest.captures.filter(isOracle);

  function compared(oracle: Capture) {
    const page = payloads.find(
      (capture) => capture.file === oracle.file.replace('.expected-websearcher.json', '.html'),
    )!;
    const { results } = JSON.parse(read(oracle.file)) as { results: OracleResult[] };
    return { posts: parsed(page).posts, results };
  }
  const keyOf = (url: string): string => {
    const named = identify(url);
    return 'canonicalUrl' in named ? named.canonicalUrl : '';
  };

  test.each(oracles.map((oracle) => [oracle.file, oracle] as const))(
    '%s: the ranked results are its general results',
    (_, oracle) => {
      const { posts, results } = compared(oracle);
      const general = results.filter((result) => result.type === 'general' && result.url !== null);
      const ranked = posts.filter((post) => post.kind === 'search_result' && post.rank !== null);
      expect(ranked.map((post) => post.url)).toEqual(general.map((result) => keyOf(result.url!)));
      expect(ranked.map((post) => post.rank)).toEqual(general.map((_result, index) => index + 1));
      general.forEach((result, index) => {
        const text = flat(ranked[index]!.text);
        expect(text.startsWith(flat(result.title!))).toBe(true);
      });
    },
  );

  test.each(oracles.map((oracle) => [oracle.file, oracle] as const))(
    '%s: its ads and its cards are found as well',
    (_, oracle) => {
      const { posts, results } = compared(oracle);
      const ads = new Set(results.filter((result) => result.type === 'ad').map((result) => keyOf(result.url!)));
      const ours = new Set(posts.filter((post) => post.kind === 'ad').map((post) => post.url));
      for (const ad of ads) expect(ours).toContain(ad);
      const cards = results.filter(
        (result) => ['perspectives', 'top_stories'].includes(result.type) && result.url !== null,
      );
      const urls = new Set(posts.map((post) => post.url));
      for (const card of cards) expect(urls).toContain(keyOf(card.url!));
    },
  );
});
