/** Whether memory stays flat over thousands of pages: this process's, and the browser's. Takes a quarter of an hour. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { closeBrowser, withPage } from '../../crawler/browser/browser.ts';
import type { Site } from './crawl-server.ts';
import type { Figure } from './figure.ts';
import { sharedOutBytes } from './processor-time.ts';

const pages = 2_000;
const perRun = 2;
const every = 50;

interface Sample {
  page: number;
  node: number;
  browser: number;
}

/** Least squares: bytes a page. The first quarter is the compiler's and the caches'. */
function slope(samples: readonly Sample[], of: (sample: Sample) => number): number {
  const late = samples.filter(({ page }) => page >= pages / 4);
  const middle = late.reduce((sum, { page }) => sum + page, 0) / late.length;
  const mean = late.reduce((sum, sample) => sum + of(sample), 0) / late.length;
  const [over, under] = late.reduce(
    ([up, down], sample) => [up + (sample.page - middle) * (of(sample) - mean), down + (sample.page - middle) ** 2],
    [0, 0],
  );
  return over / under;
}

export async function memoryFigures(site: Site): Promise<Figure[]> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const { signal } = new AbortController();
  const samples: Sample[] = [];
  for (let page = 0; page < pages; page += perRun) {
    const addresses = Array.from({ length: perRun }, (_, index) => `https://${site.host}/page/${page + index}`);
    await withPage(
      async (tab) => {
        for (const address of addresses) await tab.visit(address);
      },
      { guard: site.guard, signal, keep: 'bench' },
    );
    if (page % every !== 0) continue;
    collect();
    samples.push({
      page,
      node: process.memoryUsage().rss,
      browser: sharedOutBytes(process.pid, [site.pid]),
    });
  }
  await closeBrowser();
  const figure = (name: string, value: number, unit: string): Figure => ({
    suite: 'crawl',
    name,
    value,
    unit,
    reference: null,
    ratio: null,
  });
  return [
    figure(`memory of this process over ${pages} pages (≤ 5)`, slope(samples, ({ node }) => node) / 1e3, 'kB/page'),
    figure('memory of the browser over the same pages', slope(samples, ({ browser }) => browser) / 1e3, 'kB/page'),
    figure('memory of the browser at its largest', Math.max(...samples.map(({ browser }) => browser)) / 1e6, 'MB'),
    figure('memory of this process at its largest', Math.max(...samples.map(({ node }) => node)) / 1e6, 'MB'),
  ];
}
