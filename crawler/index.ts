/** The crawler's door: a term in, posts and an outcome out; an address in, evidence out. Knows no queue and no database. */
import { config } from '../config.ts';
import { makeCapture } from './capture.ts';
import { facebookHosts, facebookPage } from './facebook/page.ts';
import { googleHosts, googleSerp } from './google/serp.ts';
import { makeGuard, type Guard } from './guard.ts';
import { makeTurns } from './politeness.ts';
import { makeRobots } from './robots.ts';
import type { Collected, Platform, Source, Term } from './source.ts';
import { xApi } from './x/api.ts';

export type { Captured, NotCaptured } from './capture.ts';
export { closeBrowser } from './browser.ts';

const guardOf = (allowedHosts: readonly string[]): Guard =>
  makeGuard({ allowedHosts, demoInternet: config.demoInternet, demoSpki: config.demoSpki });

const guards = {
  google: guardOf(googleHosts),
  facebook: guardOf(facebookHosts),
  x: guardOf([new URL(config.x.apiBase).hostname]),
  web: guardOf(['*']),
};

/** A request to a host every three seconds at most; the demo's hosts are ours and may be asked faster. */
const turn = makeTurns(config.demoInternet ? 20 : 3_000);
const on = (platform: Platform): boolean => config.publicPages.includes(platform);

export const sources: Record<Platform, Source> = {
  google: googleSerp({ guard: guards.google, turn, switchedOn: on('google') }),
  x: xApi({ guard: guards.x, turn, ...config.x }),
  facebook: facebookPage({ guard: guards.facebook, turn, switchedOn: on('facebook') }),
};

/**
 * Crawls one term once. Whatever the platform answers is an outcome; throws only PermanentError (a source that is
 * switched off), RetryLaterError (the browser failed), or the signal's reason.
 */
export const collect = (term: Term, signal: AbortSignal): Promise<Collected> =>
  sources[term.platform].collect(term, signal);

/** Captures one address as evidence; hashing and filing are the caller's. */
export const capturePost = makeCapture({
  googleGuard: guards.google,
  facebookGuard: guards.facebook,
  xGuard: guards.x,
  webGuard: guards.web,
  robots: makeRobots(guards.web),
  turn,
  x: config.x,
  publicPages: config.publicPages,
});
