/**
 * One Chromium per process, started on first use. Tabs are lent for a run and taken back: each run has a context, a proxy
 * and a tab of its own, so nothing it stored or opened outlives it. A browser that crashes or hangs is replaced, and after
 * some hundreds of pages a fresh one takes over.
 */
import type { BrowserContext } from 'puppeteer';
import { log } from '../log.ts';
import type { Guard } from './guard.ts';
import { openProxy, type Proxy } from './proxy.ts';
import { alive, end, kill, launch, stopped, type Running } from './running.ts';
import { openTab, tabGone, tabLimits, within, type Tab, type TabLimits } from './tab.ts';

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

const pagesPerBrowser = 300;
/** After a stop, `use` has this long to hand over what it already holds. */
const handOverMs = 2_000;

/** One in production; tests against several demo internets have one for each key. */
const current = new Map<string, Promise<Running>>();

/**
 * Lends a tab to `use` and takes it back, whatever happens. Throws the signal's reason when it fires, RetryLaterError
 * when the browser itself failed, and whatever `use` throws.
 */
export async function withPage<T>(use: (tab: LentTab) => Promise<T>, options: LendOptions): Promise<T> {
  const { guard, signal } = options;
  signal.throwIfAborted();
  const proxy = await openProxy(guard);
  try {
    const running = await borrow(guard.demo?.spki ?? '');
    try {
      return await lend(running, proxy, use, options);
    } catch (error) {
      signal.throwIfAborted();
      throw alive(running) ? error : stopped();
    } finally {
      await giveBack(running);
    }
  } finally {
    await proxy.close();
  }
}

/** Closes the browsers of this process; the next page starts a fresh one. */
export async function closeBrowser(): Promise<void> {
  const all = [...current.values()];
  current.clear();
  for (const running of await Promise.allSettled(all)) if (running.status === 'fulfilled') await end(running.value);
}

async function lend<T>(
  running: Running,
  proxy: Proxy,
  use: (tab: LentTab) => Promise<T>,
  { guard, signal, language = 'es-MX', userAgent = running.userAgent, limits = {} }: LendOptions,
): Promise<T> {
  const context = await openContext(running, proxy);
  const aborted = Promise.withResolvers<never>();
  let timer: NodeJS.Timeout | undefined;
  const abort = () => {
    // The tab is closed under `use`: what it is waiting for fails at once.
    context.close().catch(tabGone);
    timer = setTimeout(() => aborted.reject(signal.reason), handOverMs);
  };
  async function work(): Promise<T> {
    signal.throwIfAborted();
    const options = { guard, proxy, userAgent, language, limits: { ...tabLimits, ...limits } };
    const tab = await openTab(context, options);
    const visit: Tab['visit'] = (address) => {
      running.visits += 1;
      return tab.visit(address);
    };
    return use({ ...tab, visit, browser: running.name });
  }
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work(), aborted.promise, running.death]);
  } finally {
    signal.removeEventListener('abort', abort);
    clearTimeout(timer);
    await takeBack(running, context);
  }
}

async function openContext(running: Running, proxy: Proxy): Promise<BrowserContext> {
  try {
    return await within(
      20_000,
      running.browser.createBrowserContext({
        proxyServer: proxy.address,
        proxyBypassList: ['<-loopback>'],
        downloadBehavior: { policy: 'deny' },
      }),
    );
  } catch (error) {
    kill(running);
    throw error;
  }
}

async function borrow(spki: string): Promise<Running> {
  let starting = current.get(spki);
  if (!starting) {
    starting = launch(spki);
    current.set(spki, starting);
    starting.catch(() => forget(spki, starting!));
  }
  const running = await starting;
  if (running.retired || !alive(running)) {
    forget(spki, starting);
    return borrow(spki);
  }
  running.lent += 1;
  return running;
}

function forget(spki: string, starting: Promise<Running>): void {
  if (current.get(spki) === starting) current.delete(spki);
}

/** A context that will not close belongs to a browser that hangs: the whole of it is ended. */
async function takeBack(running: Running, context: BrowserContext): Promise<void> {
  if (!alive(running) || context.closed) return;
  try {
    await within(5_000, context.close());
  } catch {
    if (!alive(running)) return;
    log.warn('the browser hangs and is replaced');
    kill(running);
  }
}

async function giveBack(running: Running): Promise<void> {
  running.lent -= 1;
  if (running.visits >= pagesPerBrowser) running.retired = true;
  if (running.retired && running.lent === 0) await end(running);
}
