/**
 * One Chromium per process, started on first use. Pages are lent for a run and taken back: each run has a context, a
 * proxy and a tab of its own, so nothing it stored or opened outlives it. A browser that crashes or hangs is replaced,
 * and after some hundreds of pages a fresh one takes over.
 */
import type { Browser, BrowserContext } from 'puppeteer';
import { RetryLaterError } from '../errors.ts';
import { log } from '../log.ts';
import { launchChromium } from './chromium.ts';
import { makeGuard, type Guard } from './guard.ts';
import { forgetBrowser, noteBrowser, reapOrphans } from './orphans.ts';
import { openProxy } from './proxy.ts';
import { openTab, tabLimits, within, type Tab, type TabLimits } from './tab.ts';

export interface LendOptions {
  guard: Guard;
  signal: AbortSignal;
  /** BCP 47; Spanish of Mexico unless told otherwise. */
  language?: string;
  userAgent?: string;
  limits?: Partial<TabLimits>;
}

export interface LentTab extends Tab {
  /** Name and version of the browser, for the custody record. */
  browser: string;
}

interface Running {
  browser: Browser;
  /** Product and version. */
  name: string;
  userAgent: string;
  lent: number;
  /** Pages since it started. */
  visits: number;
  /** Lends no more tabs; ends when the last one is back. */
  retired: boolean;
  /** Rejects when its process has ended. Sooner than the pipe tells, which its children may hold open for a while. */
  death: Promise<never>;
}

const pagesPerBrowser = 300;

/** One in production; tests against several demo internets have one for each key. */
const current = new Map<string, Promise<Running>>();

/**
 * Lends a tab to `use` and takes it back, whatever happens. Throws the signal's reason when it fires, RetryLaterError
 * when the browser itself failed, and whatever `use` throws.
 */
export async function withPage<T>(use: (tab: LentTab) => Promise<T>, options: LendOptions): Promise<T> {
  const { guard, signal, language = 'es-MX', limits = {} } = options;
  signal.throwIfAborted();
  const running = await borrow(guard.demo?.spki ?? '');
  const proxy = await openProxy(guard);
  let context: BrowserContext | undefined;
  const aborted = Promise.withResolvers<never>();
  // The tab is closed under `use`, which then has a moment to hand over what it already holds.
  const abort = () => {
    proxy.close().then(
      () => setTimeout(() => aborted.reject(signal.reason), 2_000),
      (error: unknown) => aborted.reject(error),
    );
    context?.close().catch((error: unknown) => log.debug({ error }, 'the tab was gone already'));
  };
  signal.addEventListener('abort', abort, { once: true });

  async function lend(): Promise<T> {
    context = await within(
      20_000,
      running.browser.createBrowserContext({
        proxyServer: proxy.address,
        proxyBypassList: ['<-loopback>'],
        downloadBehavior: { policy: 'deny' },
      }),
    );
    const tab = await openTab(context, {
      guard,
      proxy,
      userAgent: options.userAgent ?? running.userAgent,
      language,
      limits: { ...tabLimits, ...limits },
    });
    const visit: Tab['visit'] = (address) => {
      running.visits += 1;
      return tab.visit(address);
    };
    return use({ ...tab, visit, browser: running.name });
  }

  try {
    return await Promise.race([lend(), aborted.promise, running.death]);
  } catch (error) {
    signal.throwIfAborted();
    if (!alive(running)) throw stopped();
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
    await proxy.close();
    if (context) await takeBack(running, context);
    await giveBack(running);
  }
}

/** Closes the browsers of this process; the next page starts a fresh one. */
export async function closeBrowser(): Promise<void> {
  const all = [...current.values()];
  current.clear();
  for (const running of await Promise.allSettled(all)) if (running.status === 'fulfilled') await end(running.value);
}

async function borrow(spki: string): Promise<Running> {
  let starting = current.get(spki);
  if (!starting) {
    starting = launch(spki);
    current.set(spki, starting);
    starting.catch(() => forget(starting!));
  }
  const running = await starting;
  if (running.retired || !alive(running)) {
    forget(starting);
    return borrow(spki);
  }
  running.lent += 1;
  return running;
}

async function giveBack(running: Running): Promise<void> {
  running.lent -= 1;
  if (running.visits >= pagesPerBrowser) running.retired = true;
  if (running.retired && running.lent === 0) await end(running);
}

function forget(starting: Promise<Running>): void {
  for (const [key, one] of current) if (one === starting) current.delete(key);
}

async function launch(spki: string): Promise<Running> {
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
      '--disable-component-update',
      '--disable-domain-reliability',
      '--mute-audio',
      ...(spki ? [`--ignore-certificate-errors-spki-list=${spki}`] : []),
    ]);
    const death = Promise.withResolvers<never>();
    death.promise.catch(() => undefined); // nobody may be waiting
    const ended = () => death.reject(stopped());
    browser.once('disconnected', ended);
    const child = browser.process();
    if (child?.pid !== undefined) {
      const { pid } = child;
      noteBrowser(pid);
      child.once('exit', () => {
        forgetBrowser(pid);
        ended();
        void nowhere.close();
      });
    }
    const userAgent = `${await browser.userAgent()} Vigia/0.1`;
    return {
      browser,
      name: await browser.version(),
      userAgent,
      lent: 0,
      visits: 0,
      retired: false,
      death: death.promise,
    };
  } catch (error) {
    await nowhere.close();
    throw error;
  }
}

function alive({ browser }: Running): boolean {
  const child = browser.process();
  return browser.connected && child?.exitCode === null && child.signalCode === null;
}

const stopped = (): RetryLaterError =>
  new RetryLaterError('The browser stopped while it read a page; another one takes over.', 5_000);

/** A context that will not close belongs to a browser that hangs: the whole of it is ended. */
async function takeBack(running: Running, context: BrowserContext): Promise<void> {
  if (!alive(running)) return;
  try {
    await within(5_000, context.close());
  } catch {
    if (!alive(running)) return;
    log.warn('the browser hangs and is replaced');
    kill(running);
  }
}

async function end(running: Running): Promise<void> {
  try {
    await within(10_000, running.browser.close());
  } catch {
    kill(running);
  }
}

function kill(running: Running): void {
  running.retired = true;
  running.browser.process()?.kill('SIGKILL');
}
