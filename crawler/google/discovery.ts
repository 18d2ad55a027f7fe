/** Answers of Vertex AI Search over public websites (the Discovery Engine API, `search` and `searchLite`). */
import type { Json } from '../json.ts';
import { inside, isObject, list, objects, text } from '../json.ts';
import type { Parsed } from '../source.ts';
import { toldResults, unmarked } from './told.ts';

/** An answer without results has no `results`; its token to attribute clicks is always there. */
export const isDiscovery = (value: Json): boolean =>
  text(value, 'attributionToken') !== null ||
  (Array.isArray(value.results) && objects(value.results).some((one) => isObject(one.document)));

export function discovery(value: Json, at: Date | undefined): Parsed {
  const results = objects(value.results);
  const posts = toldResults(
    results.map((one) => {
      // Website results tell themselves in `derivedStructData`; `structData` is what an operator adds.
      const page = inside(one, 'document', 'derivedStructData');
      return {
        link: text(page, 'link'),
        title: unmarked(text(page, 'title') ?? text(page, 'htmlTitle')),
        snippet: unmarked(snippetOf(page)),
        site: text(page, 'displayLink'),
      };
    }),
    at,
  );
  const outcome = posts.length > 0 ? 'ok' : list(value.results).length > 0 ? 'layout_changed' : 'empty';
  return { outcome, posts, next: text(value, 'nextPageToken') };
}

function snippetOf(page: Json): string | null {
  const [first] = objects(page.snippets).filter((one) => text(one, 'snippet_status') !== 'NO_SNIPPET_AVAILABLE');
  return first ? text(first, 'snippet') : text(page, 'snippet');
}
