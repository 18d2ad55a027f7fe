/** The ways to web results. Organic and paid, each result is a post with its rank. */
import type { Way } from '../source.ts';

export const googleSerpWay = {
  name: 'google-serp',
  platform: 'google',
  mode: 'public_page',
  host: 'www.google.com',
  robots: 'operator_decides',
  position: { source: 'https://www.google.com/robots.txt', readOn: '2026-11-24' },
  checkedLive: null,
  takesTerms: true,
  fields: [],
} as const satisfies Way;

/** Legacy: existing customers only, until its end. */
export const googleCseWay = {
  name: 'google-cse',
  platform: 'google',
  mode: 'official_api',
  host: 'www.googleapis.com',
  robots: 'not_applicable',
  position: { source: 'https://developers.google.com/custom-search/v1/overview', readOn: '2026-11-24' },
  checkedLive: null,
  takesTerms: true,
  endsOn: '2027-01-01',
  fields: [
    { name: 'api_key', secret: true, required: true, pattern: '[A-Za-z0-9_-]{20,100}' },
    { name: 'engine_id', secret: false, required: true, pattern: '[A-Za-z0-9:_-]{5,100}' },
    // Whether results in other languages than the term's are left out; the results page does not do that.
    { name: 'only_language', secret: false, required: false, pattern: 'yes|no' },
  ],
} as const satisfies Way;

/** Either an API key or a service account's key file; the account where both are there. */
export const googleVertexWay = {
  name: 'google-vertex',
  platform: 'google',
  mode: 'official_api',
  host: 'discoveryengine.googleapis.com',
  robots: 'not_applicable',
  position: {
    source: 'https://cloud.google.com/generative-ai-app-builder/docs/migrate-from-cse',
    readOn: '2026-11-24',
  },
  checkedLive: null,
  takesTerms: true,
  fields: [
    { name: 'project', secret: false, required: true, pattern: '[a-z][a-z0-9-]{4,29}|[0-9]{6,20}' },
    { name: 'location', secret: false, required: false, pattern: 'global|us|eu' },
    { name: 'engine_id', secret: false, required: true, pattern: '[A-Za-z0-9_-]{1,63}' },
    { name: 'serving_config', secret: false, required: false, pattern: '[A-Za-z0-9_-]{1,63}' },
    { name: 'api_key', secret: true, required: false, pattern: '[A-Za-z0-9_-]{20,100}' },
    { name: 'service_account', secret: true, required: false },
  ],
} as const satisfies Way;

export const braveSearchWay = {
  name: 'brave-search',
  platform: 'google',
  mode: 'official_api',
  host: 'api.search.brave.com',
  robots: 'not_applicable',
  position: { source: 'https://api-dashboard.search.brave.com/terms-of-service', readOn: '2026-11-24' },
  checkedLive: null,
  takesTerms: true,
  fields: [{ name: 'api_key', secret: true, required: true, pattern: '[A-Za-z0-9_-]{16,100}' }],
} as const satisfies Way;

export const googleWays: readonly Way[] = [googleSerpWay, braveSearchWay, googleVertexWay, googleCseWay];
