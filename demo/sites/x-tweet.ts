/** How API v2 writes down posts, their authors, and why one is not there. */
import { hash } from '../story/random.ts';
import { nameAt } from '../story.ts';
import type { Account, SeenPost, Snapshot } from '../story/story.types.ts';
import { xIdsOf } from './addresses.ts';
import { shortLinks } from './t-co.ts';

export const problems = 'https://api.twitter.com/2/problems';

/** Title and detail tell deleted from suspended and protected; the type alone does not. */
export function errorOf(id: string, parameter: 'id' | 'ids', seen: SeenPost | undefined): Record<string, unknown> {
  const common = { value: id, resource_id: id, parameter, resource_type: 'tweet' };
  switch (seen?.ended?.how) {
    case 'suspended':
      return {
        ...common,
        title: 'Forbidden',
        detail: `User has been suspended: [${seen.post.author.id}].`,
        type: `${problems}/resource-not-found`,
      };
    case 'protected':
      return {
        ...common,
        title: 'Authorization Error',
        detail: `Sorry, you are not authorized to see the Tweet with ${parameter}: [${id}].`,
        type: `${problems}/not-authorized-for-resource`,
      };
    default:
      return {
        ...common,
        title: 'Not Found Error',
        detail: `Could not find tweet with ${parameter}: [${id}].`,
        type: `${problems}/resource-not-found`,
      };
  }
}

/** The id of the newest edit. */
export const latestId = (seen: SeenPost): string => xIdsOf(seen).at(-1)!;

/** Only what was asked for, as the real API: id, text and edit history by default. */
export function tweetOf(seen: SeenPost, url: URL): Record<string, unknown> {
  const { post, version } = seen;
  const links = shortLinks(seen.text);
  const text = links.reduce((sum, link) => sum.replace(link.written, link.url), seen.text);
  const long = [...text].length > 280;
  const asked = new Set((url.searchParams.get('tweet.fields') ?? '').split(','));
  const expansions = (url.searchParams.get('expansions') ?? '').split(',');
  const optional: Record<string, unknown> = {
    author_id: post.author.id,
    created_at: post.versions[version - 1]!.at.toISOString(),
    lang: post.lang,
    conversation_id: post.id,
    possibly_sensitive: false,
    entities:
      links.length === 0
        ? undefined
        : {
            urls: links.map((link) => ({
              start: text.indexOf(link.url),
              end: text.indexOf(link.url) + link.url.length,
              url: link.url,
              expanded_url: link.expanded,
              display_url: link.expanded.replace(/^https:\/\//, '').slice(0, 30),
            })),
          },
    note_tweet: long ? { text: encode(text) } : undefined,
    public_metrics: {
      retweet_count: hash(post.id, 'rt') % 5,
      reply_count: hash(post.id, 're') % 7,
      like_count: hash(post.id, 'li') % 30,
      quote_count: 0,
    },
  };
  const kept = Object.entries(optional).filter(
    ([name, value]) =>
      value !== undefined && (asked.has(name) || (name === 'author_id' && expansions.includes('author_id'))),
  );
  return {
    id: latestId(seen),
    edit_history_tweet_ids: xIdsOf(seen),
    text: encode(long ? `${[...text].slice(0, 279).join('')}…` : text),
    ...Object.fromEntries(kept),
  };
}

/** X sends the three characters of HTML encoded even in JSON. */
const encode = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The authors of a page, when `expansions` asks for them. */
export function includesOf(page: SeenPost[], world: Snapshot, url: URL) {
  if (!(url.searchParams.get('expansions') ?? '').split(',').includes('author_id')) return {};
  const asked = (url.searchParams.get('user.fields') ?? '').split(',');
  const users = [...new Set(page.map(({ post }) => post.author))].map((author) => userOf(author, world, asked));
  return { includes: { users } };
}

function userOf(author: Account, world: Snapshot, asked: string[]): Record<string, unknown> {
  const optional: Record<string, unknown> = {
    created_at: author.joined.toISOString(),
    description: author.about,
    location: author.city,
    protected: false,
    verified: author.role === 'consulate',
    public_metrics: { followers_count: hash(author.id) % 4000, following_count: 80, tweet_count: 240, listed_count: 0 },
  };
  return {
    id: author.id,
    name: nameAt(author, world.now),
    username: author.handle,
    ...Object.fromEntries(Object.entries(optional).filter(([name]) => asked.includes(name))),
  };
}
