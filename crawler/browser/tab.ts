/** A tab: it visits addresses within limits and hands back what it saw. */
import type { BrowserContext, CDPSession, HTTPResponse, Page } from 'puppeteer';
import { documentReader } from './document.ts';
import type { Guard } from '../guard/guard.ts';
import type { Proxy } from '../guard/proxy.ts';
import { dressTab, speakAs, tabGone, viewport, type Speech } from './tab-setup.ts';
import { VisitFailed, within, type TabLimits, type Visit } from './visit.ts';

export { viewport } from './tab-setup.ts';
export { VisitFailed, type Visit } from './visit.ts';

export interface Tab {
  /** Throws AddressRefused before anything is asked for, VisitFailed when the page cannot be had within the limits. */
  visit(address: string | URL): Promise<Visit>;
  /** PNG of the page from its top, as wide as the viewport, cut at 8,000 px. */
  screenshot(): Promise<Uint8Array>;
  /** The text a reader sees. */
  visibleText(): Promise<string>;
  /** A session of one's own on the page, for crawler/browser/snapshot.ts: what it buffers and emulates is not the tab's. */
  protocol(): Promise<CDPSession>;
}

export interface OwnTab extends Tab {
  /** What the next visits may cost. */
  limit(limits: TabLimits): void;
  /** As whom and in which language pages are asked for. */
  speak(speech: Speech): Promise<void>;
  /** Whether a page did what no page should (a crash, a limit, a dialog, a window): such a tab is not used again. */
  spoilt(): boolean;
  /** Leaves the page, with its scripts, its history and its window's name. */
  leave(): Promise<void>;
  /** For the storage of its context. */
  session: CDPSession;
  close(): Promise<void>;
}

const screenshotHeight = 8_000;
const mostDialogs = 20;
/** A page whose loading has ended without its end being read may still be leading on; after this it is not. */
const leadOnMs = 1_000;

export async function openTab(context: BrowserContext, guard: Guard, proxy: Proxy, first: TabLimits): Promise<OwnTab> {
  const page = await context.newPage();
  const session = await page.createCDPSession();
  let passwordKnown: (() => Promise<void>) | null = await answerProxy(session, proxy);
  const reader = await documentReader(session);

  let limits = first;
  let spoilt = false;
  let dialogs = 0;
  let decoded = 0;
  let documents: HTTPResponse[] = [];
  let torn = Promise.withResolvers<never>();
  let failure = Promise.withResolvers<never>();

  function fail(sentence: string): void {
    spoilt = true;
    failure.reject(new VisitFailed(sentence));
  }
  const limitMet = (sentence: string): void => {
    fail(sentence);
    proxy.cut();
  };

  await dressTab(page, session);
  page.on('dialog', (dialog) => {
    spoilt = true;
    dialogs += 1;
    if (dialogs > mostDialogs) fail('The page keeps opening dialogs.');
    // To stay on a page is what a dialog before leaving it asks for.
    const answer = dialog.type() === 'beforeunload' ? dialog.accept() : dialog.dismiss();
    answer.catch(tabGone);
  });
  page.on('popup', (popup) => {
    spoilt = true;
    popup?.close().catch(tabGone);
  });
  page.on('response', (response) => {
    if (!response.request().isNavigationRequest() || response.frame() !== page.mainFrame()) return;
    documents.push(response);
    if (documents.length > limits.hops) limitMet(`The page led on more than ${limits.hops} times.`);
  });
  // Chromium shows what came of a document that broke off: it would pass for a page with fewer posts.
  page.on('requestfailed', (request) => {
    if (documents.at(-1)?.request() === request) torn.reject(halfThere());
  });
  page.on('frameattached', () => {
    if (page.frames().length > limits.frames) limitMet(`The page has more than ${limits.frames} frames.`);
  });
  page.on('error', () => fail('The page crashed its tab, or took too much memory.'));
  session.on('Network.dataReceived', ({ dataLength }) => {
    decoded += dataLength;
    if (decoded > limits.decodedBytes && decoded - dataLength <= limits.decodedBytes)
      limitMet(`The page is larger than ${Math.round(limits.decodedBytes / 1e6)} MB.`);
  });

  async function load(url: URL): Promise<Visit> {
    documents = [];
    decoded = 0;
    dialogs = 0;
    torn = Promise.withResolvers<never>();
    torn.promise.catch(() => undefined); // what `goto` says of it first is the better sentence
    proxy.allow(limits.bytes, () => fail(`The page is larger than ${Math.round(limits.bytes / 1e6)} MB.`));
    try {
      await mainDocument(url);
      await passwordKnown?.();
      passwordKnown = null;
      await Promise.race([settle(page, limits.settleMs), torn.promise]);
    } catch (error) {
      throw ledAway() ? refusedOnTheWay() : explained(error, proxy, limits);
    }
    const at = new Date();
    const last = documents.at(-1);
    if (ledAway()) throw refusedOnTheWay();
    const final = URL.parse(page.url());
    if (!last || !final?.protocol.startsWith('http')) throw new VisitFailed('The address did not lead to a page.');
    const body = await reader.markup(limits);
    return {
      body,
      url: final.href,
      status: last.status(),
      headers: last.headers(),
      at,
      redirectChain: documents.slice(0, -1).map((response) => response.url()),
    };
  }

  /** Whether the proxy refused the host that the tab ended at: what is shown then is the proxy's answer. */
  function ledAway(): boolean {
    const last = documents.at(-1);
    return last !== undefined && proxy.refused().has(new URL(last.url()).hostname);
  }

  /** Waits for the main document alone: Puppeteer would wait for every frame, and a stuck advertisement would cost the page. */
  async function mainDocument(url: URL): Promise<void> {
    const until = performance.now() + limits.loadMs;
    const ready = Promise.withResolvers<void>();
    const parsed = () => ready.resolve();
    // A script that leads to an app (`whatsapp:`) ends the loading half-way, and nothing more would be told.
    let brokenOff: NodeJS.Timeout | undefined;
    const stopped = ({ frameId }: { frameId: string }) => {
      if (frameId === reader.frameId) brokenOff = setTimeout(() => torn.reject(halfThere()), leadOnMs);
    };
    const started = () => clearTimeout(brokenOff);
    session.on('Page.frameStoppedLoading', stopped);
    session.on('Page.frameStartedLoading', started);
    page.once('domcontentloaded', parsed);
    try {
      await page.goto(url.href, { waitUntil: [], timeout: limits.loadMs });
      await within(until - performance.now(), Promise.race([ready.promise, torn.promise]), tooSlow(limits));
    } finally {
      clearTimeout(brokenOff);
      session.off('Page.frameStoppedLoading', stopped);
      session.off('Page.frameStartedLoading', started);
      page.off('domcontentloaded', parsed);
    }
  }

  return {
    session,
    limit: (next) => void (limits = next),
    speak: (speech) => speakAs(session, speech),
    spoilt: () => spoilt,
    async visit(address) {
      const url = guard.check(address);
      failure = Promise.withResolvers<never>();
      failure.promise.catch(() => undefined); // a page may fail after its visit
      try {
        return await within(limits.loadMs + limits.settleMs + 10_000, Promise.race([failure.promise, load(url)]));
      } catch (error) {
        spoilt = true;
        throw error;
      }
    },
    async screenshot() {
      const { cssContentSize } = await session.send('Page.getLayoutMetrics');
      const height = Math.min(Math.max(Math.ceil(cssContentSize.height), viewport.height), screenshotHeight);
      const clip = { x: 0, y: 0, width: viewport.width, height };
      return within(30_000, page.screenshot({ type: 'png', clip, captureBeyondViewport: true }));
    },
    protocol: () => page.createCDPSession(),
    visibleText: () => within(10_000, reader.visibleText()),
    async leave() {
      documents = [];
      proxy.allow(0, () => undefined);
      await page.goto('about:blank', { timeout: 5_000 });
      await session.send('Runtime.evaluate', { expression: 'window.name = ""' });
      await session.send('Page.resetNavigationHistory');
    },
    close: () => page.close({ runBeforeUnload: false }),
  };
}

/**
 * Tells Chromium the proxy's password. It asks once per context and then remembers, so documents pass through here (a
 * pause for each) only until the first has come; the returned function ends that.
 */
async function answerProxy(session: CDPSession, proxy: Proxy): Promise<() => Promise<void>> {
  const { username, password } = proxy;
  session.on('Fetch.requestPaused', ({ requestId }) => {
    session.send('Fetch.continueRequest', { requestId }).catch(tabGone);
  });
  session.on('Fetch.authRequired', ({ requestId, authChallenge }) => {
    const authChallengeResponse =
      authChallenge.source === 'Proxy'
        ? ({ response: 'ProvideCredentials', username, password } as const)
        : ({ response: 'CancelAuth' } as const);
    session.send('Fetch.continueWithAuth', { requestId, authChallengeResponse }).catch(tabGone);
  });
  await session.send('Fetch.enable', { handleAuthRequests: true, patterns: [{ resourceType: 'Document' }] });
  return () => session.send('Fetch.disable');
}

/** Waits until the network has been quiet for a moment; a page that never rests is taken as it stands. */
async function settle(page: Page, timeout: number): Promise<void> {
  await page.waitForNetworkIdle({ idleTime: 250, timeout }).catch((error: Error) => {
    if (error.name !== 'TimeoutError') throw error;
  });
}

const halfThere = (): VisitFailed => new VisitFailed('The page broke off while it was loading.');

const refusedOnTheWay = (): VisitFailed => new VisitFailed('The page led to an address that may not be reached.');

const tooSlow = (limits: TabLimits): string => `The page did not load within ${Math.round(limits.loadMs / 1000)} s.`;

function explained(error: unknown, proxy: Proxy, limits: TabLimits): unknown {
  if (!(error instanceof Error)) return error;
  if (error.name === 'TimeoutError') return new VisitFailed(tooSlow(limits), { cause: error });
  const code = /net::(ERR_[A-Z0-9_]+)/.exec(error.message)?.[1];
  if (!code) return error;
  if (code === 'ERR_TUNNEL_CONNECTION_FAILED')
    return proxy.refused().size > 0 ? refusedOnTheWay() : new VisitFailed('The host could not be reached.');
  if (code === 'ERR_ABORTED')
    return new VisitFailed('The address gives no page: it is a download, or its answer was given up.', {
      cause: error,
    });
  if (code.startsWith('ERR_CERT')) return new VisitFailed('The certificate of the host is not valid.');
  return new VisitFailed(`The page could not be loaded (${code}).`, { cause: error });
}
