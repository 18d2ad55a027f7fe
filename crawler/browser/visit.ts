/** What a visit to a page gives, what it may cost, and how it fails. */
import type { Payload } from '../source.ts';

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

export interface TabLimits {
  /** Until the document is there. */
  loadMs: number;
  /** How long scripts and frames may go on asking after that, before the page is taken as it stands. */
  settleMs: number;
  /** Over the network, for one visit with everything it pulls in. */
  bytes: number;
  /** The same after decompression: what a small answer may grow to. */
  decodedBytes: number;
  /** Documents in the main frame for one visit, by redirect or by script. */
  hops: number;
  /** Frames inside the page. */
  frames: number;
  /** Elements, texts and attributes of the page and its frames; Facebook's largest pages have some 50,000 (2026-11). */
  nodes: number;
  /** Characters of the rendered HTML: scripts can write what never came over the network. */
  markup: number;
  /** Memory of the process that renders the page. */
  memoryBytes: number;
  /** Visits after which a fresh browser takes over: what leaks in it stays small. */
  pagesPerBrowser: number;
}

export const tabLimits: TabLimits = {
  loadMs: 30_000,
  settleMs: 5_000,
  bytes: 20_000_000,
  decodedBytes: 60_000_000,
  hops: 10,
  frames: 200,
  nodes: 500_000,
  markup: 20_000_000,
  memoryBytes: 1_500_000_000,
  pagesPerBrowser: 300,
};

/** The page could not be had; the message is one plain sentence for a person. */
export class VisitFailed extends Error {
  override name = 'VisitFailed';
}

/** Waits no longer than this: a renderer caught in an endless loop answers no command at all. Throws VisitFailed. */
export async function within<T>(ms: number, work: Promise<T>, otherwise = 'The page stopped answering.'): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new VisitFailed(otherwise)), ms);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
