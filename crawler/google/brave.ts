/** Brave's Web Search API: results of an index that is not Google's, for the same questions. */
import type { Guard } from '../guard/guard.ts';
import { answered, ask, unreadable } from '../interface.ts';
import { parse } from '../parse.ts';
import type { Payload, Source } from '../source.ts';
import { braveLimits as limits } from './limits.ts';
import { jsonAnswer, missing, resultsSource, type Provider, type Question } from './provider.ts';
import { braveSearchWay as way } from './ways.ts';

export interface BraveSearch {
  guard: Guard;
  maxPages?: number;
}

export const braveHosts = [way.host] as const;

export function braveSearchSource({ guard, maxPages = 1 }: BraveSearch): Source {
  const provider: Provider = {
    way,
    who: 'Brave',
    longestQuery: limits.characters,
    maxPages,
    refusal: (question, access) =>
      question.query.split(/\s+/).length > limits.words
        ? { outcome: 'bad_query', detail: `Brave takes at most ${limits.words} words.` }
        : missing(way, access),
    lend(question, { access, signal }, use) {
      const key = access.secrets.api_key!;
      return use({
        first: address(question),
        following: (_, url) => nextPage(url),
        read: async (url) =>
          withWait(await ask(guard, { url, headers: { 'x-subscription-token': key }, secrets: [key], signal })),
        parse: jsonAnswer(
          (payload) => answered(payload) && parse('google', payload),
          (payload) => unreadable(payload, 'Brave'),
        ),
      });
    },
  };
  return resultsSource(provider);
}

function address({ query, gl, hl }: Question): string {
  const url = new URL(limits.url);
  url.search = new URLSearchParams({
    q: query,
    count: String(limits.perPage),
    country: limits.countries.includes(gl) ? gl.toUpperCase() : 'ALL',
    search_lang: hl.split('-')[0]!,
    // What is asked is what is watched: no other spelling, and nothing left out as unfit for children.
    spellcheck: 'false',
    safesearch: 'off',
    text_decorations: 'false',
    result_filter: 'web',
  }).toString();
  return url.href;
}

function nextPage(url: string): string | null {
  const next = new URL(url);
  const offset = Number(next.searchParams.get('offset') ?? '0') + 1;
  if (offset > limits.lastPage) return null;
  next.searchParams.set('offset', String(offset));
  return next.href;
}

/**
 * Brave tells two limits in one header, of a second and of a month: `X-RateLimit-Reset: 1, 1419704` are the seconds until each is
 * whole again. A refusal waits for the one of which nothing remains.
 */
function withWait<T extends Required<Payload>>(payload: T): T {
  if (payload.status !== 429 || payload.headers['retry-after'] !== undefined) return payload;
  const resets = numbers(payload.headers['x-ratelimit-reset']);
  const remaining = numbers(payload.headers['x-ratelimit-remaining']);
  const waits = resets.filter((_, index) => (remaining[index] ?? 0) === 0);
  if (waits.length === 0) return payload;
  return { ...payload, headers: { ...payload.headers, 'retry-after': String(Math.ceil(Math.max(...waits))) } };
}

const numbers = (header: string | undefined): number[] =>
  (header ?? '')
    .split(',')
    .map((part) => Number.parseFloat(part))
    .filter((one) => Number.isFinite(one) && one >= 0);
