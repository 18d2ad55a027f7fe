/** A tab lent for one run: it visits addresses within limits and hands back what it saw. */
import type { BrowserContext, CDPSession, HTTPResponse, Page } from 'puppeteer';
import { log } from '../log.ts';
import type { Guard } from './guard.ts';
import type { Proxy } from './proxy.ts';
import type { Payload } from './source.ts';

/** One page as the browser ended up with it. */
export interface Visit extends Payload {
  /** Rendered HTML, after scripts. */
  body: string;
  url: string;
  status: number;
  headers: Record<string, string>;
  at: Date;
  /** Every address on the way, first to last, without the final one. */
  redirectChain: string[];
}

export interface Tab {
  /** Throws AddressRefused before anything is asked for, VisitFailed when the page cannot be had within the limits. */
  visit(address: string | URL): Promise<Visit>;
  /** PNG of the page from its top, as wide as the viewport, cut at 8,000 px. */
  screenshot(): Promise<Uint8Array>;
  /** The text a reader sees. */
  visibleText(): Promise<string>;
}

export interface TabLimits {
  /** Until the document is there. */
  loadMs: number;
  /** How long scripts and frames may go on asking after that, before the page is taken as it stands. */
  settleMs: number;
  /** Over the network, for one visit with everything it pulls in. */
  bytes: number;
  /** Documents in the main frame for one visit, by redirect or by script. */
  hops: number;
}

export const tabLimits: TabLimits = { loadMs: 30_000, settleMs: 5_000, bytes: 20_000_000, hops: 10 };

export const viewport = { width: 1280, height: 800 };
const screenshotHeight = 8_000;
/** Markup of this length is no page any more: memory, not the network, is what a compressed bomb aims at. */
const maxMarkup = 30_000_000;

/** The page could not be had; the message is one plain sentence for a person. */
export class VisitFailed extends Error {
  override name = 'VisitFailed';
}

export interface TabOptions {
  guard: Guard;
  proxy: Proxy;
  userAgent: string;
  /** BCP 47, what the page is asked for in, e.g. `es-MX`. */
  language: string;
  limits: TabLimits;
}

export async function openTab(context: BrowserContext, options: TabOptions): Promise<Tab> {
  const { guard, proxy, limits } = options;
  const page = await context.newPage();
  const session = await page.createCDPSession();
  await prepare(page, session, options);
  let passwordKnown: (() => Promise<void>) | null = await answerProxy(session, proxy);

  let documents: HTTPResponse[] = [];
  let torn = Promise.withResolvers<never>();
  let failure = Promise.withResolvers<never>();
  const fail = (sentence: string): void => failure.reject(new VisitFailed(sentence));
  page.on('response', (response) => {
    if (!response.request().isNavigationRequest() || response.frame() !== page.mainFrame()) return;
    documents.push(response);
    if (documents.length <= limits.hops) return;
    fail(`The page led on more than ${limits.hops} times.`);
    proxy.cut();
  });
  // Chromium shows what came of a document that broke off: it would pass for a page with fewer posts.
  page.on('requestfailed', (request) => {
    if (documents.at(-1)?.request() === request)
      torn.reject(new VisitFailed('The page broke off while it was loading.'));
  });
  page.on('error', () => fail('The page crashed its tab.'));

  async function load(url: URL): Promise<Visit> {
    documents = [];
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
    const body = await markup(session);
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
    page.once('domcontentloaded', parsed);
    try {
      await page.goto(url.href, { waitUntil: [], timeout: limits.loadMs });
      await within(until - performance.now(), Promise.race([ready.promise, torn.promise]), tooSlow(limits));
    } finally {
      page.off('domcontentloaded', parsed);
    }
  }

  return {
    async visit(address) {
      const url = guard.check(address);
      failure = Promise.withResolvers<never>();
      failure.promise.catch(() => undefined); // a page may fail after its visit
      return within(limits.loadMs + limits.settleMs + 10_000, Promise.race([failure.promise, load(url)]));
    },
    async screenshot() {
      const { cssContentSize } = await session.send('Page.getLayoutMetrics');
      const height = Math.min(Math.max(Math.ceil(cssContentSize.height), viewport.height), screenshotHeight);
      const clip = { x: 0, y: 0, width: viewport.width, height };
      return within(30_000, page.screenshot({ type: 'png', clip, captureBeyondViewport: true }));
    },
    async visibleText() {
      const text = await within(
        10_000,
        page.evaluate(() => document.body?.innerText),
      );
      // The page's own scripts may have bent what it answers.
      return typeof text === 'string' ? text : '';
    },
  };
}

async function prepare(page: Page, session: CDPSession, options: TabOptions): Promise<void> {
  const { userAgent, language } = options;
  page.on('dialog', (dialog) => void dialog.dismiss().catch(tabGone));
  page.on('popup', (popup) => void popup?.close().catch(tabGone));
  await page.setViewport(viewport);
  await page.setBypassServiceWorker(true);
  await page.emulateTimezone('UTC');
  await session.send('Emulation.setUserAgentOverride', { userAgent, acceptLanguage: language });
  await session.send('Emulation.setLocaleOverride', { locale: language });
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

/** The tab was closed, or the request given up, while the answer was on its way. */
export const tabGone = (error: unknown): void => log.debug({ error }, 'a tab was gone before its answer');

/** Waits until the network has been quiet for a moment; a page that never rests is taken as it stands. */
async function settle(page: Page, timeout: number): Promise<void> {
  await page.waitForNetworkIdle({ idleTime: 250, timeout }).catch((error: Error) => {
    if (error.name !== 'TimeoutError') throw error;
  });
}

/** Through the protocol and not a script in the page, which the page could bend. */
async function markup(session: CDPSession): Promise<string> {
  const { root } = await session.send('DOM.getDocument', { depth: 0 });
  const { outerHTML } = await session.send('DOM.getOuterHTML', { nodeId: root.nodeId });
  await session.send('DOM.disable');
  if (outerHTML.length > maxMarkup) throw new VisitFailed('The page is larger than can be read.');
  return outerHTML;
}

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

/** A renderer caught in an endless loop answers no command at all. */
export async function within<T>(ms: number, work: Promise<T>, otherwise = 'The page stopped answering.'): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new VisitFailed(otherwise)), ms);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
