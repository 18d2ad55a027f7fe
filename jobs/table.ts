/** A table that staff handed in: first looked at for a preview, then imported in batches as they have mapped it. */
import { readRow } from '../crawler/intake/row.ts';
import { openTable, readTable, type Table } from '../crawler/intake/table.ts';
import { TableRefused, type Mapping, type Row } from '../crawler/intake/table.types.ts';
import type { FoundPost } from '../crawler/source.ts';
import type { Database } from '../db/client.server.ts';
import * as evidence from '../db/evidence.server.ts';
import * as intake from '../db/intake.ts';
import * as posts from '../db/posts.ts';
import * as runs from '../db/runs.ts';
import { log } from '../log.ts';
import type { Tools } from './handlers.ts';
import { inBatches, type PayloadOf } from './jobs.ts';

const rowsAtOnce = 500;

export async function table({ intakeId }: PayloadOf<'table'>, { db, queue, signal }: Tools): Promise<void> {
  const row = await intake.byId(intakeId, db);
  if (row?.kind !== 'table') return;
  if (row.state === 'reading') await lookAt(row, db);
  const classify = (postIds: number[]) =>
    queue.addAll(
      'classify',
      inBatches(postIds).map((batch) => ({ postIds: batch })),
    );
  if (row.state === 'running') await importRows(row, { db, signal, classify });
}

/** Reads the beginning, and takes the mapping that was used last for these headers. */
export async function lookAt({ id, fileSha256 }: intake.Intake, db: Database): Promise<void> {
  if (!fileSha256) return;
  const bytes = await evidence.read(fileSha256);
  await orRefused(id, null, db, async () => {
    const reading = await readTable(bytes);
    const guess = (await intake.mappingFor(reading.signature, db)) ?? reading.guess;
    await intake.present(id, { of: 'table', ...reading, guess }, reading.rows, db);
  });
}

async function orRefused(id: string, runId: string | null, db: Database, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof TableRefused)) throw error;
    await db.transaction(async (tx) => {
      await intake.refuse(id, error.code, tx);
      if (runId)
        await runs.finish(runId, { outcome: 'layout_changed', detail: `The table was refused: ${error.code}.` }, tx);
    });
  }
}

export interface Importing {
  db: Database;
  signal: AbortSignal;
  /** Asks for scores of posts that are new or changed. */
  classify: (postIds: number[]) => Promise<void>;
}

/**
 * Imports what is below the cursor, a batch a transaction: a worker that takes over after a crash goes on at the row where
 * the last one stopped, and what it saves again is the same post.
 */
export async function importRows(row: intake.Intake, { db, signal, classify }: Importing): Promise<void> {
  const { id, runId, mapping, fileSha256 } = row;
  if (!runId || !mapping || !fileSha256) return;
  const at = row.savedAt ?? row.createdAt;
  const bytes = await evidence.read(fileSha256);
  await orRefused(id, runId, db, async () => {
    const source = await openTable(bytes);
    let cursor = row.cursor;
    for await (const batch of batches(source, cursor)) {
      signal.throwIfAborted();
      const toClassify = await saveBatch({ id, runId, mapping, at, source, cursor }, batch, db);
      if (toClassify === null) return;
      cursor = batch.at(-1)!.row;
      await classify(toClassify);
    }
    await end(id, runId, db);
  });
}

async function* batches({ rows }: Table, after: number): AsyncGenerator<Row[]> {
  let batch: Row[] = [];
  for await (const row of rows()) {
    if (row.row <= after) continue;
    batch.push(row);
    if (batch.length < rowsAtOnce) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

interface Place {
  id: string;
  runId: string;
  mapping: Mapping;
  at: Date;
  source: Table;
  cursor: number;
}

/** Returns the posts to be classified; null when another worker has gone on from this cursor. */
async function saveBatch(place: Place, batch: Row[], db: Database): Promise<number[] | null> {
  const { id, runId, mapping, at, source, cursor } = place;
  const found: FoundPost[] = [];
  const problems: intake.RowProblemRow[] = [];
  let failed = 0;
  for (const row of batch) {
    const read = readRow(row, source.headers.length, mapping, at);
    if ('post' in read) {
      found.push(read.post);
      if (read.undated) problems.push(problem(row, source, mapping, 'date_unreadable', 'published'));
    } else {
      failed += 1;
      problems.push(problem(row, source, mapping, read.problem, read.meaning));
    }
  }
  return db.transaction(async (tx) => {
    const now = await intake.locked(id, tx);
    if (now?.state !== 'running' || now.cursor !== cursor) return null;
    const saved = await posts.save(found, runId, at, tx);
    await intake.noteProblems(id, problems, tx);
    const step = { cursor: batch.at(-1)!.row, found: saved.found, fresh: saved.fresh, failed };
    await intake.advance(id, cursor, step, tx);
    return saved.toClassify;
  });
}

function problem(
  { row }: Row,
  { headers }: Table,
  { columns }: Mapping,
  code: string,
  meaning: keyof Mapping['columns'] | null,
): intake.RowProblemRow {
  const place = meaning === null ? undefined : columns[meaning];
  return { row, column: place === undefined ? '' : (headers[place] ?? ''), code };
}

async function end(id: string, runId: string, db: Database): Promise<void> {
  const row = await db.transaction(async (tx) => {
    const found = await intake.locked(id, tx);
    if (found?.state !== 'running') return null;
    const { foundCount, newCount } = found;
    await runs.finish(runId, { outcome: foundCount > 0 ? 'ok' : 'empty', foundCount, newCount }, tx);
    await intake.finish(id, tx);
    return found;
  });
  if (row)
    log.info(
      { intake: id, run: runId, found: row.foundCount, fresh: row.newCount, failed: row.failedCount },
      'table imported',
    );
}
