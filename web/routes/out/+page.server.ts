import { error } from '@sveltejs/kit';
import { toId } from '#lib/desk/filter.ts';
import { allow } from '#lib/server/allow.server.ts';
import { postView } from '#lib/server/post-view.server.ts';
import type { PageServerLoad } from './$types.js';

/** The warning before somebody else's site. Addresses come from the post, never from the URL: no open redirect. */
export const load: PageServerLoad = async ({ locals, url }) => {
  allow(locals, 'post.read');
  const id = toId(url.searchParams.get('post'));
  if (id === null) error(404);
  const { post } = await postView(id, locals.db);
  const link = url.searchParams.get('link');
  const address = link === null ? post.url : post.links[Number(link)];
  if (address === undefined || !URL.canParse(address)) error(404);
  const target = new URL(address);
  if (!['http:', 'https:'].includes(target.protocol)) error(404);
  return { id, address: target.href, host: target.hostname };
};
