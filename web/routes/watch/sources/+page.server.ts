import { allow } from '#lib/server/allow.server.ts';
import { cards } from './cards.server.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals }) => {
  allow(locals, 'term.read');
  return { cards: await cards(locals.db) };
};
