/** The crawler's door: a term in, posts and an outcome out; an address in, evidence out. Knows no queue and no database. */
import { config } from '../config.ts';
import { PermanentError } from '../errors.ts';
import { makeCapture, type Capture } from './capture.ts';
import { facebookHosts, facebookPage } from './facebook/page.ts';
import { googleHosts, googleSerp } from './google/serp.ts';
import { makeGuard, type Guard } from './guard.ts';
import { SwitchedOff } from './refused.ts';
import type { Turn } from './politeness.ts';
import { redirectorHosts } from './redirectors.ts';
import { resolve, type Resolved } from './resolve.ts';
import { makeRobots } from './robots.ts';
import type { Collected, Errand, Source, Term } from './source.ts';
import type { Tested } from './tested.ts';
import { xApi } from './x/api.ts';

export type { Captured, NotCaptured } from './capture.ts';
export type { Tested } from './tested.ts';
export { SwitchedOff } from './refused.ts';
export { closeBrowser } from './browser.ts';

const guardOf = (allowedHosts: readonly string[]): Guard =>
  makeGuard({ allowedHosts, demoInternet: config.demoInternet, demoSpki: config.demoSpki });

const guards = {
  google: guardOf(googleHosts),
  facebook: guardOf(facebookHosts),
  x: guardOf([new URL(config.x.apiBase).hostname]),
  web: guardOf(['*']),
  redirectors: guardOf(redirectorHosts),
};

/** One way in a line. */
const all: readonly Source[] = [
  googleSerp({ guard: guards.google }),
  xApi({ guard: guards.x, apiBase: config.x.apiBase }),
  facebookPage({ guard: guards.facebook }),
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
