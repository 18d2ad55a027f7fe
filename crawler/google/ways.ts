/** The ways to web results. Organic and paid, each result is a post with its rank. */
import type { Way } from '../source.ts';

export const googleSerpWay = {
  name: 'google-serp',
  platform: 'google',
  mode: 'public_page',
  host: 'www.google.com',
  robots: 'operator_decides',
  position: { source: 'https://www.google.com/robots.txt', readOn: '2026-11-24' },
  takesTerms: true,
  fields: [],
} as const satisfies Way;

export const googleWays: readonly Way[] = [googleSerpWay];
