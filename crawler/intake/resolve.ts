/**
 * Where a share link or a shortener leads, told by its redirects alone. Each hop is asked with HEAD and not followed: its
 * Location is read, identified, and the next hop asked only when it is a redirector again. The page at the end is never opened.
 */
import { FetchFailed, guardedFetch } from '../guard/fetch.ts';
import { AddressRefused, type Guard } from '../guard/guard.ts';
import { isPublicPlace } from '../guard/place.ts';
import { retryAfterMs, type Turn } from '../politeness.ts';
import { needsNetwork } from './redirectors.ts';
import type { Outcome } from '../source.ts';
import { identify, type Named } from '../url.ts';
import { networkFault } from '../walk.ts';

export const mostHops = 5;

export type Resolved =
  | { outcome: 'ok'; named: Named; hops: string[] }
  | { outcome: Exclude<Outcome, 'ok'>; problem: ResolveProblem; hops: string[]; retryAfterMs?: number };

/** Why no post is known at the end of the way. */
export const resolveProblems = [
  'not_a_redirector',
  'leads_nowhere',
  'leads_in_circles',
  'leads_too_far',
  'leads_inside',
  'leads_to_login',
  'busy',
  'gone',
  'unreachable',
] as const;
export type ResolveProblem = (typeof resolveProblems)[number];

export interface Resolving {
  /** Reaches the hosts of `redirectorHosts` and no other. */
  guard: Guard;
  turn: Turn;
}

interface Answer {
  location: string | null;
  status: number;
  headers: Record<string, string>;
}

/**
 * Asks where `address` leads, over at most five hops. Never throws for what the network does: that is an outcome.
 * Throws the signal's
 * reason, and RetryLaterError when the host is taken.
 */
export async function resolve(address: string, signal: AbortSignal, { guard, turn }: Resolving): Promise<Resolved> {
  const hops: string[] = [];
  const ended = (outcome: Exclude<Outcome, 'ok'>, problem: ResolveProblem): Resolved => ({ outcome, problem, hops });
  const first = identify(address);
  if ('error' in first || !needsNetwork(address)) return ended('bad_query', 'not_a_redirector');
  let at = first.canonicalUrl;
  for (;;) {
    if (hops.length >= mostHops) return ended('network_error', 'leads_too_far');
    hops.push(at);
    let answer: Answer;
    try {
      answer = await ask(at, signal, guard, turn);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof AddressRefused) return ended('bad_query', 'leads_inside');
      if (error instanceof FetchFailed || networkFault(error) !== null) return ended('network_error', 'unreachable');
      throw error;
    }
    if (answer.status === 429) {
      const wait = retryAfterMs(answer.status, answer.headers);
      return { outcome: 'rate_limited', problem: 'busy', hops, ...(wait !== undefined && { retryAfterMs: wait }) };
    }
    if (answer.status === 404 || answer.status === 410) return ended('not_available', 'gone');
    const next = answer.location === null ? null : URL.parse(answer.location, at);
    if (!next) return ended(answer.status >= 500 ? 'network_error' : 'not_available', 'leads_nowhere');
    const named = identify(next.href);
    if ('error' in named || !isPublicPlace(named.canonicalUrl)) return ended('bad_query', 'leads_inside');
    if (named.kind === 'home') return ended('login_wall', 'leads_to_login');
    if (!needsNetwork(named.canonicalUrl)) {
      const { input: _, ...found } = named;
      return { outcome: 'ok', named: found, hops };
    }
    if (hops.includes(named.canonicalUrl)) {
      // A sign-in page that would go on to where we come from.
      if (/^\/(?:login|checkpoint)/.test(next.pathname)) return ended('login_wall', 'leads_to_login');
      return ended('network_error', 'leads_in_circles');
    }
    at = named.canonicalUrl;
  }
}

/** HEAD; a host that does not know HEAD is asked with GET, of which only the headers count. */
async function ask(address: string, signal: AbortSignal, guard: Guard, turn: Turn): Promise<Answer> {
  const { host } = new URL(address);
  const options = { signal, follow: false, timeoutMs: 15_000, maxBytes: 2_000_000 } as const;
  const asked = (method: 'HEAD' | 'GET') =>
    turn(host, signal, () => guardedFetch(guard, address, { ...options, method }));
  let answer = await asked('HEAD');
  if (answer.status === 405 || answer.status === 501) answer = await asked('GET');
  const { status, headers } = answer;
  const leads = status >= 300 && status <= 399;
  return { location: leads ? (headers['location'] ?? null) : null, status, headers };
}
