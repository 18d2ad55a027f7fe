/** The ways to public posts of Facebook. There is no search for visitors: a term is the address of a page, group or post. */
import type { Way } from '../source.ts';

export const facebookPageWay = {
  name: 'facebook-page',
  platform: 'facebook',
  mode: 'public_page',
  host: 'www.facebook.com',
  robots: 'operator_decides',
  position: { source: 'https://www.facebook.com/robots.txt', readOn: '2026-11-24' },
  takesTerms: true,
  fields: [],
} as const satisfies Way;

export const facebookWays: readonly Way[] = [facebookPageWay];
