/** The ways to public posts of Facebook. There is no search for visitors: a term is the address of a page, group or post. */
import type { Way } from '../source.ts';

export const facebookPageWay = {
  name: 'facebook-page',
  platform: 'facebook',
  mode: 'public_page',
  host: 'www.facebook.com',
  robots: 'operator_decides',
  position: { source: 'https://www.facebook.com/robots.txt', readOn: '2026-11-24' },
  checkedLive: null,
  takesTerms: true,
  fields: [],
} as const satisfies Way;

/** Posts of public pages, where Meta has granted the token Page Public Content Access. */
export const facebookGraphWay = {
  name: 'facebook-graph',
  platform: 'facebook',
  mode: 'official_api',
  host: 'graph.facebook.com',
  robots: 'not_applicable',
  position: {
    source: 'https://developers.facebook.com/docs/features-reference/page-public-content-access',
    readOn: '2026-11-24',
  },
  checkedLive: null,
  takesTerms: true,
  fields: [
    { name: 'access_token', secret: true, required: true, pattern: '[A-Za-z0-9|_-]{20,1000}' },
    { name: 'version', secret: false, required: false, pattern: 'v[0-9]{2}[.][0-9]' },
  ],
} as const satisfies Way;

export const facebookWays: readonly Way[] = [facebookPageWay, facebookGraphWay];
