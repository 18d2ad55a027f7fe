/**
 * The demo's story: who writes what, when, and what becomes of it. A pure function of a seed, a beginning and a clock, so
 * a restart changes no history. Everyone and everything in it is invented, save the names of public offices.
 */
import { castOf } from './story/cast.ts';
import { groups } from './story/groups.ts';
import { pages } from './story/pages.ts';
import { scenesOf } from './story/arcs.ts';
import { postOf, slotsUntil } from './story/timeline.ts';
import type { Account, SeenPost, Snapshot, StoryPost } from './story/story.types.ts';

export interface Story {
  began: Date;
  /** The world at one moment: what was published until then, with the texts, names and endings of that moment. */
  at(now: Date): Snapshot;
}

/** Tells the story that begins at `began`; its history reaches thirty days further back. */
export function tellStory(options: { began: Date; seed?: string }): Story {
  const { began, seed = 'vigia' } = options;
  const cast = castOf(began);
  const scenes = scenesOf(cast, began);
  const told: StoryPost[] = [];
  const turns = new Map<string, number>();

  function toldUntil(now: Date): readonly StoryPost[] {
    for (let slot = told.length; slot < slotsUntil(now, began); slot += 1) {
      told.push(postOf(slot, cast, began, seed, turns));
    }
    return told;
  }

  return {
    began,
    at(now) {
      const posts = [...toldUntil(now), ...scenes]
        .filter((post) => post.publishedAt <= now)
        .sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime())
        .map((post) => seenAt(post, now));
      return { now, posts, accounts: cast.filter((account) => account.joined <= now), groups, pages };
    },
  };
}

function seenAt(post: StoryPost, now: Date): SeenPost {
  const version = post.versions.filter((one) => one.at <= now).length;
  return {
    post,
    name: nameAt(post.author, now),
    text: post.versions[version - 1]!.text,
    version,
    ended: post.ended !== null && post.ended.at <= now ? post.ended : null,
  };
}

/** What an account is called at one moment. */
export function nameAt(account: Account, now: Date): string {
  const names = account.names.filter((one) => one.from <= now);
  return (names.at(-1) ?? account.names[0]!).name;
}
