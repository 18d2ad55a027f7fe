/** X API v2, recent search: the last seven days, newest first, paid per post read. */
import type { Guard } from '../guard/guard.ts';
import { phrase, refusedRun } from '../refused.ts';
import type { Collected, Errand, Source, Term } from '../source.ts';
import { tested } from '../tested.ts';
import { identify } from '../url.ts';
import { postUrl, withoutToken } from './endpoint.ts';
import { lookUp } from './lookup.ts';
import { readMark, writeMark, type Gap, type Mark } from './mark.ts';
import { pageSize, searching, type Searched } from './search.ts';
import { xApiWay } from './ways.ts';

export interface XApi {
  guard: Guard;
  apiBase: string;
  /** Of a hundred posts each: the spend of one run is bounded by this. */
  maxPages?: number;
}

/** Longest query for self-serve access, in characters (docs.x.com, 2026-11; enterprise: 4096). */
const longestQuery = 512;

/** Words that nobody posts together: a test of the connection finds nothing, and nothing is billed. */
const unheardOf = '"vigía comprueba su conexión con esta frase"';

export function xApi({ guard, apiBase, maxPages = 5 }: XApi): Source {
  async function collect(term: Term, { access, turn, signal }: Errand): Promise<Collected> {
    const asked = phrase(term.query, longestQuery, 'X');
    if ('refused' in asked) return asked.refused;
    const bearerToken = access.secrets.bearer_token;
    if (!bearerToken) return refusedRun('auth_expired', withoutToken);
    const most = Math.min(term.mostPosts ?? Infinity, maxPages * pageSize.most);
    if (most < pageSize.least) return refusedRun('quota_exhausted', 'The budget of this term has no room for a page.');
    const search = searching({ guard, apiBase, bearerToken, turn, signal }, asked.query);
    const mark = readMark(term.since);
    const fresh = await search({ since: mark.newest, until: null }, most);
    const room = most - fresh.read;
    // What an earlier run had no room for, once there is nothing newer left to read.
    const goOn = fresh.isWhole && fresh.reachedEnd && mark.gap && room >= pageSize.least;
    return joined(mark, fresh, goOn ? await search(mark.gap!, room) : null, most);
  }
  async function read(address: string, errand: Errand): Promise<Collected> {
    const named = identify(address);
    if ('error' in named || named.platform !== 'x' || named.kind !== 'post' || named.ids.post_id === undefined)
      return refusedRun('bad_query', 'This is not the address of one post of X.');
    const id = named.ids.post_id;
    const { found, states, detail, retryAfterMs } = await lookUp({ guard, apiBase }, [id], errand);
    const outcome = states.get(id)!;
    const page = {
      url: postUrl(apiBase, id),
      outcome,
      ...(detail !== undefined && { detail }),
      organic: found.length,
      ads: 0,
    };
    return {
      outcome,
      ...(detail !== undefined && { detail }),
      posts: found,
      pages: [page],
      since: null,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    };
  }
  return {
    ...xApiWay,
    collect,
    read,
    async test(errand) {
      const term: Term = { platform: 'x', query: unheardOf, gl: 'us', hl: 'es', since: null, mostPosts: 10 };
      return tested(await collect(term, errand));
    },
  };
}

/** The run as a whole, and the mark for the next: what there was no room for stays open as a gap. */
function joined(mark: Mark, fresh: Searched, older: Searched | null, most: number): Collected {
  const last = older ?? fresh;
  const posts = [...fresh.collected.posts, ...(older?.collected.posts ?? [])];
  const pages = [...fresh.collected.pages, ...(older?.collected.pages ?? [])];
  const outcome = last.isWhole && posts.length > 0 ? 'ok' : last.collected.outcome;
  const gap = gapAfter(mark, fresh, older);
  const detail =
    last.isWhole && gap
      ? `More posts were there than this run may read (${most}); the next ones go on with them.`
      : last.collected.detail;
  return {
    ...last.collected,
    outcome,
    posts,
    pages,
    ...(detail !== undefined && { detail }),
    // After a fault the old mark stays, so that the next run fetches what this one did not reach.
    since: last.isWhole ? writeMark({ newest: fresh.newest ?? mark.newest, gap }) : null,
  };
}

function gapAfter(mark: Mark, fresh: Searched, older: Searched | null): Gap | null {
  // One gap at most: two that are open are read as one, and what lies between them is met again.
  if (!fresh.reachedEnd && fresh.oldest) return { since: mark.gap ? mark.gap.since : mark.newest, until: fresh.oldest };
  if (!older || !mark.gap) return mark.gap;
  return older.reachedEnd ? null : { ...mark.gap, until: older.oldest ?? mark.gap.until };
}
