/**
 * Every recorded payload in the shared folder goes through the same door as the product's own imports. What the manifest says of
 * each is in manifest.test.ts; here is what must hold for all of them, and what another parser found in the same pages.
 */
import { describe, expect, test } from 'vitest';
import { recognise } from '../../crawler/intake/payload.ts';
import { identify } from '../../crawler/url.ts';
import {
  flat,
  oracles,
  outcomeOf,
  parsed,
  payloads,
  platformOf,
  present,
  read,
  skipped,
  type Capture,
} from './captures.ts';

describe.skipIf(!present)(`each recorded payload${skipped}`, () => {
  test.each(payloads.map((capture) => [capture.file, capture] as const))(
    '%s is what its manifest says',
    (_, capture) => {
      const found = parsed(capture);
      expect(found.outcome).toBe(outcomeOf(capture));
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
});

interface OracleResult {
  type: string;
  url: string | null;
  title: string | null;
  text: string | null;
}

/**
 * What differs from WebSearcher, page by page; the reasons are in docs/collection.md. A difference that is not here fails.
 * `missing`: its results with an address that are none of ours, by its type. `more`: ours that it does not have.
 */
const differences: Record<string, { missing: Record<string, number>; more: Record<string, number> }> = {
  'google/ws-2024-03-central-park-ads.expected-websearcher.json': {
    missing: { images: 6 },
    more: { ad: 15, 'site link': 5 },
  },
  'google/ws-2025-02-barclays-job-cuts.expected-websearcher.json': { missing: {}, more: {} },
  'google/ws-2026-01-why-is-the-sky-blue.expected-websearcher.json': { missing: {}, more: { card: 5 } },
};

/** What another parser, written by other people, found in the same pages. */
describe.skipIf(!present)(`compared with WebSearcher${skipped}`, () => {
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
  /** White space and punctuation fall differently around emphasised words. */
  const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');
  /** Its snippets keep the printed date, which we take for the time of the post, and the link "Read more". */
  const said = (text: string): string => letters(text.replace(/^.{4,20} — /u, '').replace(/\s*Read more$/, ''));

  test.each(oracles.map((oracle) => [oracle.file, oracle] as const))(
    '%s: the ranked results are its general results, in order, with title and snippet',
    (_, oracle) => {
      const { posts, results } = compared(oracle);
      const general = results.filter((result) => result.type === 'general' && result.url !== null);
      const ranked = posts.filter((post) => post.placement === 'organic' && post.rank !== null);
      expect(ranked.map((post) => post.url)).toEqual(general.map((result) => keyOf(result.url!)));
      expect(ranked.map((post) => post.rank)).toEqual(general.map((_result, index) => index + 1));
      general.forEach((result, index) => {
        const [title, ...snippet] = ranked[index]!.text.split('\n');
        expect(flat(title!)).toBe(flat(result.title!));
        if (result.text !== null) expect(said(snippet.join(' '))).toBe(said(result.text));
      });
    },
  );

  test.each(oracles.map((oracle) => [oracle.file, oracle] as const))(
    '%s: what differs beyond that is known',
    (_, oracle) => {
      const { posts, results } = compared(oracle);
      const matched = new Set<unknown>();
      const missing: Record<string, number> = {};
      const more: Record<string, number> = {};
      const count = (counts: Record<string, number>, kind: string): void => {
        counts[kind] = (counts[kind] ?? 0) + 1;
      };
      for (const result of results) {
        if (result.url === null) continue;
        const isAd = result.type === 'ad';
        const post = posts.find(
          (one) => one.url === keyOf(result.url!) && (one.placement === 'ad') === isAd && !(isAd && matched.has(one)),
        );
        if (post) matched.add(post);
        else count(missing, result.type);
      }
      const sites = new Set(posts.filter((post) => post.rank === 1).map((post) => new URL(post.url).hostname));
      for (const post of posts) {
        if (matched.has(post)) continue;
        if (post.placement === 'ad') count(more, 'ad');
        else if (post.rank !== null) count(more, 'result');
        else count(more, sites.has(new URL(post.url).hostname) ? 'site link' : 'card');
      }
      expect({ missing, more }).toEqual(differences[oracle.file]);
    },
  );
});
