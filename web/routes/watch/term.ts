/** The form that adds a term, parsed at the border. */
import { z } from 'zod';
import { priceOf } from '#vigia/crawler/prices.ts';
import { platforms, type Platform } from '#vigia/crawler/source.ts';
import { usualWay, wayOf } from '#vigia/crawler/ways.ts';
import { cadences, languages, longest, places, shortest, type TermProblem } from './choices.ts';

export interface TermForm {
  platform: Platform;
  /** The way in: the one chosen, or the platform's usual one. */
  source: string;
  query: string;
  gl: string;
  hl: string;
  everyMinutes: number;
  /** In US dollars; null: no limit, or a way in that costs nothing. */
  monthlyBudgetUsd: number | null;
}

/** Characters that take no room: a term of them would look empty, and some turn the text around them over. */
const invisible = /\p{Cf}+/gu;

const Form = z.object({
  platform: z.enum(platforms),
  query: z.string().transform((query) =>
    query
      .replace(invisible, '')
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim(),
  ),
  gl: z.enum(places).default('us'),
  hl: z.enum(languages).default('es'),
  every: z.coerce
    .number()
    .refine((minutes) => cadences.some((cadence) => cadence === minutes))
    .default(60),
  source: z.string().max(100).default(''),
  budget: z.string().max(100).default(''),
});

/** A sum as people write it: with a comma or a point, without a sign. Undefined for what is none, null for nothing. */
export function parseUsd(typed: string): number | null | undefined {
  const sum = typed.trim().replace(',', '.');
  if (sum === '') return null;
  return /^\d{1,6}(?:\.\d{1,2})?$/.test(sum) ? Number(sum) : undefined;
}

export const isPriced = (source: string): boolean => Object.keys(priceOf(source).usd).length > 0;

/**
 * The way in of this name, where it takes terms of the platform. A form sent without script names the way of the platform
 * that it was shown with: then the chosen platform's usual way counts. Null for a name that is no way.
 */
function wayFor(platform: Platform, source: string): string | null {
  if (source === '') return usualWay(platform).name;
  const way = wayOf(source);
  if (!way?.takesTerms) return null;
  return way.platform === platform ? way.name : usualWay(platform).name;
}

const facebookHost = /^(?:[a-z-]+\.)?(?:facebook\.com|fb\.com|fb\.watch)$/;

/** Facebook shows no search to visitors: a term is the address of one public page, post or group. */
function isFacebookAddress(query: string): boolean {
  const url = URL.parse(/^https?:\/\//i.test(query) ? query : `https://${query}`);
  if (url === null || url.username || url.password || url.port) return false;
  return facebookHost.test(url.hostname) && url.pathname.length > 1 && !/\s/.test(query);
}

/** The term that a form asks for, or why it is none. */
export function parseTerm(form: Record<string, unknown>): { term: TermForm } | { problem: TermProblem } {
  const parsed = Form.safeParse(form);
  if (!parsed.success) return { problem: 'invalid' };
  const { platform, query, gl, hl, every } = parsed.data;
  const source = wayFor(platform, parsed.data.source);
  if (source === null) return { problem: 'invalid' };
  // As PostgreSQL counts: by code point.
  const length = [...query].length;
  if (length < shortest) return { problem: 'short' };
  if (length > longest) return { problem: 'long' };
  if (platform === 'facebook' && !isFacebookAddress(query)) return { problem: 'facebook_address' };
  if (platform === 'x' && /^https?:\/\//i.test(query)) return { problem: 'x_address' };
  const budget = isPriced(source) ? parseUsd(parsed.data.budget) : null;
  if (budget === undefined) return { problem: 'budget' };
  const placed = platform === 'google' ? { gl, hl } : { gl: 'us', hl: 'es' };
  return { term: { platform, source, query, ...placed, everyMinutes: every, monthlyBudgetUsd: budget } };
}
