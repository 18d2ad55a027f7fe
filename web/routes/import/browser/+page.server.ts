import { allow } from '#lib/server/allow.server.ts';
import { bookmarklet } from './bookmarklet.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) => {
  allow(locals, 'import.add');
  return { bookmarklet: bookmarklet(url.origin) };
};
