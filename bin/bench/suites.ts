/** Every suite; a new one is a file here and a line. */
import type { Suite } from './figure.ts';

export const suites: Record<string, () => Promise<Suite>> = {
  classify: async () => (await import('./classify.ts')).classify,
  ingest: async () => (await import('./ingest.ts')).ingest,
};
