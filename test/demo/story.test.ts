import { describe, expect, it } from 'vitest';
import { tellStory } from '../../demo/story.ts';
import type { SeenPost } from '../../demo/story/story.types.ts';
import { timeOf } from '../../demo/story/timeline.ts';
import { demoTerms } from '../../demo/terms.ts';
import { platforms } from '../../crawler/source.ts';
import { actionableLabels } from '../../classifier/score.types.ts';
import { began } from './visitor.ts';

const after = (minutes: number): Date => new Date(began.getTime() + minutes * 60_000);
const story = tellStory({ began });
const digits = (text: string): string => text.replaceAll(/\D/g, '');

describe('the story', () => {
  it('is the same after a restart, whatever was asked before', () => {
    const again = tellStory({ began });
    again.at(after(600));
    expect(again.at(after(45))).toEqual(tellStory({ began }).at(after(45)));
  });

  it('changes no history as time goes on', () => {
    const early = story.at(after(10));
    const late = new Map(story.at(after(300)).posts.map((one) => [one.post.id, one.post]));
    for (const { post } of early.posts) expect(late.get(post.id)).toEqual(post);
  });

  it('is another one for another seed', () => {
    const texts = (seed: string): string[] =>
      tellStory({ began, seed })
        .at(began)
        .posts.map((one) => one.text);
    expect(texts('a')).not.toEqual(texts('b'));
  });

  it('has two hundred posts of thirty days when it begins, and several dozen accounts of every role', () => {
    const { posts, accounts } = story.at(began);
    expect(posts.length).toBeGreaterThanOrEqual(200);
    for (const { post } of posts) {
      const age = (began.getTime() - post.publishedAt.getTime()) / 86_400_000;
      expect(age).toBeGreaterThanOrEqual(0);
      expect(age).toBeLessThan(31);
    }
    expect(accounts.length).toBeGreaterThanOrEqual(45);
    expect(new Set(accounts.map((one) => one.role)).size).toBe(10);
  });

  it('moves on by a post every minute or two', () => {
    const times = story
      .at(after(60))
      .posts.map(({ post }) => post.publishedAt.getTime())
      .filter((at) => at >= began.getTime());
    const gaps = times.slice(1).map((at, index) => times[index]! - at);
    expect(times.length).toBeGreaterThan(35);
    expect(Math.max(...gaps)).toBeLessThan(150_000);
  });

  it('lets slots follow one another in time', () => {
    for (let n = 1; n < 800; n += 1) {
      expect(timeOf(n, began, 'vigia').getTime()).toBeGreaterThanOrEqual(timeOf(n - 1, began, 'vigia').getTime());
    }
  });

  it('gives no two posts one id, and no account another one’s', () => {
    const { posts, accounts } = story.at(after(2000));
    expect(new Set(posts.map(({ post }) => `${post.platform}:${post.id}`)).size).toBe(posts.length);
    expect(new Set(accounts.map((one) => `${one.platform}:${one.id}`)).size).toBe(accounts.length);
  });

  it('brings a suspended seller back under another name with the same phone', () => {
    const { posts, accounts } = story.at(after(12));
    const dany = accounts.filter((one) => one.owner === 'dany' && one.platform === 'facebook');
    expect(new Set(dany.map((one) => one.phone))).toEqual(new Set(['+14695550104']));
    const gone = dany.filter((one) => one.ended !== null && one.ended.at <= after(12));
    const back = dany.filter((one) => one.ended === null);
    expect(gone.length).toBeGreaterThanOrEqual(2);
    expect(back.length).toBe(1);
    const seen = (list: typeof dany): SeenPost[] => posts.filter(({ post }) => list.includes(post.author));
    expect(seen(gone).every(({ ended }) => ended !== null)).toBe(true);
    expect(seen(back).some(({ text, ended }) => ended === null && digits(text).includes('4695550104'))).toBe(true);
  });

  it('lets sellers edit their texts and change their names', () => {
    const find = (minutes: number): SeenPost =>
      story.at(after(minutes)).posts.find(({ post }) => post.versions[0]!.text.includes('agarramos 12 lugares'))!;
    expect([find(1).version, find(6).version, find(10).version]).toEqual([1, 2, 3]);
    expect(find(1).text).not.toBe(find(10).text);
    expect(find(1).name).toBe('Citas Express Norte');
    expect(find(10).name).toBe('Ventas Xpress MX');
  });

  it('has more innocent voices than offers, and offers enough to work on', () => {
    const { posts } = story.at(after(30));
    const offers = posts.filter(({ post }) => (actionableLabels as readonly string[]).includes(post.label));
    expect(offers.length).toBeGreaterThan(posts.length * 0.35);
    expect(offers.length).toBeLessThan(posts.length * 0.6);
  });

  it('uses only telephone numbers that are reserved for fiction, or the consulates’ own', () => {
    const { posts, pages } = story.at(after(3000));
    const texts = [
      ...posts.flatMap(({ post }) => post.versions.map((one) => one.text)),
      ...pages.map((page) => page.body),
    ];
    const fictional =
      /(?:\+?1|wa\.me\/1)?\(?[2-9]\d\d\)?[ .-]?555[ .-]?01\d\d\b|(?:\+52 |wa\.me\/52)55 ?5555 ?01\d\d\b|424 309 0009/g;
    expect(texts.filter((text) => text.match(fictional)).length).toBeGreaterThan(100);
    for (const text of texts) {
      expect(text.replaceAll(fictional, '#')).not.toMatch(/\d(?:[ .()-]?\d){8,}/);
    }
  });

  it('leaves no slot of a text unfilled and keeps X to its length', () => {
    for (const { post } of story.at(after(3000)).posts) {
      for (const { text } of post.versions) {
        expect(text).not.toMatch(/\{\w+\}/);
        if (post.platform === 'x')
          expect([...text].length).toBeLessThanOrEqual(text.startsWith('Guía corta') ? 700 : 280);
      }
    }
  });
});

describe('the terms of the demo', () => {
  it('cover the three platforms and are each watched every one to three minutes', () => {
    expect(demoTerms.length).toBeGreaterThanOrEqual(14);
    expect(new Set(demoTerms.map((one) => one.platform))).toEqual(new Set(platforms));
    expect(demoTerms.every((one) => one.everyMinutes >= 1 && one.everyMinutes <= 3)).toBe(true);
    expect(new Set(demoTerms.map((one) => `${one.platform} ${one.query} ${one.gl}`)).size).toBe(demoTerms.length);
  });
});
