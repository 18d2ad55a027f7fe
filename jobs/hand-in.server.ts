/** How a hand-in begins and goes on: what pages, commands and the sweep ask for, the worker does. */
import {
  linksIn,
  mostLinks,
  readLinks,
  type GivenLink,
  type LinkProblem,
  type ReadLink,
} from '../crawler/intake/links.ts';
import { cleanText } from '../crawler/found.ts';
import type { Outcome } from '../crawler/source.ts';
import type { Database, Tx } from '../db/client.server.ts';
import * as intake from '../db/intake.ts';
import * as links from '../db/intake-links.ts';
import * as runs from '../db/runs.ts';
import type { Queue } from './queue.server.ts';

/** Links of one paste that wait in the queue at once, for each platform: the next ones follow as these end. */
const window = 4;

/** What a retry opens again: everything that was no post with its text for a reason that may pass. */
const passing: readonly Outcome[] = [
  'login_wall',
  'captcha',
  'consent',
  'rate_limited',
  'needs_js',
  'not_available',
  'bad_query',
  'auth_expired',
  'quota_exhausted',
  'layout_changed',
  'network_error',
];

export { savePictured } from './pictured.ts';
export { linksIn, longestPaste, mostLinks, readLinks } from '../crawler/intake/links.ts';

/** Asks a worker for what a hand-in needs next. Asked again, nothing is done twice. */
export async function takeUp(
  row: Pick<intake.Intake, 'id' | 'kind' | 'fileSha256' | 'fileName' | 'userId'>,
  db: Database,
  queue: Queue,
): Promise<void> {
  const intakeId = row.id;
  if (row.kind === 'links') return goOn(intakeId, db, queue);
  if (row.kind === 'table') return queue.add('table', { intakeId });
  if (row.kind === 'picture') return queue.add('picture', { intakeId });
  const { fileSha256: sha256, fileName: filename, userId } = row;
  if (sha256) await queue.add('import', { sha256, filename, userId, intakeId });
}

/** A paste counted for a person before it is handed in: what each link names, and what is known already. */
export async function previewLinks(text: string, db: Database) {
  const read = readLinks(linksIn(text));
  const known = await links.known(
    read.flatMap(({ key, duplicateOf }) => (key !== null && duplicateOf === null ? [key] : [])),
    db,
  );
  return read
    .slice(0, mostLinks)
    .map((link) => ({ ...link, postId: link.key === null ? null : (known.get(link.key) ?? null) }));
}

/**
 * Files a paste: a run of its own and each of its links, in one transaction. What nothing can come of has ended already.
 * `text`: what the person selected on the page of a single link.
 */
export async function handLinks(
  given: readonly GivenLink[],
  userId: string | null,
  db: Database,
  text = '',
): Promise<string> {
  const read = readLinks(given);
  return db.transaction(async (tx) => {
    const run = await runs.begin(null, 'intake-links', new Date(), tx, userId);
    const { id } = await intake.begin(
      { kind: 'links', state: 'running', userId, runId: run.id, total: read.length },
      tx,
    );
    await links.add(
      id,
      read.map((link) => ({ ...rowOf(link), text })),
      tx,
    );
    return id;
  });
}

/**
 * Files one page that a person shares from a browser. The text they selected becomes the post's own where nothing better is
 * known: pages that only members see are never read by us.
 */
export async function handShared(
  link: string,
  text: string,
  userId: string,
  db: Database,
): Promise<{ id: string } | { problem: LinkProblem | 'links_none' }> {
  const given = { line: 1, given: link, start: 0, end: link.length };
  const [read] = readLinks([given]);
  if (link === '' || !read) return { problem: 'links_none' };
  if (read.problem) return { problem: read.problem };
  return { id: await handLinks([given], userId, db, cleanText(text)) };
}

const rowOf = ({
  line,
  given,
  canonical,
  platform,
  kind,
  key,
  duplicateOf,
  use,
  problem,
}: ReadLink): links.NewLink => ({
  line,
  given: given.slice(0, 4_096).toWellFormed(),
  canonical,
  platform,
  kind,
  key,
  duplicateOf,
  outcome: use === 'none' ? 'bad_query' : null,
  problem,
});

/** Asks for the next links of a paste, or ends it when none is left. Asked again, it asks for nothing twice. */
export async function goOn(intakeId: string, db: Database, queue: Queue): Promise<void> {
  const open = await links.next(intakeId, window, db);
  if (open.length > 0) {
    await queue.addAll(
      'link',
      open.map((line) => ({ intakeId, line })),
    );
    return;
  }
  await endLinks(intakeId, db);
}

async function endLinks(intakeId: string, db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    const row = await intake.locked(intakeId, tx);
    if (row?.state !== 'running' || !row.runId || (await links.next(intakeId, 1, tx)).length > 0) return;
    await tally(row, tx);
    const { posts, fresh } = await links.counts(intakeId, tx);
    await runs.finish(row.runId, { outcome: posts > 0 ? 'ok' : 'empty', foundCount: posts, newCount: fresh }, tx);
    await intake.finish(intakeId, tx);
  });
}

/** Writes how far a paste is into its row. */
export async function tally(
  row: Pick<intake.Intake, 'id' | 'cursor' | 'foundCount' | 'newCount' | 'failedCount'>,
  tx: Tx,
): Promise<void> {
  const { done, posts, fresh, failed } = await links.counts(row.id, tx);
  const step = {
    cursor: done,
    found: posts - row.foundCount,
    fresh: fresh - row.newCount,
    failed: failed - row.failedCount,
  };
  await intake.advance(row.id, row.cursor, step, tx);
}

/** Visits again what did not end in a post with its text. False when nothing of a paste can be tried again. */
export async function retryLinks(intakeId: string, db: Database): Promise<boolean> {
  return db.transaction(async (tx) => {
    const row = await intake.locked(intakeId, tx);
    if (row?.kind !== 'links' || row.state !== 'done') return false;
    if ((await links.reopen(intakeId, passing, tx)) === 0) return false;
    const run = await runs.begin(null, 'intake-links', new Date(), tx, row.userId);
    await intake.reopen(intakeId, run.id, tx);
    return true;
  });
}
