/** Every suite; a new one is a file here and a line. */
import type { Suite } from './figure.ts';

export const suites: Record<string, () => Promise<Suite>> = {
  classify: async () => (await import('./classify.ts')).classify,
  crawl: async () => (await import('./crawl.ts')).crawl,
  'crawl-long': async () => (await import('./crawl.ts')).crawlLong,
  ingest: async () => (await import('./ingest.ts')).ingest,
};
