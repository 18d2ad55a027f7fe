/** What crawling costs, each beside a reference that reads the same local pages in the same minutes. */
import { againFigures } from './crawl-again.ts';
import { browserFigures } from './crawl-browser.ts';
import { memoryFigures } from './crawl-memory.ts';
import { startSite } from './crawl-server.ts';
import { staticFigures } from './crawl-static.ts';
import { turnFigures } from './crawl-turns.ts';
import type { Suite } from './figure.ts';

export const crawl: Suite = async () => {
  const site = await startSite();
  try {
    return [
      ...(await staticFigures(site)),
      ...(await browserFigures(site)),
      ...(await againFigures()),
      ...(await turnFigures()),
    ];
  } finally {
    site.stop();
  }
};

/** Two thousand pages through our browser, about a quarter of an hour. */
export const crawlLong: Suite = async () => {
  const site = await startSite();
  try {
    return await memoryFigures(site);
  } finally {
    site.stop();
  }
};
