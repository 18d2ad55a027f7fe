/** One running Chromium of this process: how it is started, watched and ended. */
import type { Browser, CDPSession } from 'puppeteer';
import { RetryLaterError } from '../../errors.ts';
import type { Booth } from './booth.ts';
import { launchChromium } from './chromium.ts';
import { makeGuard } from '../guard/guard.ts';
import { forgetBrowser, noteBrowser, reapOrphans } from './orphans.ts';
import { openProxy } from '../guard/proxy.ts';
import { within } from './visit.ts';

export interface Running {
  browser: Browser;
  /** Product and version. */
  name: string;
  userAgent: string;
  /** Speaks to the browser itself, not to a tab. */
  session: CDPSession;
  /** Emptied booths, each waiting for the next run of its source. */
  kept: { source: string; booth: Booth; expiry: NodeJS.Timeout }[];
  /** Booths that are out. */
  lent: number;
  /** Pages since it started. */
  visits: number;
  /** Lends no more; ends when the last one is back. */
  retired: boolean;
  /** Rejects when its process has ended. Sooner than the pipe tells, which its children may hold open for a while. */
  death: Promise<never>;
}

/**
 * Starts a browser that reaches nothing but through the proxies of its contexts. `spki` is the one key that is trusted
 * beside the public certificates, or empty.
 */
export async function launch(spki: string): Promise<Running> {
  reapOrphans();
  // What belongs to no run (the browser's own calls home) meets a proxy that lets nothing through.
  const nowhere = await openProxy(makeGuard({ allowedHosts: [] }));
  try {
    const browser = await launchChromium([
      `--proxy-server=${nowhere.address}`,
      '--proxy-bypass-list=<-loopback>',
      '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
      '--webrtc-ip-handling-policy=disable_non_proxied_udp',
      '--disable-quic',
      '--dns-prefetch-disable',
      // No name is ever looked up by the browser itself: only the guard asks.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      '--deny-permission-prompts',
      // A page that a script leads to is never shown before it is visited, and no script opens windows.
      '--disable-features=Prerender2',
      '--block-new-web-contents',
      // Megabytes of script memory for a page; more ends its tab.
      '--js-flags=--max-old-space-size=1024',
      '--disable-component-update',
      '--disable-domain-reliability',
      '--mute-audio',
      ...(spki ? [`--ignore-certificate-errors-spki-list=${spki}`] : []),
    ]);
    const kept: Running['kept'] = [];
    const death = watch(browser, () => {
      void nowhere.close();
      // What they held of the browser is gone; their proxies are not.
      for (const { booth, expiry } of kept.splice(0)) {
        clearTimeout(expiry);
        void booth.close().catch(() => undefined);
      }
    });
    const userAgent = `${await browser.userAgent()} Vigia/0.1`;
    const name = await browser.version();
    const session = await browser.target().createCDPSession();
    return { browser, name, userAgent, session, kept, lent: 0, visits: 0, retired: false, death };
  } catch (error) {
    await nowhere.close();
    throw diedAtBirth(error) ? stopped() : error;
  }
}

/** Killed, or too slow on a machine that is too busy: another one may do better. */
const diedAtBirth = (error: unknown): boolean =>
  error instanceof Error && ['TargetCloseError', 'ProtocolError', 'TimeoutError'].includes(error.name);

function watch(browser: Browser, gone: () => void): Promise<never> {
  const death = Promise.withResolvers<never>();
  death.promise.catch(() => undefined); // nobody may be waiting for it
  browser.once('disconnected', () => death.reject(stopped()));
  const child = browser.process();
  if (child?.pid === undefined) throw new Error('the browser has no process of its own');
  const { pid } = child;
  noteBrowser(pid);
  child.once('exit', () => {
    forgetBrowser(pid);
    death.reject(stopped());
    gone();
  });
  return death.promise;
}

export function alive({ browser }: Running): boolean {
  const child = browser.process();
  return browser.connected && child?.exitCode === null && child.signalCode === null;
}

export const stopped = (): RetryLaterError =>
  new RetryLaterError('The browser stopped while it read a page; another one takes over.', 5_000);

/** Closes it; one that does not answer is killed. */
export async function end(running: Running): Promise<void> {
  try {
    await within(10_000, running.browser.close());
  } catch {
    kill(running);
  }
}

export function kill(running: Running): void {
  running.retired = true;
  running.browser.process()?.kill('SIGKILL');
}
