import { toId } from '#lib/desk/filter.ts';
import { allow } from '#lib/server/allow.server.ts';
import { decide, undo } from '#lib/server/decide.server.ts';
import { postView } from '#lib/server/post-view.server.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The post beside the list: the one in the URL, else the first of the list. */
export const load: PageServerLoad = async ({ locals, url, parent }) => {
  allow(locals, 'post.read');
  const chosen = toId(url.searchParams.get('post'));
  const id = chosen ?? (await parent()).rows[0]?.id;
  return { chosen, shown: id === undefined ? null : await postView(id, locals.db) };
};

export const actions: Actions = { decide, undo };
