import type { home as es } from '../es/home.ts';

export const home: typeof es = {
  title: 'Home',
  greeting: (name) => `Good day, ${name}`,
  start: {
    title: 'This workspace is empty',
    lead: 'Vigía gathers posts that resell free consular appointments. Begin with one of these doors; then this page shows what waits for review.',
    term: {
      title: 'Add a term',
      text: 'A phrase that somebody would search, for example “citas consulado Dallas”. Vigía crawls it at intervals.',
      action: 'Add a term',
    },
    links: {
      title: 'Watch a page or a group',
      text: 'Paste the address of a public page, group or post on Facebook.',
      action: 'Paste an address',
    },
    file: {
      title: 'Import a file',
      text: 'A saved page of Google or Facebook, or an answer of the X API. Its posts are stored and classified.',
      action: 'Choose a file',
    },
    platform: {
      title: 'Connect X',
      text: 'Searching X needs a credential of its API. Whoever runs the server puts it into the file .env and restarts:',
    },
    demo: {
      title: 'See the demonstration',
      text: 'A workspace apart, with invented posts that are crawled for real. On the server, in the project’s folder:',
    },
    waiting: 'There is nothing to read here yet. An analyst or an administrator can add the first term.',
    collecting: 'There are terms; the runs have not found any posts yet.',
    collectingAction: 'See the runs',
  },
  queue: {
    title: 'To review',
    count: (one) => (one ? 'post waits for a verdict' : 'posts wait for a verdict'),
    none: 'No post is left to review.',
    action: 'Open the desk',
    first: 'The first of the list',
  },
  coverage: {
    title: 'Coverage today',
    definition:
      'How many of the questions planned to each platform could be read. What is missing does not mean “no posts”.',
    nothing: 'nothing planned',
    of: (covered, planned) => `${covered} of ${planned} planned`,
    missed: 'What stood in the way:',
    action: 'See coverage by day',
  },
  reports: {
    title: 'Reports that wait for a step',
    none: 'No report waits for a step.',
    draft: 'waits for somebody else’s approval',
    approved: 'is being exported',
    exported: 'ready to hand to the platform',
    problem: 'the export did not finish',
    candidates: (count, one) =>
      one ? `${count} confirmed post is in no report.` : `${count} confirmed posts are in no report.`,
    build: 'Build a report',
    action: 'See the reports',
  },
  trends: {
    title: 'Trends',
    text: 'How many new posts offer appointments, per covered run and day.',
    action: 'See the trends',
  },
};
