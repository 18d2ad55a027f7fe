import type { trends as es } from '../es/trends.ts';

export const trends: typeof es = {
  title: 'Trends',
  lead: 'How many new posts that seem to offer appointments each run finds, day by day.',
  caveat:
    'This is not yet a figure of reduction. It is the first trend, uncorrected; what it measures and what it does not is said below.',
  week: {
    rate: (rate) => `${rate} per run`,
    sentence: (posts, runs, coverage) => `Last 7 days: ${posts} posts in ${runs} covered runs. Coverage: ${coverage}.`,
    none: 'No figure: in the last 7 days no run ended with coverage.',
  },
  chart: {
    title: (platform) => `${platform}: new actionable posts per covered run`,
    description: (from, to, gaps) =>
      `Daily line from ${from} to ${to}. ${
        gaps === 0 ? 'Every day had coverage.' : `Days without coverage, shown as gaps: ${gaps}.`
      } The table below holds the same data.`,
    unit: 'per run',
    gap: (from, to) => (from === to ? `No coverage on ${from}` : `No coverage from ${from} to ${to}`),
    gapLabel: 'no coverage',
    point: (day, rate) => `${day}: ${rate}`,
    ownScale: 'Each platform has its own scale, always from zero. Grey bands are days without coverage.',
    empty: 'There is no day with coverage on this platform yet.',
  },
  definition: {
    title: 'What it measures',
    points: (threshold) => [
      `Actionable: a post first seen that day whose current score reaches the threshold of ${threshold} or that a person confirmed, and that nobody cleared. A score is not a verdict.`,
      'It is divided by the runs of that day that ended complete or with no results, so that a day with more runs does not look worse.',
      'A day without covered runs is a gap: what was there is not known. It is never drawn as zero.',
    ],
    limitsTitle: 'What it does not say yet',
    limits: [
      'It is not compared with a reference period, so it does not prove that resale goes up or down.',
      'It does not correct for errors of the classifier or for changes in the watched terms: adding a term can move the line.',
      'It does not tell new posts from old posts that are seen for the first time: the first days of a term come out high.',
      'Today is still under way.',
    ],
  },
  table: {
    open: 'See the data in a table',
    caption: 'New actionable posts per covered run; in brackets, posts and covered runs of those that ended.',
    day: 'Day',
    cell: (posts, covered, ended) => `${posts} in ${covered} of ${ended}`,
    gap: 'no coverage',
  },
  emptyTitle: 'No trend yet',
  emptyText:
    'Here you will see, day by day, how many actionable posts each run finds. At least one day with runs that end with coverage is needed.',
  emptyAction: 'Go to Watch',
};
