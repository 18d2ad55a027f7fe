/** The port of results providers: one question in, pages of ranked results out, whoever answers it. */
import { priceOf } from '../prices.ts';
import { phrase, refusedRun } from '../refused.ts';
import { covered, type Collected, type Errand, type Outcome, type Parsed, type Payload } from '../source.ts';
import type { Access, Source, Term, Way } from '../source.ts';
import { tested } from '../tested.ts';
import { walk } from '../walk.ts';

export interface Question {
  query: string;
  /** Country and interface language, e.g. `mx` / `es-419`. */
  gl: string;
  hl: string;
}

/** One question being asked. No address in it holds a secret. */
export interface Asking {
  first: string;
  /** The address that a page's `next` stands for; null ends the run. */
  following(next: string, url: string): string | null;
  /** One page, whatever its status. */
  read(url: string): Promise<Payload>;
  parse(payload: Payload): Parsed;
}

export interface Provider {
  way: Way;
  /** As people call it in a sentence. */
  who: string;
  /** In characters. */
  longestQuery: number;
  /** Pages that one run asks for; each is a question where questions are billed. */
  maxPages: number;
  /** Why it cannot be asked at all, before anything is sent; null when it can. */
  refusal?(question: Question, access: Access): { outcome: Outcome; detail: string } | null;
  /** Lends what asks this question while `use` runs. */
  lend<T>(question: Question, errand: Errand, use: (asking: Asking) => Promise<T>): Promise<T>;
}

/** What "test the connection" asks: it has results everywhere, and all of them are public offices. */
const testTerm: Term = { platform: 'google', query: 'consulado de México', gl: 'mx', hl: 'es', since: null };

/** The source that asks a provider. `now` is for tests: an interface that has ended is not asked any more. */
export function resultsSource(provider: Provider, now: () => number = Date.now): Source {
  const { way, who, longestQuery } = provider;

  async function collect(term: Term, errand: Errand, maxPages = provider.maxPages): Promise<Collected> {
    const asked = phrase(term.query, longestQuery, who);
    if ('refused' in asked) return asked.refused;
    const question = { query: asked.query, gl: term.gl, hl: term.hl };
    const refused = ended(way, now()) ?? provider.refusal?.(question, errand.access);
    if (refused) return refusedRun(refused.outcome, refused.detail);
    const most = Math.min(maxPages, term.mostQueries ?? Infinity);
    if (most < 1) return refusedRun('quota_exhausted', 'The budget of this term has no room for a question.');
    let queries = 0;
    const collected = await provider.lend(question, errand, async (asking) => {
      const { reachedEnd: _, ...pages } = await walk({
        ...asking,
        maxPages: most,
        signal: errand.signal,
        read: async (url) => {
          const payload = await errand.turn(way.host, errand.signal, () => asking.read(url));
          // What is refused is not billed (Brave and Google say so of their interfaces).
          if ((payload.status ?? 200) < 400) queries += 1;
          return payload;
        },
      });
      return pages;
    });
    return priceOf(way.name).usd.query === undefined ? collected : { ...collected, queries };
  }
  return {
    ...way,
    collect: (term, errand) => collect(term, errand),
    test: async (errand) => tested(await collect(testTerm, errand, 1)),
  };
}

/** An end is told like a lost access, which people are alarmed about: a term that goes on silently would find nothing for ever. */
function ended({ endsOn, name }: Way, now: number): { outcome: Outcome; detail: string } | null {
  if (endsOn === undefined || now < Date.parse(endsOn)) return null;
  return {
    outcome: 'auth_expired',
    detail: `Google ended this interface on ${endsOn}: watch the term through another way in than ${name}.`,
  };
}

/** What is missing of the fields that a way in requires, as a sentence; null when all are there. */
export function missing(way: Way, { settings, secrets }: Access): { outcome: Outcome; detail: string } | null {
  const names = way.fields
    .filter(({ required, name, secret }) => required && !(secret ? secrets : settings)[name])
    .map(({ name }) => name);
  if (names.length === 0) return null;
  return {
    outcome: 'auth_expired',
    detail: `${way.name} is not set up: an administrator must enter ${names.join(' and ')} under Sources.`,
  };
}

/** `parse` for an interface that speaks JSON: what is none, or an unknown refusal, is told by its status. */
export function jsonAnswer(parseJson: (payload: Payload) => Parsed | null, fallback: (payload: Payload) => Parsed) {
  return (payload: Payload): Parsed => {
    const parsed = parseJson(payload);
    const refused = (payload.status ?? 200) >= 400;
    return parsed === null || (refused && (covered(parsed.outcome) || parsed.outcome === 'layout_changed'))
      ? fallback(payload)
      : parsed;
  };
}
