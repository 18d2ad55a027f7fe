/** Answers of Google's Custom Search JSON API (closed to new customers, ends 2027-01-01). */
import type { Json } from '../json.ts';
import { inside, number, objects, text } from '../json.ts';
import type { Parsed } from '../source.ts';
import { refusal } from './cloud-error.ts';
import { toldResults } from './told.ts';

export const isCustomSearch = (value: Json): boolean =>
  text(value, 'kind') === 'customsearch#search' || text(value, 'url', 'type')?.startsWith('customsearch.') === true;

export function customSearch(value: Json, at?: Date): Parsed {
  const refused = refusal(value);
  if (refused) return refused;
  const items = objects(value.items);
  const posts = toldResults(
    items.map((item) => ({
      link: text(item, 'link'),
      title: text(item, 'title'),
      snippet: text(item, 'snippet'),
      site: text(item, 'displayLink'),
    })),
    at,
  );
  const start = number(objects(inside(value, 'queries').nextPage)[0], 'startIndex');
  const outcome = posts.length > 0 ? 'ok' : items.length > 0 ? 'layout_changed' : 'empty';
  return { outcome, posts, next: start === null ? null : String(start) };
}
