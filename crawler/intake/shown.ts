/** What a page that was opened for a link shows of it: the post that the link names, and never another one. Pure. */
import { found } from '../found.ts';
import { meta, readPage } from '../html.ts';
import { parse } from '../parse.ts';
import type { FoundPost } from '../source.ts';
import { aliasOf, identify, type Named } from '../url.ts';
import { unread } from './unread.ts';

export interface Opened {
  page: Uint8Array;
  urlFinal: string;
  at: Date;
}

/**
 * The post that `named` names, with what its page tells. Null when the page shows other posts only: a page of a removed
 * post leads to its author's other ones, and those are not it.
 */
export function shown(named: Named, opened: Opened): FoundPost | null {
  const body = Buffer.from(opened.page).toString('utf8');
  if (named.platform === 'google') return webPage(named, body);
  const { posts } = parse(named.platform, { body, url: opened.urlFinal, at: opened.at });
  const alias = aliasOf({ input: '', ...named });
  const own = posts.find(
    (post) =>
      (named.key !== null && (post.key === named.key || post.aliases.includes(named.key))) ||
      (alias !== null && post.aliases.includes(alias)),
  );
  if (own) return unranked(own);
  // A pfbid's page names the post by its number, and the address it led to is that post's.
  const final = identify(opened.urlFinal);
  const [only] = posts;
  if (named.key !== null || alias === null || !only || posts.length > 1 || 'error' in final) return null;
  if (final.key !== only.key && aliasOf(final) !== alias) return null;
  return unranked({ ...only, aliases: [...only.aliases, alias] });
}

const unranked = (post: FoundPost): FoundPost => ({ ...post, rank: null, placement: null });

/** Any other web page says what it is in its head: its title and its description, as a results page would show them. */
function webPage(named: Named, body: string): FoundPost | null {
  const bare = unread(named);
  if (!bare) return null;
  const page = readPage(body);
  const title = meta(page, 'og:title') ?? page.title ?? '';
  const about = meta(page, 'og:description') ?? meta(page, 'description') ?? '';
  return found({
    ...bare,
    text: [title, about]
      .map((part) => part.trim())
      .filter(Boolean)
      .join('\n'),
    lang: page.lang,
  });
}
