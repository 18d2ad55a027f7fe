/** The border every post crosses: what a platform sent becomes what the database can hold. */
import type { FoundAuthor, FoundPost } from './source.ts';
import { unwrapped } from './url.ts';

export const longestText = 100_000;
const longestName = 500;
const mostLinks = 200;
/** Facebook's first year; the other two are younger or date what they show. */
const earliest = Date.UTC(2004, 0, 1);
const day = 86_400_000;

/** Without NUL (PostgreSQL cannot hold it) and lone surrogates, trimmed, at most 100,000 UTF-16 units. */
export function cleanText(text: string): string {
  const clean = text.replaceAll('\u0000', '').toWellFormed().trim();
  return clean.length <= longestText ? clean : clean.slice(0, longestText).toWellFormed();
}

export function cleanName(name: string | null | undefined): string | null {
  const clean = cleanText(name ?? '')
    .replace(/\s+/gu, ' ')
    .slice(0, longestName)
    .toWellFormed();
  return clean === '' ? null : clean;
}

/**
 * A moment as ISO 8601 UTC, from epoch seconds, a Date or a date text that names its offset.
 * Null before 2004 and later than a day after the capture (or now, whichever is later): clocks and parsers err, posts do not
 * come from the future.
 */
export function moment(value: number | string | Date | null | undefined, at: Date | undefined): string | null {
  if (value === null || value === undefined || value === '') return null;
  const time = typeof value === 'number' ? value * 1000 : value instanceof Date ? value.getTime() : Date.parse(value);
  const latest = Math.max(at?.getTime() ?? 0, Date.now()) + day;
  return Number.isFinite(time) && time >= earliest && time <= latest ? new Date(time).toISOString() : null;
}

export function author(id: string | null, handle: string | null, name: string | null): FoundAuthor | null {
  const shown = cleanName(name);
  const known = cleanName(handle?.replace(/^@/, ''));
  return id === null && known === null && shown === null ? null : { id, handle: known, name: shown };
}

/** A post as a parser tells it: what it leaves out is null or empty. */
interface Found extends Omit<FoundPost, 'rank' | 'placement' | 'aliases' | 'links' | 'lang'> {
  rank?: number | null;
  placement?: FoundPost['placement'];
  aliases?: string[];
  links?: (string | null)[];
  lang?: string | null;
}

/** A FoundPost whose every field keeps its promise. */
export function found(post: Found): FoundPost {
  const links = (post.links ?? []).map((link) => (link === null ? null : unwrapped(link)));
  return {
    ...post,
    text: cleanText(post.text),
    rank: post.rank ?? null,
    placement: post.placement ?? null,
    aliases: [...new Set(post.aliases)].filter((alias) => alias !== post.key),
    links: [...new Set(links.filter((link) => link !== null))].slice(0, mostLinks),
    lang: /^([a-z]{2,3})(?:[-_]|$)/i.exec(post.lang ?? '')?.[1]?.toLowerCase() ?? null,
  };
}
