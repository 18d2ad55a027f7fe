/** What can be said of a post without weighing it: contacts official or not, prices, who speaks, how it is written. */
import { lexicon } from './lexicon.ts';
import { type Found, hostOf, links } from './links.ts';
import { lookalikeHost, officialEmail, officialHandle, officialHost, officialPhone } from './official.ts';
import type { ScoreInput } from './score.types.ts';
import { sound } from './sound.ts';
import type { Tokens } from './tokens.ts';

export interface Fact {
  name: string;
  /** Tokens it rests on, inclusive; -1 where it has no place in the text. */
  first: number;
  last: number;
}

const voices = lexicon('voices');
const fees = new Set([41, 42, 44, 96, 98, 99, 101, 130, 133, 137, 198, 203, 209, 39, 40, 19, 20, 168, 173, 177]);
const currency = /^(dolares?|dolaritos|dlls?|dls|usd|bolas|bucks|pesos?|varos|mxn|baros|dollars?)$/;

/** Facts of a post, each at most once. */
export function facts(input: ScoreInput, tokens: Tokens, found: Found[] = links(input.text)): Fact[] {
  const seen = new Map<string, Fact>();
  const say = (name: string, first = -1, last = first): void => {
    if (!seen.has(name)) seen.set(name, { name, first, last });
  };
  for (const run of tokens.runs) say(officialPhone(run.digits) ? 'phone_official' : 'phone_other', run.first, run.last);
  for (const link of found) sayLink(link, say);
  sayPrices(tokens, say);
  sayVoice(input, say);
  sayManner(input, tokens, say);
  return [...seen.values()];
}

type Say = (name: string, first?: number, last?: number) => void;

function sayLink(link: Found, say: Say): void {
  if (link.kind === 'url') {
    const host = hostOf(link.value);
    say(officialHost(host) ? 'link_official' : lookalikeHost(host) ? 'link_lookalike' : 'link_other');
  } else if (link.kind === 'email') say(officialEmail(link.value) ? 'email_official' : 'email_other');
  else if (link.kind === 'handle') {
    if (link.start === 0) say('reply');
    say(officialHandle(link.value) ? 'mention_official' : 'mention');
  } else say(link.kind);
}

function sayPrices({ words }: Tokens, say: Say): void {
  for (let i = 0; i < words.length; i++) {
    if (!/^\d{2,4}$/.test(words[i]!)) continue;
    const marked = words[i - 1] === '$' || currency.test(words[i + 1] ?? '') || words[i + 1] === '$';
    if (marked) say(fees.has(Number(words[i])) ? 'price_fee_like' : 'price_other', i, i);
    if (marked && Number(words[i]) >= 25 && Number(words[i]) <= 200 && Number(words[i]) % 5 === 0)
      say('price_round', i, i);
  }
}

function sayVoice(input: ScoreInput, say: Say): void {
  say(`platform_${input.platform ?? 'unknown'}`);
  say(`surface_${input.surface ?? 'unknown'}`);
  for (const token of (input.authorName ?? '')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .match(/[a-z]+/g) ?? [])
    for (const index of voices.of(sound(token))) say(`voice_${voices.names[index]!}`);
  const host = input.url ? hostOf(input.url.replace(/^https?:\/\//i, '').replace(/^www\./, '')) : null;
  if (host && officialHost(host)) say('voice_verified');
  else if (host && lookalikeHost(host) && !platformHost.test(host)) say('page_lookalike');
  if (input.handle && officialHandle(input.handle)) say('voice_verified');
}

const platformHost = /(^|\.)(facebook|fb|x|twitter|google|instagram|tiktok|youtube)\.com$/;

function sayManner(input: ScoreInput, tokens: Tokens, say: Say): void {
  const { text } = input;
  const head = text.slice(0, 2_000);
  const letters = head.replace(/[^\p{L}]/gu, '');
  const upper = letters.replace(/[^\p{Lu}]/gu, '').length;
  if (letters.length > 20 && upper / letters.length > 0.5) say('shouting');
  if (tokens.words.length < 8) say('very_short');
  else if (tokens.words.length < 20) say('short');
  else if (tokens.words.length > 80) say('long');
  const signs = head.match(/\p{Extended_Pictographic}/gu)?.length ?? 0;
  if (signs >= 5) say('many_emoji');
  else if (signs > 0) say('emoji');
  if (head.trimEnd().endsWith('?')) say('ends_with_question');
  if (/[¿?]/.test(head)) say('asks');
  if (/["“”«»]|(^|\s)'[^']{6,}'/.test(head)) say('quotes');
  if (/[\u0400-\u04ff\u{1d400}-\u{1d7ff}]/u.test(head)) say('disguised_letters');
  if (/(?:^|\s)[\p{L}](?:[ .\-*_][\p{L}]){3,}/u.test(head) || /\u200b/.test(head)) say('disguised_spacing');
  if (/\n\s*\$\s?\d+/.test(head)) say('price_line');
  if (/[.!?]\s+\p{Lu}/u.test(head)) say('sentences');
}
