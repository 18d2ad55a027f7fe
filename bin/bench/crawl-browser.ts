/** What a page costs in the browser: our sources' way, a bare loop over one tab of the same Chromium, and crawlee's crawler. */
import { closeBrowser, withPage } from '../../crawler/browser/browser.ts';
import { viewport } from '../../crawler/browser/tab.ts';
import { findChromium, launchChromium, launchOptions } from '../../crawler/browser/chromium.ts';
import type { Site } from './crawl-server.ts';
import { median, type Figure } from './figure.ts';
import { processorMs } from './processor-time.ts';

const pages = 20;
const warmUp = 4;
const rounds = 3;

/** Called after the pages that only warm up, and after the last one. */
interface Clock {
  start(): void;
  stop(): void;
}

type Way = (site: Site, clock: Clock) => Promise<void>;

/** A loop as one would write it without us: one tab; load, read. */
const bare: Way = async ({ secure, spki }, clock) => {
  const browser = await launchChromium([`--ignore-certificate-errors-spki-list=${spki}`]);
  try {
    const tab = await browser.newPage();
    // All three look through the same window: what is drawn costs by its area.
    await tab.setViewport(viewport);
    for (let page = 0; page < warmUp + pages; page += 1) {
      if (page === warmUp) clock.start();
      await tab.goto(`https://127.0.0.1:${secure}/page/${page}`);
      await tab.content();
    }
    clock.stop();
  } finally {
    await browser.close();
  }
};

/** As our sources do: runs of `perRun` pages, through the guard's proxy, the tab emptied and kept for the next run. */
const ours =
  (perRun: number): Way =>
  async ({ host, guard }, clock) => {
    const { signal } = new AbortController();
    for (let page = 0; page < warmUp + pages; page += perRun) {
      if (page === warmUp) clock.start();
      const addresses = Array.from({ length: perRun }, (_, index) => `https://${host}/page/${page + index}`);
      await withPage(
        async (tab) => {
          for (const address of addresses) await tab.visit(address);
        },
        { guard, signal, keep: 'bench' },
      );
    }
    clock.stop();
    await closeBrowser();
  };

/** Crawlee's PuppeteerCrawler, one page at a time, its storage in memory. */
const crawlee: Way = async ({ secure, spki }, clock) => {
  const { Configuration, log, LogLevel, PuppeteerCrawler } = await import('@crawlee/puppeteer');
  log.setLevel(LogLevel.OFF);
  const launch = await launchOptions(await findChromium(), [`--ignore-certificate-errors-spki-list=${spki}`]);
  let seen = 0;
  const crawler = new PuppeteerCrawler(
    {
      maxConcurrency: 1,
      launchContext: { launchOptions: { ...launch, defaultViewport: viewport } },
      async requestHandler({ page }) {
        await page.content();
        seen += 1;
        if (seen === warmUp) clock.start();
        if (seen === warmUp + pages) clock.stop();
      },
    },
    new Configuration({ persistStorage: false, purgeOnStart: false }),
  );
  await crawler.run(Array.from({ length: warmUp + pages }, (_, page) => `https://127.0.0.1:${secure}/page/${page}`));
  await crawler.teardown();
  if (seen !== warmUp + pages) throw new Error(`crawlee read ${seen} pages of ${warmUp + pages}`);
};

/** Processor milliseconds a page: this process and every process of the browser. */
async function cost(way: Way, site: Site): Promise<number> {
  let from = 0;
  let spent = 0;
  await way(site, {
    start: () => (from = processorMs(process.pid, [site.pid])),
    stop: () => (spent = processorMs(process.pid, [site.pid]) - from),
  });
  return spent / pages;
}

export async function browserFigures(site: Site): Promise<Figure[]> {
  const ways = { bare, two: ours(2), one: ours(1), crawlee };
  const costs: Record<keyof typeof ways, number[]> = { bare: [], two: [], one: [], crawlee: [] };
  for (let round = 0; round < rounds; round += 1)
    for (const name of Object.keys(ways) as (keyof typeof ways)[]) costs[name].push(await cost(ways[name], site));
  const { kind, headless } = await findChromium();
  const chromium = `${kind} ${headless === 'shell' ? 'headless shell' : 'Chromium'}`;
  const figure = (name: string, value: number[], reference: number[], goal: string): Figure => ({
    suite: 'crawl',
    name: `${name} (${goal}; ${chromium})`,
    value: median(value),
    unit: 'CPU ms/page',
    reference: median(reference),
    ratio: median(value) / median(reference),
  });
  return [
    figure('browser, runs of 2 pages, beside a bare loop over one tab', costs.two, costs.bare, '≤ 1.15'),
    figure('browser, runs of 1 page, beside a bare loop over one tab', costs.one, costs.bare, '≤ 1.15'),
    figure('browser, runs of 2 pages, beside crawlee', costs.two, costs.crawlee, '≤ 0.35'),
    figure('browser, runs of 1 page, beside crawlee', costs.one, costs.crawlee, '≤ 0.35'),
  ];
}
