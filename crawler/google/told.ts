/** A result as an interface tells it: the same post, under the same key, as the results page shows. */
import { getDomain } from 'tldts';
import { author, found, moment } from '../found.ts';
import { lineOf, readPage } from '../html.ts';
import type { FoundPost } from '../source.ts';
import { printedDate, splitDate } from './dates.ts';
import { target } from './target.ts';

export interface Told {
  link: string | null;
  title: string | null;
  snippet: string | null;
  /** The site's name as shown; without one, the page's domain. */
  site: string | null;
  /** A date that names its offset. */
  publishedAt?: string | null;
  lang?: string | null;
}

/** Each page once, at the place where it stands first; what leads nowhere or into Google is left out. */
export function toldResults(all: readonly Told[], at: Date | undefined): FoundPost[] {
  const posts = new Map<string, FoundPost>();
  for (const [index, one] of all.entries()) {
    const post = told(one, index + 1, at);
    if (post && !posts.has(post.key)) posts.set(post.key, post);
  }
  return [...posts.values()];
}

function told(
  { link, title, snippet, site, publishedAt = null, lang = null }: Told,
  rank: number,
  at: Date | undefined,
) {
  const to = target(link ?? undefined);
  if (typeof to === 'string' || title === null) return null;
  const { date, text } = withoutDate(snippet ?? '');
  return found({
    platform: 'google',
    platformId: null,
    key: `google:${to.canonicalUrl}`,
    url: to.canonicalUrl,
    kind: 'search_result',
    author: author(null, null, site ?? getDomain(to.canonicalUrl)),
    text: text === '' ? title : `${title}\n${text}`,
    publishedAt: moment(publishedAt, at) ?? moment(date === null ? null : printedDate(date, at), at),
    rank,
    placement: 'organic',
    links: [to.canonicalUrl],
    lang,
  });
}

/** Interfaces print a snippet's date before three dots, the page before a dash: "3 days ago ... text". */
function withoutDate(snippet: string): { date: string | null; text: string } {
  const dashed = splitDate(snippet.replace(/^([^.]{4,30}?) ?(?:\.\.\.|…) /u, '$1 — '));
  return dashed.date === null ? { date: null, text: snippet } : dashed;
}

/** What marked-up text says: `<b>Citas</b> consulado &amp; más`. Its marks are emphasis, never blocks. */
export function unmarked(text: string | null): string | null {
  if (text === null || !/[<&]/.test(text)) return text;
  const root = readPage(`<span id=told>${text}</span>`).byId.get('told');
  return (root && lineOf(root)) || null;
}
