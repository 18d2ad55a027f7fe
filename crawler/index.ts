/** The crawler's door: a term in, posts and an outcome out; an address in, evidence out. Knows no queue and no database. */
import { config } from '../config.ts';
import { PermanentError } from '../errors.ts';
import { makeCapture, type Capture } from './capture.ts';
import { facebookHosts } from './facebook/page.ts';
import { facebookSources } from './facebook/sources.ts';
import { googleHosts } from './google/serp.ts';
import { googleSources } from './google/sources.ts';
import { makeGuard } from './guard/guard.ts';
import { SwitchedOff } from './refused.ts';
import type { Turn } from './politeness.ts';
import { redirectorHosts } from './intake/redirectors.ts';
import { resolve, type Resolved } from './intake/resolve.ts';
import { makeRobots } from './guard/robots.ts';
import type { Collected, Errand, Reach, Source, Term } from './source.ts';
import type { Tested } from './tested.ts';
import { lookUp, type LookedUp } from './x/lookup.ts';
import { xSources } from './x/sources.ts';

export { captureWay, type Captured, type NotCaptured } from './capture.ts';
export type { Tested } from './tested.ts';
export type { LookedUp } from './x/lookup.ts';
export { SwitchedOff } from './refused.ts';
export { closeBrowser } from './browser/browser.ts';

const reach: Reach = (allowedHosts) =>
  makeGuard({ allowedHosts, demoInternet: config.demoInternet, demoSpki: config.demoSpki });

const guards = {
  google: reach(googleHosts),
  facebook: reach(facebookHosts),
  x: reach([new URL(config.x.apiBase).hostname]),
  web: reach(['*']),
  redirectors: reach(redirectorHosts),
};

/** One platform in a line. */
const all: readonly Source[] = [
  ...googleSources(reach),
  ...xSources(reach, config.x.apiBase),
  ...facebookSources(reach),
];

/** The source of this name; throws PermanentError for one that this version does not know. */
export function sourceOf(name: string): Source {
  const source = all.find((one) => one.name === name);
  if (!source) throw new PermanentError(`This version knows no source "${name}".`);
  return source;
}

/**
 * Crawls one term once through the named source. Whatever the platform answers is an outcome; throws only SwitchedOff,
 * PermanentError (an unknown source), RetryLaterError (the browser failed, the host is taken), or the signal's reason.
 */
export async function collect(name: string, term: Term, errand: Errand): Promise<Collected> {
  const source = sourceOf(name);
  if (!errand.access.on) throw new SwitchedOff(source);
  return source.collect(term, errand);
}

/**
 * Reads one post by its address through the named source. Ends and throws as `collect` does; PermanentError too for a source
 * that reads no single posts.
 */
export async function readPost(name: string, address: string, errand: Errand): Promise<Collected> {
  const source = sourceOf(name);
  if (!source.read) throw new PermanentError(`${name} reads no single posts.`);
  if (!errand.access.on) throw new SwitchedOff(source);
  return source.read(address, errand);
}

/** What became of posts of X, by their ids, with what `x-api` was given. Throws SwitchedOff, and what `lookUp` throws. */
export async function lookUpPosts(ids: readonly string[], errand: Errand): Promise<LookedUp> {
  if (!errand.access.on) throw new SwitchedOff(sourceOf('x-api'));
  return lookUp({ guard: guards.x, apiBase: config.x.apiBase }, ids, errand);
}

/** Asks the named source one cheap question: are its settings and secrets right? Throws as `collect` does. */
export const testSource = (name: string, errand: Errand): Promise<Tested> => sourceOf(name).test(errand);

/** Captures one address as evidence; hashing and filing are the caller's. */
export const capturePost: Capture = makeCapture({
  googleGuard: guards.google,
  facebookGuard: guards.facebook,
  xGuard: guards.x,
  webGuard: guards.web,
  robots: makeRobots(guards.web),
  apiBase: config.x.apiBase,
});

/** Where a share link or a shortener leads, by its redirects alone. Throws as `resolve` does. */
export const resolveLink = (address: string, signal: AbortSignal, turn: Turn): Promise<Resolved> =>
  resolve(address, signal, { guard: guards.redirectors, turn });
