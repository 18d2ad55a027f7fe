/**
 * When who writes what. History is sparse and lies before the beginning; from the beginning on a post appears every
 * minute or so, later every few minutes. Slot n is a pure function of (seed, beginning, n).
 */
import { fill, isEnglish } from './fill.ts';
import { groups } from './groups.ts';
import { written } from './handwriting.ts';
import { between, deal, pick, unit, weighted } from './random.ts';
import { deckOf, textsFor } from './texts.ts';
import type { Account, Ended, Role, StoryPost } from './story.types.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Posts before the beginning, and how far back they reach. */
export const historyPosts = 260;
const historyDays = 30;
/** The brisk first hours, then the pace of a demo that somebody left running. */
const briskMs = 80_000;
const briskPosts = 270;
const calmMs = 5 * minute;

const mix: Record<Role, number> = {
  seller: 30,
  gestoria: 9,
  impersonator: 8,
  misinformer: 6,
  consulate: 9,
  press: 6,
  helper: 7,
  legit: 3,
  neighbour: 28,
  near: 3,
};

/** The time of slot n; slots below `historyPosts` lie before the beginning. Grows with n. */
export function timeOf(n: number, began: Date, seed: string): Date {
  if (n < historyPosts) {
    const age = (historyPosts - n - unit(seed, 'when', n)) / historyPosts;
    return new Date(began.getTime() - Math.ceil(historyDays * day * age ** 2.4));
  }
  const live = n - historyPosts;
  const pace = live < briskPosts ? briskMs : calmMs;
  const from = live < briskPosts ? live * briskMs : briskPosts * briskMs + (live - briskPosts) * calmMs;
  return new Date(began.getTime() + Math.floor(from + unit(seed, 'when', n) * pace * 0.8));
}

/** How many slots have begun at `now`. */
export function slotsUntil(now: Date, began: Date): number {
  const since = now.getTime() - began.getTime();
  if (since < 0) return historyPosts;
  const brisk = Math.min(briskPosts, Math.floor(since / briskMs) + 1);
  const calm = Math.max(0, Math.floor((since - briskPosts * briskMs) / calmMs) + 1);
  return historyPosts + brisk + (since >= briskPosts * briskMs ? calm : 0);
}

/**
 * The post of slot n, with all that will ever become of it. `turns` counts how often each deck of texts was dealt from
 * and grows by one, so slots must be told in order.
 */
export function postOf(
  n: number,
  cast: readonly Account[],
  began: Date,
  seed: string,
  turns: Map<string, number>,
): StoryPost {
  const publishedAt = timeOf(n, began, seed);
  const writing = cast.filter((one) => isWriting(one, publishedAt));
  const role = weighted(mixOf(writing), seed, 'role', n);
  const author = pick(
    writing.filter((one) => one.role === role),
    seed,
    'author',
    n,
  );
  const key = `${seed}/${n}`;
  const deck = deckOf(author);
  const turn = turns.get(deck) ?? 0;
  turns.set(deck, turn + 1);
  const { text: template, label } = deal(textsFor(author), turn, seed, deck);
  const english = isEnglish(template);
  const text = written(fill(template, author, key), author, key);
  const group = groupOf(author, key);
  const listed = author.owner === 'karla';
  return {
    platform: author.platform,
    id: author.platform === 'x' ? snowflake(publishedAt, n) : facebookId(publishedAt, n),
    kind: listed ? 'marketplace' : group === null ? 'post' : 'group_post',
    author,
    group: listed ? null : group,
    price: listed ? `$${between(30, 90, key, 'listing')}` : null,
    publishedAt,
    versions: [{ at: publishedAt, text }, ...editsOf(text, author, publishedAt, began, key)],
    lang: english ? 'en' : 'es',
    ended: earlier(endOf(author, publishedAt, began, key), author.ended),
    label,
  };
}

/** The mix without the roles that nobody plays at that time. */
function mixOf(writing: readonly Account[]): Record<Role, number> {
  const played = new Set(writing.map((one) => one.role));
  return Object.fromEntries(
    Object.entries(mix).map(([role, weight]) => [role, played.has(role as Role) ? weight : 0]),
  ) as Record<Role, number>;
}

const isWriting = (account: Account, at: Date): boolean =>
  account.joined <= at && (account.ended === null || at < account.ended.at);

/** People and sellers write in groups of their city or of any; offices and institutions on their own pages. */
function groupOf(author: Account, key: string) {
  if (author.platform !== 'facebook' || !['seller', 'neighbour', 'gestoria', 'near', 'legit'].includes(author.role))
    return null;
  if (unit(key, 'in group') > (author.role === 'neighbour' ? 1 : 0.7)) return null;
  const near = groups.filter((group) => group.city === author.city);
  return pick(near.length > 0 && unit(key, 'near') < 0.6 ? near : groups, key, 'group');
}

/** Sellers touch their ads: the price moves, a denial is added. */
function editsOf(text: string, author: Account, publishedAt: Date, began: Date, key: string) {
  if (author.role !== 'seller' || unit(key, 'edits') > 0.25) return [];
  const after = publishedAt < began ? between(1, 20, key, 'edit at') * hour : between(3, 15, key, 'edit at') * minute;
  const additions = [
    '\nEDIT: ya solo queda UNO',
    '\n(la cita es gratis, esto es por mi tiempo 😉)',
    '\nActualizo: se fueron las de la mañana, quedan de tarde',
    '\nno vendo citas, no me reporten',
  ];
  return [{ at: new Date(publishedAt.getTime() + after), text: text + pick(additions, key, 'edit') }];
}

/** Ads vanish, by their author's hand or the platform's; other posts hardly ever. */
function endOf(author: Account, publishedAt: Date, began: Date, key: string): Ended | null {
  const bad = ['seller', 'impersonator', 'misinformer', 'gestoria'].includes(author.role);
  const share = author.role === 'gestoria' ? 0.1 : bad ? 0.4 : 0.03;
  if (unit(key, 'ends') > share) return null;
  const after = publishedAt < began ? between(5, 200, key, 'end at') * hour : between(6, 50, key, 'end at') * minute;
  return { at: new Date(publishedAt.getTime() + after), how: 'deleted' };
}

const earlier = (a: Ended | null, b: Ended | null): Ended | null =>
  a === null ? b : b === null || a.at < b.at ? a : b;

const twitterEpoch = 1288834974657n;
/** An X id tells its time: milliseconds since X's epoch, then 22 bits of place. */
export const snowflake = (at: Date, n: number): string =>
  String(((BigInt(at.getTime()) - twitterEpoch) << 22n) | BigInt(n % 4_194_304));

const facebookId = (at: Date, n: number): string =>
  `${Math.floor(at.getTime() / 1000) - 1_000_000_000}${String(n % 1_000_000).padStart(6, '0')}`;
