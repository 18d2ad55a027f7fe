/** The ways to posts of X. */
import type { Way } from '../source.ts';

export const xApiWay = {
  name: 'x-api',
  platform: 'x',
  mode: 'official_api',
  host: 'api.x.com',
  robots: 'not_applicable',
  position: { source: 'https://docs.x.com/x-api', readOn: '2026-11-24' },
  checkedLive: null,
  takesTerms: true,
  fields: [{ name: 'bearer_token', secret: true, required: true }],
} as const satisfies Way;

/** Single posts, as X shows them to pages that embed them. */
export const xOembedWay = {
  name: 'x-oembed',
  platform: 'x',
  mode: 'public_page',
  host: 'publish.x.com',
  robots: 'operator_decides',
  position: { source: 'https://docs.x.com/x-for-websites/oembed-api', readOn: '2026-11-24' },
  checkedLive: null,
  takesTerms: false,
  fields: [],
} as const satisfies Way;

export const xWays: readonly Way[] = [xApiWay, xOembedWay];
