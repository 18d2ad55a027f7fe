/** What a tab is given before it sees its first page, and what is kept from it. */
import type { CDPSession, Page } from 'puppeteer';
import { log } from '../../log.ts';

export const viewport = { width: 1280, height: 800 };

export interface Speech {
  userAgent: string;
  /** BCP 47, what pages are asked for in, e.g. `es-MX`. */
  language: string;
}

/**
 * Pages find no service workers: one that lived on would answer for the next page. Should a script get at them all the same,
 * they are bypassed, and their context is not used again.
 */
const withoutServiceWorkers = 'delete Navigator.prototype.serviceWorker;';

export async function dressTab(page: Page, session: CDPSession): Promise<void> {
  await Promise.all([
    page.setViewport(viewport),
    page.setBypassServiceWorker(true),
    page.emulateTimezone('UTC'),
    page.evaluateOnNewDocument(withoutServiceWorkers),
    session.send('Page.enable'),
    // Our own ear on the network, that keeps no bodies: it hears what a compressed answer grows to.
    session.send('Network.enable', { maxTotalBufferSize: 0, maxResourceBufferSize: 0 }),
  ]);
}

export async function speakAs(session: CDPSession, { userAgent, language }: Speech): Promise<void> {
  await Promise.all([
    session.send('Emulation.setUserAgentOverride', { userAgent, acceptLanguage: language }),
    session.send('Emulation.setLocaleOverride', { locale: language }),
  ]);
}

/** The tab was closed, or the request given up, while the answer was on its way. */
export const tabGone = (error: unknown): void => log.debug({ error }, 'a tab was gone before its answer');
