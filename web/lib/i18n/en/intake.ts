import type { intake as es } from '../es/intake.ts';

export const intake: typeof es = {
  title: 'Import',
  lead: 'Upload what you saved by hand: Vigía keeps it as evidence, finds the posts, classifies them and puts them on the desk.',
  files: 'Files',
  filesHint:
    'Saved pages of Google or Facebook (HTML) and answers of the X API (JSON). Up to 20 files and 30 MB in all.',
  paste: 'Or paste the content',
  pasteHint: 'The source of the page or the JSON of the answer.',
  send: 'Import',
  sent: (count) =>
    count === 1
      ? 'The file was received. It appears below once it is read.'
      : `${count} files were received. They appear below as they are read.`,
  links: 'To watch the address of a Facebook page, group or post, add it as a term.',
  linksAction: 'Add an address',
  recent: {
    title: 'Recent imports',
    none: 'No file has been imported yet.',
    when: 'When',
    outcome: 'Outcome',
    found: 'Found',
    fresh: 'New',
  },
};
