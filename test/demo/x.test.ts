import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from '../../crawler/x/parse.ts';
import type { FoundPost, Parsed } from '../../crawler/source.ts';
import { parseQuery } from '../../demo/sites/x-query.ts';
import { demoTerms } from '../../demo/terms.ts';
import { openDemo, type DemoWorld } from './visitor.ts';

let demo: DemoWorld;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo.stop());

const fields = {
  'tweet.fields': 'author_id,created_at,entities,lang,note_tweet,edit_history_tweet_ids',
  expansions: 'author_id',
  'user.fields': 'name,username',
};
const bearer = { authorization: 'Bearer demo' };
const api = async (path: string, more: Record<string, string> = {}) =>
  demo.visit(`https://api.x.com${path}?${new URLSearchParams({ ...fields, ...more })}`, bearer);
const search = async (query: string, more: Record<string, string> = {}): Promise<Parsed> =>
  parse(await api('/2/tweets/search/recent', { query, max_results: '100', ...more }));

async function all(query: string, size: string): Promise<FoundPost[]> {
  const posts: FoundPost[] = [];
  let token: string | null = null;
  do {
    const page: Parsed = await search(query, { max_results: size, ...(token ? { next_token: token } : {}) });
    posts.push(...page.posts);
    token = page.next;
  } while (token !== null);
  return posts;
}

const broad = '(cita OR citas OR consulado OR pasaporte OR consulate OR fecha OR matrícula)';

describe('the demo’s X', () => {
  it('returns whole posts: text, author, time, canonical address', async () => {
    demo.minutes(2);
    const { outcome, posts } = await search(broad);
    expect(outcome).toBe('ok');
    expect(posts.length).toBeGreaterThan(10);
    for (const post of posts) {
      expect(post.key).toBe(`x:${post.platformId}`);
      expect(post.author?.handle).toMatch(/^\w+$/);
      expect(post.author?.name).toBeTruthy();
      expect(post.publishedAt).not.toBeNull();
      expect(post.text).not.toBe('');
    }
  });

  it('hands out its pages without a gap or a repetition', async () => {
    const whole = (await all(broad, '100')).map((post) => post.key);
    const paged = (await all(broad, '10')).map((post) => post.key);
    expect(paged).toEqual(whole);
    expect(new Set(paged).size).toBe(paged.length);
  });

  it('returns only what is newer than since_id', async () => {
    demo.minutes(5);
    const first = await api('/2/tweets/search/recent', { query: broad, max_results: '100' });
    const since = (JSON.parse(first.body) as { meta: { newest_id: string } }).meta.newest_id;
    expect((await search(broad, { since_id: since })).outcome).toBe('empty');
    demo.minutes(25);
    const later = await search(broad, { since_id: since });
    expect(later.posts.length).toBeGreaterThan(0);
    expect(parse(first).posts.map((post) => post.key)).not.toContain(later.posts[0]!.key);
  });

  it('is one post over its edits', async () => {
    demo.minutes(300);
    const edited = demo.internet.story
      .at(new Date('2026-11-20T23:00:00Z'))
      .posts.find((one) => one.post.platform === 'x' && one.version > 1 && one.ended === null)!;
    const one = parse(await api(`/2/tweets/${edited.post.id}`));
    expect(one.posts.map((post) => post.key)).toEqual([`x:${edited.post.id}`]);
    expect(one.posts[0]!.text).toBe(edited.text);
  });

  it('sends a long post whole when asked for it, and cut when not', async () => {
    demo.minutes(8);
    const query = 'from:paisano_util "Guía corta"';
    const [post] = (await search(query)).posts;
    expect(post!.text).toMatch(/No cuesta nada\.$/);
    const plain = await demo.visit(`https://api.x.com/2/tweets/${post!.platformId}`, bearer);
    const { data } = JSON.parse(plain.body) as { data: Record<string, unknown> };
    expect(Object.keys(data).sort()).toEqual(['edit_history_tweet_ids', 'id', 'text']);
    expect(data['text']).toMatch(/…$/);
  });

  it('refuses a wrong token, a wrong query and a wrong id in X’s own words', async () => {
    const refused = await demo.visit('https://api.x.com/2/tweets/search/recent?query=cita', {
      authorization: 'Bearer no',
    });
    expect([refused.status, parse(refused).outcome]).toEqual([401, 'auth_expired']);
    for (const query of ['', 'lang:es', '(cita', 'cita OR', 'x'.repeat(600)]) {
      expect((await search(query)).outcome, query).toBe('bad_query');
    }
    expect(parse(await api('/2/tweets/12ab')).outcome).toBe('bad_query');
    expect(parse(await api('/2/tweets/1')).outcome).toBe('not_available');
  });

  it('removes a suspended account’s posts from every face, and a deleted post likewise', async () => {
    demo.minutes(0.5);
    const before = await search('from:compacitas_htx');
    expect(before.posts.length).toBeGreaterThan(0);
    const { platformId, url } = before.posts[0]!;
    const embed = `https://publish.x.com/oembed?url=${encodeURIComponent(url)}`;
    expect(parse(await demo.visit(embed)).outcome).toBe('ok');
    demo.minutes(13);
    expect((await search('from:compacitas_htx')).outcome).toBe('empty');
    expect(parse(await api(`/2/tweets/${platformId}`)).outcome).toBe('author_suspended');
    expect((await demo.visit(embed)).status).toBe(403);
    demo.minutes(4);
    const deleted = (await search('from:mxslots_usa "Just grabbed"')).posts[0]!;
    demo.minutes(14);
    expect(parse(await api(`/2/tweets/${deleted.platformId}`)).outcome).toBe('not_available');
    expect((await search('from:mxslots_usa "Just grabbed"')).outcome).toBe('empty');
  });

  it('looks up many at once, with an error for each that is gone', async () => {
    demo.minutes(13);
    const alive = (await search(broad)).posts.slice(0, 3).map((post) => post.platformId!);
    const answer = JSON.parse((await api('/2/tweets', { ids: [...alive, '7'].join(',') })).body) as {
      data: unknown[];
      errors: unknown[];
    };
    expect([answer.data.length, answer.errors.length]).toEqual([3, 1]);
  });

  it('shortens links, and t.co leads back to them', async () => {
    demo.minutes(400);
    const linked = (await all(broad, '100')).filter((post) => post.links.length > 0);
    expect(linked.length).toBeGreaterThan(0);
    const answer = await api('/2/tweets', { ids: linked[0]!.platformId! });
    const short = /https:\/\/t\.co\/\w+/.exec(answer.body)![0];
    const target = await demo.visit(short);
    expect(linked[0]!.links).toContain(target.url.replace(/\/$/, linked[0]!.links[0]!.endsWith('/') ? '/' : ''));
  });

  it('shows a stranger on x.com a shell without posts', async () => {
    const shell = parse(await demo.visit('https://x.com/mxslots_usa/status/1'));
    expect(['needs_js', 'login_wall']).toContain(shell.outcome);
    expect(shell.posts).toEqual([]);
  });

  it('answers every term of the demo as the list promises', async () => {
    demo.minutes(3);
    const outcomes: string[] = [];
    for (const { platform, query } of demoTerms) if (platform === 'x') outcomes.push((await search(query)).outcome);
    expect(outcomes).toEqual(['ok', 'ok', 'ok', 'bad_query']);
  });
});

describe('the demo’s X in bad weather', () => {
  it('says once in a while how long to wait, and means it', async () => {
    const stormy = await openDemo({ stormy: true });
    stormy.minutes(11.1);
    const address = 'https://api.x.com/2/tweets/search/recent?query=cita&max_results=10';
    const limited = await stormy.visit(address, bearer);
    expect([limited.status, parse(limited).outcome]).toEqual([429, 'rate_limited']);
    const wait = Number(limited.headers['x-rate-limit-reset']) * 1000 - limited.at.getTime();
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(21_000);
    stormy.minutes(11.1 + wait / 60_000);
    expect((await stormy.visit(address, bearer)).status).toBe(200);
    await stormy.stop();
  });
});

describe('the demo’s search language', () => {
  const post = {
    text: 'Tengo citas para el consulado, matrícula y pasaporte',
    handle: 'ana',
    lang: 'es',
    hasLink: false,
    links: '',
  };
  it.each([
    ['citas consulado', true],
    ['citas (houston OR consulado)', true],
    ['"citas para"', true],
    ['"para citas"', false],
    ['matricula -pasaporte', false],
    ['matricula -is:retweet', true],
    ['citas has:links', false],
    ['from:ANA', true],
    ['cita', false],
    ['citas lang:en', false],
    ['citas -(houston OR dallas)', true],
  ])('%s', (query, fits) => {
    expect(parseQuery(query)(post)).toBe(fits);
  });
});
