/** t.co: every link in a post becomes a short one, and each short one leads back. */
import { hash } from '../story/random.ts';
import type { Snapshot } from '../story/story.types.ts';
import { notFound, redirect, type Answer, type Visit } from './site.ts';

export interface ShortLink {
  /** As the author wrote it. */
  written: string;
  url: string;
  expanded: string;
}

const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const link = /(?:https:\/\/)?\b(?:[a-z0-9-]+\.)+(?:example|mx|me)(?:\/[\w/-]*)?/gi;

/** The links of a text, in order. */
export const shortLinks = (text: string): ShortLink[] =>
  [...text.matchAll(link)].map(([written]) => {
    const expanded = written.startsWith('https://') ? written : `https://${written}`;
    const code = Array.from({ length: 10 }, (_, index) => alphabet[hash(expanded, index) % alphabet.length]).join('');
    return { written, url: `https://t.co/${code}`, expanded };
  });

export const tCo = ({ url, world }: Visit): Answer => {
  const target = expandedOf(url.href, world);
  return target === undefined ? notFound() : redirect(target, 301);
};

const expandedOf = (short: string, world: Snapshot): string | undefined => {
  for (const { post, text } of world.posts) {
    if (post.platform !== 'x') continue;
    const found = shortLinks(text).find((one) => one.url === short);
    if (found) return found.expanded;
  }
  return undefined;
};
