import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from '../../crawler/facebook/parse.ts';
import { identify } from '../../crawler/url.ts';
import { demoTerms } from '../../demo/terms.ts';
import { pfbidOf } from '../../demo/sites/addresses.ts';
import type { SeenPost } from '../../demo/story/story.types.ts';
import { began, openDemo, type DemoWorld } from './visitor.ts';

let demo: DemoWorld;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo.stop());

const site = 'https://www.facebook.com';
const read = async (path: string) => parse(await demo.visit(`${site}${path}`));
const told = (minutes: number): SeenPost[] =>
  demo.internet.story
    .at(new Date(began.getTime() + minutes * 60_000))
    .posts.filter(({ post }) => post.platform === 'facebook');

describe('the demo’s Facebook', () => {
  it('shows a group’s newest posts with their numbers, texts, authors and times', async () => {
    demo.minutes(5);
    const page = await read('/groups/paisanosdallasfw/');
    expect(page.outcome).toBe('ok');
    expect(page.posts.length).toBe(12);
    const truth = new Map(told(5).map((one) => [one.post.id, one]));
    for (const post of page.posts) {
      const one = truth.get(post.platformId!)!;
      expect(post.text).toBe(one.text);
      expect(post.author).toMatchObject({ id: one.post.author.id, name: one.name });
      expect(Date.parse(post.publishedAt!)).toBe(Math.floor(one.post.publishedAt.getTime() / 1000) * 1000);
      expect(post.kind).toBe('group_post');
      expect(post.key).toBe(`facebook:${one.post.id}`);
    }
  });

  it('is one post under every address that leads to it', async () => {
    demo.minutes(5);
    const own = told(5).find(
      ({ post, ended }) => post.kind === 'post' && post.author.handle !== null && ended === null,
    )!;
    const grouped = told(5).find(({ post, ended }) => post.group?.open && ended === null)!;
    const { id, author } = own.post;
    for (const path of [
      `/${author.handle}/posts/${id}`,
      `/${author.id}/posts/${id}`,
      `/${author.handle}/posts/any-slug/${id}/`,
      `/permalink.php?story_fbid=${id}&id=${author.id}`,
      `/story.php?id=${author.id}&story_fbid=${id}`,
      `/${author.handle}/posts/${pfbidOf(own.post, 'page')}`,
      `/permalink.php?story_fbid=${pfbidOf(own.post, 'permalink')}&id=${author.id}`,
      `/${id}`,
    ]) {
      const page = await read(path);
      expect(
        page.posts.map((post) => post.key),
        path,
      ).toEqual([`facebook:${id}`]);
    }
    const { group } = grouped.post;
    for (const path of [
      `/groups/${group!.slug}/posts/${grouped.post.id}/`,
      `/groups/${group!.id}/permalink/${grouped.post.id}/`,
    ]) {
      expect(
        (await read(path)).posts.map((post) => post.key),
        path,
      ).toEqual([`facebook:${grouped.post.id}`]);
    }
    expect(pfbidOf(own.post, 'page')).not.toBe(pfbidOf(own.post, 'permalink'));
  });

  it('answers at the canonical address that the crawler gives to each of its posts', async () => {
    demo.minutes(20);
    for (const { url, key } of (await read('/groups/mexicanosenchicago/')).posts) {
      expect(identify(url)).toMatchObject({ key });
      expect(parse(await demo.visit(url)).posts.map((post) => post.key)).toEqual([key]);
    }
  });

  it('shows a listing of the marketplace with its text', async () => {
    demo.minutes(120);
    const listing = told(120).find(({ post, ended }) => post.kind === 'marketplace' && ended === null)!;
    const page = await read(`/marketplace/item/${listing.post.id}/`);
    expect(page.outcome).toBe('ok');
    expect(page.posts[0]).toMatchObject({ key: `facebook:${listing.post.id}`, kind: 'marketplace' });
    expect(page.posts[0]!.text).toContain(listing.text);
  });

  it('removes a suspended account’s posts from its page, its groups and their own address', async () => {
    demo.minutes(3);
    const mine = (await read('/groups/paisanosdallasfw/')).posts.filter(
      (post) => post.author?.name === 'Daniela R. Espacios',
    );
    const all = told(3).filter(
      ({ post, ended }) => post.author.names[0]!.name === 'Daniela R. Espacios' && ended === null,
    );
    expect(all.length).toBeGreaterThan(0);
    const { author, id } = all[0]!.post;
    expect((await read(`/${author.id}/posts/${id}`)).outcome).toBe('ok');
    demo.minutes(7);
    expect((await read(`/${author.id}/posts/${id}`)).outcome).toBe('not_available');
    expect((await read(`/profile.php?id=${author.id}`)).outcome).toBe('not_available');
    const left = (await read('/groups/paisanosdallasfw/')).posts;
    expect(left.some((post) => post.author?.id === author.id)).toBe(false);
    expect(mine.every((post) => post.author?.id === author.id)).toBe(true);
  });

  it('shows the edited text and the new name at the same address', async () => {
    demo.minutes(1);
    const before = (await read('/citasexpressnorte')).posts[0]!;
    demo.minutes(10);
    const after = (await read('/citasexpressnorte')).posts.find((post) => post.key === before.key)!;
    expect(after.text).not.toBe(before.text);
    expect([before.author?.name, after.author?.name]).toEqual(['Citas Express Norte', 'Ventas Xpress MX']);
  });

  it('puts a login wall before a private group and the start page', async () => {
    for (const path of ['/groups/citasconsuladousa/', '/', '/share/p/abc/'])
      expect((await read(path)).outcome, path).toBe('login_wall');
  });

  it('says that what never was is not available', async () => {
    for (const path of [
      '/nobody.here',
      '/groups/none',
      '/nobody/posts/123456789012345',
      '/citasexpressnorte/posts/123456789012345',
      '/groups/paisanosdallasfw/posts/123456789012345/',
      '/marketplace/item/1/',
    ]) {
      expect((await read(path)).outcome, path).toBe('not_available');
    }
  });

  it('sends m.facebook.com to the desktop', async () => {
    const visited = await demo.visit('https://m.facebook.com/groups/paisanosdallasfw/');
    expect(new URL(visited.url).hostname).toBe('www.facebook.com');
    expect(parse(visited).outcome).toBe('ok');
  });

  it('answers every term of the demo as the list promises', async () => {
    demo.minutes(1);
    const outcomes: string[] = [];
    for (const { platform, query } of demoTerms) {
      const named = identify(query);
      if (platform === 'facebook' && !('error' in named))
        outcomes.push(parse(await demo.visit(named.canonicalUrl)).outcome);
    }
    expect(outcomes).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'login_wall']);
  });
});
