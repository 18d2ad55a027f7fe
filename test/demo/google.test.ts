import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from '../../crawler/google/parse.ts';
import { demoTerms } from '../../demo/terms.ts';
import { google } from '../../demo/sites/google.ts';
import { tellStory } from '../../demo/story.ts';
import { began, openDemo, type DemoWorld } from './visitor.ts';

let demo: DemoWorld;
beforeAll(async () => {
  demo = await openDemo();
  demo.minutes(5);
});
afterAll(() => demo.stop());

const ask = async (query: string, more: Record<string, string> = {}) =>
  parse(
    await demo.visit(`https://www.google.com/search?${new URLSearchParams({ q: query, hl: 'es', gl: 'us', ...more })}`),
  );

describe('the demo’s Google', () => {
  it('shows ten results with title, snippet and rank, ads beside them, and a next page', async () => {
    const page = await ask('citas consulado mexicano dallas');
    expect(page.outcome).toBe('ok');
    const results = page.posts.filter((post) => post.kind !== 'ad');
    expect(results.length).toBe(10);
    expect(results.map((post) => post.rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    for (const post of results) expect(post.text.length).toBeGreaterThan(30);
    expect(
      page.posts.some((post) => post.kind === 'ad' && post.url.startsWith('https://citasexpressnorte.example/')),
    ).toBe(true);
    expect(page.next).toContain('start=10');
  });

  it('ends after its last page and repeats no result', async () => {
    const keys: string[] = [];
    let next: string | null = 'https://www.google.com/search?q=consulado&hl=es&gl=us';
    for (let pages = 0; next !== null && pages < 40; pages += 1) {
      const page = parse(await demo.visit(next));
      keys.push(...page.posts.filter((post) => post.kind !== 'ad').map((post) => post.key));
      next = page.next;
    }
    expect(next).toBeNull();
    expect(keys.length).toBeGreaterThan(20);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('finds posts of Facebook and X under the keys that they have there', async () => {
    const page = await ask('site:facebook.com citas consulado');
    const ids = new Set(demo.internet.story.at(new Date()).posts.map(({ post }) => post.id));
    const keyed = page.posts.filter((post) => post.url.includes('facebook.com'));
    expect(keyed.length).toBeGreaterThan(3);
    for (const post of keyed)
      expect(
        [...ids].some((id) => post.url.includes(id)),
        post.url,
      ).toBe(true);
  });

  it('leaves out what a query excludes', async () => {
    const page = await ask('consulado citas -site:gob.mx -site:facebook.com -site:x.com');
    expect(page.posts.length).toBeGreaterThan(3);
    expect(page.posts.some((post) => /gob\.mx|facebook\.com|x\.com/.test(new URL(post.url).hostname))).toBe(false);
  });

  it('speaks English when asked to', async () => {
    expect((await ask('mexican consulate appointment chicago', { hl: 'en' })).outcome).toBe('ok');
  });

  it('says in both languages that it found nothing', async () => {
    expect((await ask('permuta de folio notarial anchorage')).outcome).toBe('empty');
    expect((await ask('zzqx nothing anywhere', { hl: 'en' })).outcome).toBe('empty');
  });

  it('puts a captcha or a consent page before some searches, always', async () => {
    expect((await ask('citas mexitel teléfono')).outcome).toBe('captcha');
    expect((await ask('cita consulado mexicano barcelona', { gl: 'es' })).outcome).toBe('consent');
  });

  it('answers every term of the demo with the outcome that its place in the list promises', async () => {
    const outcomes: string[] = [];
    for (const { platform, query, gl, hl } of demoTerms) {
      if (platform === 'google') outcomes.push((await ask(query, { gl, hl })).outcome);
    }
    expect(outcomes).toEqual(['ok', 'ok', 'ok', 'ok', 'empty', 'captcha', 'consent']);
  });

  it('gives a result met again an hour later the same text, for its age is no part of it', async () => {
    const read = async (minutes: number): Promise<Map<string, string>> => {
      demo.minutes(minutes);
      const page = await ask('consulado dallas gratuita');
      return new Map(page.posts.map((post) => [post.key, post.text]));
    };
    const [early, late] = [await read(130), await read(190)];
    const again = [...early].filter(([key]) => late.has(key));
    expect(again.some(([key]) => key.includes('facebook.com'))).toBe(true);
    for (const [key, text] of again) expect(late.get(key)).toBe(text);
  });

  it('forgets a removed post, but not at once', async () => {
    const listed = async (): Promise<boolean> =>
      (await ask('MX Slots USA Just grabbed openings Chicago consulate next week PDF')).posts.some((post) =>
        post.text.includes('Just grabbed 9'),
      );
    demo.minutes(2);
    expect(await listed()).toBe(false);
    demo.minutes(10);
    expect(await listed()).toBe(true);
    demo.minutes(15);
    expect(await listed()).toBe(true);
    demo.minutes(30);
    expect(await listed()).toBe(false);
  });
});

describe('the demo’s Google in bad weather', () => {
  const url = new URL('https://www.google.com/search?q=consulado+citas&hl=es');
  const story = tellStory({ began });
  const kindOf = (minutes: number, stormy: boolean): string => {
    const world = story.at(new Date(began.getTime() + minutes * 60_000));
    const answer = google({ url, headers: {}, world, sinceMs: minutes * 60_000, stormy });
    if (answer.waitMs !== undefined) return 'slow';
    if (answer.breaksAt !== undefined) return 'broken';
    return parse({ body: answer.body, status: answer.status, url: url.href, at: world.now }).outcome;
  };
  const spells = Array.from({ length: 120 }, (_, index) => index / 2);

  it('is now and then slow, broken, failing or unreadable, and never says "nothing found" instead', () => {
    const outcomes = new Set(spells.map((minutes) => kindOf(minutes, true)));
    expect([...outcomes].sort()).toEqual(['broken', 'needs_js', 'network_error', 'ok', 'slow']);
  });

  it('is calm in the first three minutes, and always when told to be', () => {
    expect(new Set([0, 1, 2, 2.9].map((minutes) => kindOf(minutes, true)))).toEqual(new Set(['ok']));
    expect(new Set(spells.map((minutes) => kindOf(minutes, false)))).toEqual(new Set(['ok']));
  });

  it('breaks off the connection in the middle of a page', async () => {
    const stormy = await openDemo({ stormy: true });
    stormy.minutes(spells.find((minutes) => kindOf(minutes, true) === 'broken')!);
    await expect(stormy.visit(url.href)).rejects.toThrow();
    await stormy.stop();
  });
});
