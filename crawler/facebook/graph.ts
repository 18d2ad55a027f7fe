/**
 * Posts of public pages through the Graph API, where Meta has granted a token Page Public Content Access (or the Ministry has a role on
 * the page). Groups, profiles and Marketplace are not in it. Facebook's own addresses of further pages hold the token: only their
 * cursor is used.
 */
import type { Guard } from '../guard/guard.ts';
import { answered, ask, unreadable } from '../interface.ts';
import { parse } from '../parse.ts';
import { refusedRun } from '../refused.ts';
import { covered, type Collected, type Errand, type Parsed, type Payload, type Source, type Term } from '../source.ts';
import { tested } from '../tested.ts';
import { identify } from '../url.ts';
import { walk } from '../walk.ts';
import { refusal, waitSeconds } from './graph-error.ts';
import { facebookGraphWay as way } from './ways.ts';

export interface FacebookGraph {
  guard: Guard;
  maxPages?: number;
}

export const graphHosts = [way.host] as const;

/** Posts on one page, at most (developers.facebook.com/docs/graph-api/reference/page/feed, read 2026-11-24). */
const perPage = 100;
/** What the changelog named as current; each version lives two years or more (developers.facebook.com/docs/graph-api/changelog, read 2026-11-24). */
const usualVersion = 'v25.0';
const fields = 'id,message,story,created_time,permalink_url,from{id,name}';

/** Facebook's own page, which every token may see the name of. */
const knownPage = 'facebook';

export function facebookGraph({ guard, maxPages = 3 }: FacebookGraph): Source {
  async function collect(term: Pick<Term, 'query' | 'since'>, errand: Errand): Promise<Collected> {
    const page = pageOf(term.query);
    if (page === null)
      return refusedRun(
        'bad_query',
        'Give the address, the name or the number of one public page: the Graph API holds no groups, profiles or listings.',
      );
    return walked(errand, `${page}/posts`, { fields, limit: String(perPage), ...sinceOf(term.since) }, maxPages);
  }

  async function walked(errand: Errand, node: string, asked: Record<string, string>, most: number): Promise<Collected> {
    const { access, turn, signal } = errand;
    const token = access.secrets.access_token;
    if (!token)
      return refusedRun(
        'auth_expired',
        'Facebook needs an access token: an administrator must enter it under Sources.',
      );
    const first = new URL(`https://${way.host}/${access.settings.version ?? usualVersion}/${node}`);
    first.search = new URLSearchParams(asked).toString();
    const headers = { authorization: `Bearer ${token}` };
    const { reachedEnd, ...collected } = await walk({
      first: first.href,
      maxPages: most,
      signal,
      parse: graphAnswer,
      read: (url) =>
        turn(way.host, signal, async () => safe(await ask(guard, { url, headers, secrets: [token], signal }))),
      following: (next) => after(first, next),
    });
    const whole = covered(collected.outcome);
    const detail = whole && !reachedEnd ? 'More posts were there than this run may read.' : collected.detail;
    return {
      ...collected,
      ...(detail !== undefined && { detail }),
      since: whole ? newest(collected) : null,
    };
  }

  return {
    ...way,
    collect,
    async test(errand) {
      const { since: _, ...seen } = await walked(
        errand,
        `${knownPage}/posts`,
        { fields: 'id,created_time', limit: '1' },
        1,
      );
      return tested({ ...seen, since: null });
    },
  };
}

/** A page's name or number as the Graph API takes it; null for what is no page. */
function pageOf(query: string): string | null {
  const plain = query.trim();
  if (/^(?:[1-9]\d{4,19}|[A-Za-z][A-Za-z0-9.]{4,49})$/.test(plain)) return plain;
  const named = identify(plain);
  if ('error' in named || named.platform !== 'facebook') return null;
  if (named.kind !== 'page' && named.kind !== 'profile') return null;
  return named.ids.owner_id ?? named.ids.vanity ?? null;
}

/** `since` is the moment of the newest post that was read, in epoch seconds. */
const sinceOf = (since: string | null): { since?: string } =>
  since !== null && /^\d{9,11}$/.test(since) ? { since } : {};

function newest({ posts }: Collected): string | null {
  const times = posts.flatMap((post) => (post.publishedAt === null ? [] : [Date.parse(post.publishedAt)]));
  return times.length === 0 ? null : String(Math.floor(Math.max(...times) / 1000));
}

function after(first: URL, next: string): string | null {
  const cursor = URL.parse(next)?.searchParams.get('after');
  if (!cursor) return null;
  const url = new URL(first);
  url.searchParams.set('after', cursor);
  return url.href;
}

/** Without the token that Facebook writes into its own addresses, and with the wait that it asks for where all clients look for it. */
function safe(payload: Required<Payload>): Payload {
  const body = payload.body.replace(/access_token=[^&"\\\s]+/g, 'access_token=(hidden)');
  const wait = payload.status >= 400 ? waitSeconds(payload.headers) : null;
  const asked = wait !== null && payload.headers['retry-after'] === undefined;
  return { ...payload, body, ...(asked && { headers: { ...payload.headers, 'retry-after': String(wait) } }) };
}

function graphAnswer(payload: Payload): Parsed {
  const value = answered(payload);
  if (value === null) return unreadable(payload, 'Facebook');
  const refused = refusal(value);
  if (refused) return refused;
  return (payload.status ?? 200) >= 400 ? unreadable(payload, 'Facebook') : parse('facebook', payload);
}
