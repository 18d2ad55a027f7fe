/** The ways to posts of X. */
import type { Way } from '../source.ts';

export const xApiWay = {
  name: 'x-api',
  platform: 'x',
  mode: 'official_api',
  host: 'api.x.com',
  robots: 'not_applicable',
  position: { source: 'https://docs.x.com/x-api', readOn: '2026-11-24' },
  takesTerms: true,
  fields: [{ name: 'bearer_token', secret: true, required: true }],
} as const satisfies Way;

export const xWays: readonly Way[] = [xApiWay];
