/** The consulate that a post names or implies. */
import { readFileSync } from 'node:fs';
import { Lexicon } from '../lexicon.ts';
import type { ScoreInput } from '../score.types.ts';
import { type Tokens, tokenize } from '../tokens.ts';

interface Place {
  names: string[];
  towns: string[];
  regions: string[];
}
const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../data/${name}.json`, import.meta.url), 'utf8'));
const places = read('places') as Record<string, Place>;
const offices = (
  read('consulates') as { consulates: { id: string; city: string; x_handle: { value: string | null } }[] }
).consulates;
const cityOf = new Map(offices.map(({ id, city }) => [id, city]));
const ids = offices.map(({ id }) => id);

const byId = (pick: (place: Place) => string[]): Lexicon =>
  new Lexicon(Object.fromEntries(ids.map((id) => [id, places[id] ? pick(places[id]) : []])));
const names = byId(({ names: list }) => list);
const towns = byId(({ towns: list }) => list);
const regions = byId(({ regions: list }) => list);
// prettier-ignore
const codes: Record<string, string> = {
  sea: 'seattle', por: 'portland', hou: 'houston', dal: 'dallas', lan: 'losangeles', mia: 'miami', chi: 'chicago',
  nuy: 'nuevayork', sfo: 'sanfrancisco', atl: 'atlanta', den: 'denver', phx: 'phoenix', sdi: 'sandiego',
  sac: 'sacramento', sjo: 'sanjose', aus: 'austin', elp: 'elpaso', fil: 'filadelfia', ral: 'raleigh', lve: 'lasvegas',
  bos: 'boston', det: 'detroit', ind: 'indianapolis', kan: 'kansascity', oma: 'omaha', orl: 'orlando', san: 'sanantonio',
  slc: 'saltlakecity', mca: 'mcallen', lar: 'laredo', fre: 'fresno', sd: 'sandiego', la: 'losangeles', ny: 'nuevayork',
};

const consular = /^(consulado|consul|consulate|consulados|konsulado|konsul|konsulate|consu|konsu|consulmex|konsulmex)$/;
const between = /^(de|en|in|of|general|mexicano|mejikano|mexico|mejiko|d|pa|para|mex|the|at|movil|mobil|from|por)$/;

/** City as data/consulates.json spells it, or null. First what follows the word consulate, then names, towns, the account, the state. */
export function consulate(input: ScoreInput, tokens: Tokens): string | null {
  const id = inText(tokens) ?? inAccount(input) ?? first(regions, tokens)?.id;
  return id ? (cityOf.get(id) ?? null) : null;
}

interface Hit {
  id: string;
  first: number;
  last: number;
}

function hits(lexicon: Lexicon, { sounds }: Tokens): Hit[] {
  const found: Hit[] = [];
  lexicon.scan(sounds, (index, first, last) => found.push({ id: lexicon.names[index]!, first, last }));
  // The longest name wins: "Kansas City" over "Kansas".
  return found
    .filter(
      (a) =>
        !found.some((b) => b !== a && b.first <= a.first && b.last >= a.last && b.last - b.first > a.last - a.first),
    )
    .sort((a, b) => a.first - b.first);
}

const first = (lexicon: Lexicon, tokens: Tokens): Hit | undefined => hits(lexicon, tokens)[0];
/** Names of up to three letters are also words or sound like some: they count as written, and in capitals where they are words. */
const alsoWords = /^(la|chi|sac|hou|fila|dc|sd|ny|lr|sj)$/;
const shortNames = new Set(ids.flatMap((id) => (places[id]?.names ?? []).filter((name) => name.length <= 4)));

function inText(tokens: Tokens): string | undefined {
  const named = hits(names, tokens).filter(({ first: at, last }) => at !== last || accepted(tokens, at));
  const follows = named.find(({ first: at }) => afterConsulate(tokens, at));
  if (follows) return follows.id;
  if (named[0]) return named[0].id;
  for (const word of tokens.words) {
    const code = /^(?:consulmex|konsulmex)([a-z]{2,3})$/.exec(word)?.[1];
    if (code !== undefined && codes[code]) return codes[code];
  }
  return first(towns, tokens)?.id;
}

function accepted(tokens: Tokens, at: number): boolean {
  const word = tokens.words[at]!;
  if (word.length > 4) return true;
  if (!shortNames.has(word)) return false;
  if (!alsoWords.test(word) || afterConsulate(tokens, at)) return true;
  const start = tokens.normalized.from[tokens.starts[at]!]!;
  const around = tokens.original.slice(Math.max(0, start - 6), start + word.length + 6);
  return around.includes(word.toUpperCase()) && /[a-z]/.test(around);
}

function afterConsulate({ words }: Tokens, at: number): boolean {
  for (let i = at - 1; i >= 0 && i >= at - 4; i--) {
    if (consular.test(words[i]!)) return true;
    if (!between.test(words[i]!)) return false;
  }
  return false;
}

function inAccount({ authorName, handle }: ScoreInput): string | undefined {
  const tokens = tokenize(`${authorName ?? ''} ${(handle ?? '').replace(/[_.]/g, ' ')}`.slice(0, 200));
  return inText(tokens) ?? first(regions, tokens)?.id;
}
