/** The embed service's answer: a block of HTML with the text, a date without a time, and the id only in the address. */
import { author } from '../found.ts';
import type { Json } from '../json.ts';
import { text } from '../json.ts';
import { below, first, readPage, textOf } from '../html.ts';
import { identify } from '../url.ts';
import type { Told } from './post.ts';

export const isOembed = (value: Json): boolean =>
  text(value, 'html') !== null && text(value, 'provider_name') !== null && text(value, 'url') !== null;

export function oembed(value: Json): Told | null {
  const named = identify(text(value, 'url') ?? '');
  if ('error' in named || named.platform !== 'x' || named.kind !== 'post') return null;
  const page = readPage((text(value, 'html') ?? '').replaceAll('\n', '<br>'));
  const quote = page.elements.find((element) => element.name === 'blockquote');
  const paragraph = quote ? first(quote, (element) => element.name === 'p') : null;
  if (!paragraph) return null;
  const links = [...below(paragraph)].filter((element) => element.name === 'a');
  return {
    ids: [named.ids.post_id!],
    shown: named.ids.post_id!,
    author: author(null, named.ids.handle ?? null, text(value, 'author_name')),
    text: textOf(paragraph),
    /* The snowflake inside the id is exact to the millisecond; the shown date is only a day. */
    createdAt: null,
    links: links.map((element) => element.attribs.href ?? null),
    lang: paragraph.attribs.lang ?? null,
  };
}
