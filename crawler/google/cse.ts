/**
 * Google's Custom Search JSON API: legacy. It is closed to new customers and ends on 2027-01-01, and an engine made since 2026 does
 * not search the whole web; an operator who still has one can use it until then.
 */
import type { Guard } from '../guard/guard.ts';
import { answered, ask, unreadable } from '../interface.ts';
import { parse } from '../parse.ts';
import type { Source } from '../source.ts';
import { refusal } from './cloud-error.ts';
import { customSearchLimits as limits } from './limits.ts';
import { jsonAnswer, missing, resultsSource, type Provider, type Question } from './provider.ts';
import { googleCseWay as way } from './ways.ts';

export interface GoogleCse {
  guard: Guard;
  maxPages?: number;
  now?: () => number;
}

export const cseHosts = [way.host] as const;

export function googleCse({ guard, maxPages = 2, now }: GoogleCse): Source {
  const provider: Provider = {
    way,
    who: 'Google',
    longestQuery: 2_000,
    maxPages,
    refusal: (_, access) => missing(way, access),
    lend(question, { access, signal }, use) {
      const key = access.secrets.api_key!;
      return use({
        first: address(question, access.settings.engine_id!, access.settings.only_language === 'yes'),
        following: (next, url) => page(url, Number(next)),
        // Every interface of Google takes its key in this header (cloud.google.com/apis/docs/system-parameters).
        read: (url) => ask(guard, { url, headers: { 'x-goog-api-key': key }, secrets: [key], signal }),
        parse: jsonAnswer(
          (payload) => {
            const value = answered(payload);
            return value && (refusal(value) ?? parse('google', payload));
          },
          (payload) => unreadable(payload, 'Custom Search'),
        ),
      });
    },
  };
  return resultsSource(provider, now);
}

function address({ query, gl, hl }: Question, engine: string, onlyLanguage: boolean): string {
  const url = new URL(limits.url);
  url.search = new URLSearchParams({
    cx: engine,
    q: query,
    num: String(limits.perPage),
    gl,
    hl,
    ...(onlyLanguage && { lr: `lang_${hl.split('-')[0]}` }),
  }).toString();
  return url.href;
}

/** The page that begins with the `start`th result; null past the last that a question reaches. */
function page(url: string, start: number): string | null {
  if (!Number.isInteger(start) || start < 2 || start + limits.perPage - 1 > limits.reaches) return null;
  const next = new URL(url);
  next.searchParams.set('start', String(start));
  return next.href;
}
