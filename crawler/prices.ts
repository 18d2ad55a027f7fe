/** What a read costs, by the platforms' own price lists on the day they were read. Estimates: the platform's bill decides. */
import type { ReadUnit } from './source.ts';

export interface Price {
  /** US dollars for one of each unit that is billed. */
  usd: Partial<Record<ReadUnit, number>>;
  /** Whether the same post or user is billed once a UTC day, however often it is read. */
  oncePerDay: boolean;
  source: string;
  readOn: string;
}

const free: Price = { usd: {}, oncePerDay: false, source: '', readOn: '' };

const prices: Record<string, Price> = {
  'x-api': {
    usd: { post: 0.005, user: 0.01 },
    oncePerDay: true,
    source: 'https://docs.x.com/x-api/getting-started/pricing',
    readOn: '2026-11-24',
  },
  // A free allowance is left out of all three: 5 US$ a month, 10,000 questions a month, 100 questions a day.
  'brave-search': {
    usd: { query: 0.005 },
    oncePerDay: false,
    source: 'https://api-dashboard.search.brave.com/documentation/pricing',
    readOn: '2026-11-24',
  },
  // The enterprise edition: the one that searches websites.
  'google-vertex': {
    usd: { query: 0.004 },
    oncePerDay: false,
    source: 'https://cloud.google.com/generative-ai-app-builder/pricing',
    readOn: '2026-11-24',
  },
  'google-cse': {
    usd: { query: 0.005 },
    oncePerDay: false,
    source: 'https://developers.google.com/custom-search/v1/overview',
    readOn: '2026-11-24',
  },
};

/** The price of a source; one without a line costs nothing. */
export const priceOf = (source: string): Price => prices[source] ?? free;
