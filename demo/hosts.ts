/** Which site answers for which host. */
import { braveApi } from './sites/brave-api.ts';
import { facebook } from './sites/facebook.ts';
import { consent, google } from './sites/google.ts';
import type { Site } from './sites/site.ts';
import { tCo } from './sites/t-co.ts';
import { web, webHosts } from './sites/web.ts';
import { xApi } from './sites/x-api.ts';
import { publishX, x } from './sites/x.ts';

export const sites: ReadonlyMap<string, Site> = new Map<string, Site>([
  ['www.google.com', google],
  ['google.com', google],
  ['consent.google.com', consent],
  ['www.facebook.com', facebook],
  ['m.facebook.com', facebook],
  ['facebook.com', facebook],
  ['api.search.brave.com', braveApi],
  ['api.x.com', xApi],
  ['x.com', x],
  ['www.x.com', x],
  ['twitter.com', x],
  ['publish.x.com', publishX],
  ['t.co', tCo],
  ...webHosts.map((host): [string, Site] => [host, web]),
]);
