/** The form that adds a term, parsed at the border. */
import { z } from 'zod';
import { platforms, type Platform } from '#vigia/crawler/source.ts';
import { cadences, languages, longest, places, shortest, type TermProblem } from './choices.ts';

export interface TermForm {
  platform: Platform;
  query: string;
  gl: string;
  hl: string;
  everyMinutes: number;
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
});

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
  // As PostgreSQL counts: by code point.
  const length = [...query].length;
  if (length < shortest) return { problem: 'short' };
  if (length > longest) return { problem: 'long' };
  if (platform === 'facebook' && !isFacebookAddress(query)) return { problem: 'facebook_address' };
  if (platform === 'x' && /^https?:\/\//i.test(query)) return { problem: 'x_address' };
  const placed = platform === 'google' ? { gl, hl } : { gl: 'us', hl: 'es' };
  return { term: { platform, query, ...placed, everyMinutes: every } };
}
