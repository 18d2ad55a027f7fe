/** Google: a result is its target and the search that shows it, never the address of a results page; columns of google.csv. */
import { getDomain } from 'tldts';
import type { ConfirmedPost, ItemIds, ReportItem } from './report.types.ts';
import * as part from './columns.ts';
import { cut, visible } from './excerpt.ts';

const country = /^[a-z]{2}$/;
const language = /^[a-z]{2}(-[A-Z]{2}|-419)?$/;
const adPath = /^\/advertiser\/(?<advertiser>AR\d{10,25})(?:\/creative\/(?<creative>CR\d{10,25}))?/;

/** A results page or a redirector of Google itself is no object that anyone can remove. */
function isGooglePage(url: URL): boolean {
  return /^(www\.)?google\.[a-z.]+$/.test(url.hostname) && /^\/(search|url|goto|aclk)?$/.test(url.pathname);
}

/** Ids of a Google result or ad; null where the address is not that of the page itself. */
export function googleIds({ post, author, search }: ConfirmedPost): ItemIds | null {
  const url = URL.parse(post.url);
  if (!url || isGooglePage(url)) return null;
  const query = cut(visible(search?.query ?? '').trim(), 300);
  if (post.kind === 'ad') {
    const name = cut(visible(author?.name ?? '').trim(), 200);
    const ad = url.hostname === 'adstransparency.google.com' ? adPath.exec(url.pathname)?.groups : undefined;
    return {
      kind: 'gg_ad',
      ...(ad?.['advertiser'] ? { advertiser_id: ad['advertiser'] } : {}),
      ...(ad?.['creative'] ? { creative_id: ad['creative'] } : {}),
      ...(name ? { advertiser_name: name } : {}),
      ...(query ? { query } : {}),
    };
  }
  if (search && query && country.test(search.gl) && language.test(search.hl)) {
    const position = search.rank !== null && search.rank >= 1 ? { position: search.rank } : {};
    return { kind: 'gg_search_result', query, gl: search.gl, hl: search.hl, ...position };
  }
  const domain = getDomain(post.url);
  return { kind: 'gg_web_page', ...(domain ? { registrable_domain: domain } : {}) };
}

const surfaces: Partial<Record<ItemIds['kind'], string>> = { gg_search_result: 'search_result', gg_ad: 'search_ad' };
const imitates = new Set(['impersonation', 'phishing_site']);

function adPage(item: ReportItem): string {
  const [advertiser, creative] = [part.id(item, 'advertiser_id'), part.id(item, 'creative_id')];
  if (!advertiser) return '';
  return `https://adstransparency.google.com/advertiser/${advertiser}${creative ? `/creative/${creative}` : ''}`;
}

// Places, videos, registrars and landing pictures are not collected: their columns keep the agreed form and stay empty.
const empty = (name: string): part.Column => ({ name, cell: () => '' });

export const googleColumns: part.Column[] = [
  ...part.heading,
  { name: 'surface', width: 16, cell: (item) => surfaces[item.ids.kind] ?? 'web_page' },
  { name: 'target_url', width: 60, cell: (item) => item.url },
  { name: 'url_as_shown', width: 60, cell: (item) => item.url_as_found ?? item.url },
  { name: 'query', width: 30, cell: (item) => part.id(item, 'query') },
  { name: 'gl', cell: (item) => part.id(item, 'gl') },
  { name: 'hl', cell: (item) => part.id(item, 'hl') },
  { name: 'position', cell: (item) => part.id(item, 'position') },
  { name: 'advertiser_id', width: 24, cell: (item) => part.id(item, 'advertiser_id') },
  { name: 'creative_id', width: 24, cell: (item) => part.id(item, 'creative_id') },
  { name: 'advertiser_name', width: 30, cell: (item) => part.id(item, 'advertiser_name') },
  { name: 'ads_transparency_url', width: 40, cell: adPage },
  ...['place_id', 'map_field', 'video_id', 'channel_id'].map(empty),
  { name: 'domain', width: 30, cell: (item) => getDomain(item.url) ?? '' },
  ...['registrar', 'host_country'].map(empty),
  {
    name: 'official_page_imitated',
    width: 30,
    cell: (item) => (imitates.has(item.violation) ? 'https://citas.sre.gob.mx/' : ''),
  },
  empty('data_requested'),
  part.violation,
  { name: 'channel', width: 24, cell: (_, report) => report.channel },
  ...part.policy,
  ...part.summaries,
  ...part.seen,
  ...part.pictures,
  ...['landing_screenshot_file', 'landing_screenshot_sha256'].map(empty),
  part.previous,
  part.action,
];
