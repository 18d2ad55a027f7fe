import { error } from '@sveltejs/kit';
import { toId } from '#lib/desk/filter.ts';
import { allow } from '#lib/server/allow.server.ts';
import { decide, undo } from '#lib/server/decide.server.ts';
import { postView } from '#lib/server/post-view.server.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params }) => {
  allow(locals, 'post.read');
  const id = toId(params.id);
  if (id === null) error(404);
  return { shown: await postView(id, locals.db) };
};

export const actions: Actions = { decide, undo };
