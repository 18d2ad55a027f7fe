/**
 * A booth: a browser context with a proxy and a tab of its own, in which one run works at a time. A tab that a page has spoilt
 * is replaced for the next visit. A booth that nobody spoilt can be emptied of all that pages stored and lent again.
 */
import type { Browser, BrowserContext } from 'puppeteer';
import type { Guard } from '../guard/guard.ts';
import { openProxy, type Proxy } from '../guard/proxy.ts';
import { tabGone, type Speech } from './tab-setup.ts';
import { openTab, type OwnTab, type Tab } from './tab.ts';
import { within, type TabLimits } from './visit.ts';

export interface Booth extends Tab {
  guard: Guard;
  /** For the next run: what its visits may cost, as whom it speaks. */
  prepare(limits: TabLimits, speech: Speech): Promise<void>;
  /** Empties the booth; false when it may not be lent again. */
  clear(): Promise<boolean>;
  /** True once the context is closed. */
  closed(): boolean;
  /** Closes tab, context and proxy. Throws VisitFailed when the browser does not answer. */
  close(): Promise<void>;
}

/** All that pages can store. Not `all`, which also clears compiled shaders, at the price of a third of a page. */
const stored = [
  'cookies',
  'local_storage',
  'indexeddb',
  'cache_storage',
  'service_workers',
  'file_systems',
  'websql',
  'interest_groups',
  'shared_storage',
  'storage_buckets',
].join(',');

/** Throws when the browser does not answer within 20 s. */
export async function openBooth(browser: Browser, guard: Guard): Promise<Booth> {
  const proxy = await openProxy(guard);
  try {
    const context = await within(
      20_000,
      browser.createBrowserContext({
        proxyServer: proxy.address,
        proxyBypassList: ['<-loopback>'],
        downloadBehavior: { policy: 'deny' },
      }),
    );
    return boothOf(context, guard, proxy);
  } catch (error) {
    await proxy.close();
    throw error;
  }
}

function boothOf(context: BrowserContext, guard: Guard, proxy: Proxy): Booth {
  let tab: OwnTab | undefined;
  let limits: TabLimits;
  let speech: Speech | undefined;
  let spoken = '';
  let spoilt = false;

  async function tidyTab(): Promise<OwnTab> {
    if (tab?.spoilt()) {
      spoilt = true;
      tab.close().catch(tabGone);
      tab = undefined;
    }
    if (!tab) {
      tab = await openTab(context, guard, proxy, limits);
      spoken = '';
    }
    tab.limit(limits);
    const saying = JSON.stringify(speech);
    if (spoken !== saying) await tab.speak(speech!);
    spoken = saying;
    return tab;
  }
  const current = (): OwnTab => {
    if (!tab) throw new Error('no page was visited yet');
    return tab;
  };

  return {
    guard,
    async prepare(nextLimits, nextSpeech) {
      limits = nextLimits;
      speech = nextSpeech;
      await tidyTab();
    },
    visit: async (address) => (await tidyTab()).visit(address),
    screenshot: () => current().screenshot(),
    visibleText: () => current().visibleText(),
    protocol: () => current().protocol(),
    async clear() {
      if (spoilt || !tab || tab.spoilt()) return false;
      await tab.leave();
      const { session } = tab;
      await Promise.all([
        // Every origin, with its partitions and the tab's session storage.
        session.send('Storage.clearDataForOrigin', { origin: '*', storageTypes: stored }),
        session.send('Network.clearBrowserCache'),
      ]);
      // A window or a worker that outlived its page.
      return !tab.spoilt() && context.targets().length === 1;
    },
    closed: () => context.closed,
    async close() {
      try {
        if (!context.closed) await within(5_000, context.close());
      } finally {
        await proxy.close();
      }
    },
  };
}
