import * as queue from '#vigia/db/queue.ts';
import { isFiltered, parameters, readFilter } from '#lib/desk/filter.ts';
import { allow } from '#lib/server/allow.server.ts';
import type { LayoutServerLoad } from './$types.js';

/** Beyond this the desk says `999+`. */
const cap = 1000;

/** The list. It reads the filters but not `post`, so that going from post to post leaves it alone. */
export const load: LayoutServerLoad = async ({ locals, url }) => {
  allow(locals, 'post.read');
  const search = new URLSearchParams();
  for (const name of parameters) {
    const value = url.searchParams.get(name);
    if (value) search.set(name, value);
  }
  const filter = readFilter(search);
  const after = url.searchParams.get('after');
  const [page, size, consulates] = await Promise.all([
    queue.page(filter, after, locals.db),
    queue.size(filter, locals.db, cap),
    queue.consulates(locals.db),
  ]);
  return { filter, filtered: isFiltered(filter), rows: page.rows, next: page.next, size, cap, consulates };
};
