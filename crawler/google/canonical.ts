/** One spelling for each web page: what the same page's other spellings are reduced to. */
import { getDomain } from 'tldts';
import { withoutEncodedEdge } from '../address.ts';

/** Parameters that follow a visitor and change nothing on the page. Source: the platforms' own documentation; checked 2026-11. */
const tracking = new Set(
  (
    'gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid srsltid ved fbclid msclkid yclid twclid ttclid li_fat_id ' +
    'igshid igsh mc_cid mc_eid _ga _gl _hsenc _hsmi mkt_tok s_kwcid ref_src ref_url cmpid mibextid __twitter_impression'
  ).split(' '),
);
const trackingPrefixes = ['utm_', 'oly_', 'vero_', 'pk_', 'mtm_', 'hsa_'];
const ampParameters = new Set(['amp', 'amp_js_v', 'amp_gsa', 'usqp', 'outputtype']);

function follows(pair: string): boolean {
  const [rawName = '', value = ''] = pair.split('=', 2);
  const name = rawName.toLowerCase();
  if (tracking.has(name) || trackingPrefixes.some((prefix) => name.startsWith(prefix))) return true;
  if (!ampParameters.has(name)) return false;
  return name === 'outputtype' ? value.toLowerCase() === 'amp' : true;
}

const upperHex = (text: string): string => text.replace(/%[0-9a-f]{2}/gi, (escape) => escape.toUpperCase());

/** `amp.example.com` serves what `www.example.com` shows; `amp.com` is a name of its own. */
function withoutAmpLabel(host: string): string {
  return host.startsWith('amp.') && getDomain(host) !== host ? host.slice(4) : host;
}

function withoutAmpPath(path: string): string {
  return path.replace(/\/amp(\/?)$/i, (_, slash: string) => slash || '').replace(/\.amp(?=$|\/$|\.html?$)/i, '') || '/';
}

/** Sites of one document keep their pages behind `#/` and `#!/`; any other fragment is a place within a page. */
const route = (hash: string): string => (/^#!?\/./.test(hash) ? hash.replace(/:~:.*$/s, '') : '');

/** The canonical spelling of a web page's address. Applying it twice changes nothing. */
export function canonicalWeb(url: URL): string {
  let path = upperHex(url.pathname);
  for (let shorter = withoutAmpPath(path); shorter !== path; shorter = withoutAmpPath(path)) path = shorter;
  let host = url.hostname;
  for (let shorter = withoutAmpLabel(host); shorter !== host; shorter = withoutAmpLabel(host)) host = shorter;
  const kept = url.search
    .slice(1)
    .split('&')
    .map((pair) => pair.replace(/^(?:amp;)+/i, ''))
    .filter((pair) => pair !== '' && !follows(pair))
    .map(upperHex)
    .toSorted();
  const port = url.port === '' ? '' : `:${url.port}`;
  const canonical = `${url.protocol}//${host}${port}${path}${kept.length > 0 ? `?${kept.join('&')}` : ''}`;
  return URL.parse(withoutEncodedEdge(canonical) + route(url.hash))?.href ?? url.href;
}
