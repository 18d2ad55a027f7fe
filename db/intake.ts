/** What staff handed in: files with what was read in them, and how far each hand-in is. Links have verbs of their own. */
import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Mapping } from '../crawler/intake/table.types.ts';
import type { Tx } from './client.server.ts';
import * as posts from './posts.ts';
import { storableJson } from './json.ts';
import {
  intakeMappings,
  intakeProblems,
  intakes,
  posts as postsTable,
  users,
  type IntakeKind,
  type IntakeState,
  type Reading,
} from './schema/index.ts';

export type Intake = typeof intakes.$inferSelect;

export interface NewIntake {
  kind: IntakeKind;
  state: Extract<IntakeState, 'reading' | 'running' | 'ready'>;
  userId: string | null;
  runId?: string;
  file?: { sha256: string; bytes: number; name: string };
  savedFrom?: string | null;
  savedAt?: Date | null;
  total?: number;
}

export async function begin(given: NewIntake, tx: Tx): Promise<Intake> {
  const { kind, state, userId, runId, file, savedFrom, savedAt, total } = given;
  const [row] = await tx
    .insert(intakes)
    .values({
      kind,
      state,
      userId,
      runId: runId ?? null,
      fileSha256: file?.sha256 ?? null,
      fileName: file?.name ?? '',
      fileBytes: file?.bytes ?? 0,
      savedFrom: savedFrom ?? null,
      savedAt: savedAt ?? null,
      total: total ?? null,
    })
    .returning();
  return row!;
}

export async function byId(id: string, tx: Tx): Promise<Intake | null> {
  const [row] = await tx.select().from(intakes).where(eq(intakes.id, id));
  return row ?? null;
}

/** Locks the row: whoever counts on what stands in it and writes it back. */
export async function locked(id: string, tx: Tx): Promise<Intake | null> {
  const [row] = await tx.select().from(intakes).where(eq(intakes.id, id)).for('update');
  return row ?? null;
}

/** Newest first. */
export async function recent(tx: Tx, limit = 20) {
  return tx
    .select({
      id: intakes.id,
      kind: intakes.kind,
      state: intakes.state,
      fileName: intakes.fileName,
      total: intakes.total,
      cursor: intakes.cursor,
      foundCount: intakes.foundCount,
      newCount: intakes.newCount,
      failedCount: intakes.failedCount,
      problem: intakes.problem,
      createdAt: intakes.createdAt,
      userName: users.name,
    })
    .from(intakes)
    .leftJoin(users, eq(users.id, intakes.userId))
    .orderBy(desc(intakes.createdAt))
    .limit(limit);
}

/** What the worker read: a person's turn now. */
export async function present(id: string, reading: Reading, total: number | null, tx: Tx): Promise<void> {
  await tx
    .update(intakes)
    .set({ reading: sql`${storableJson(reading)}::jsonb`, total, state: 'ready', touchedAt: sql`now()` })
    .where(and(eq(intakes.id, id), eq(intakes.state, 'reading')));
}

/** Nothing can come of it; `problem` is the code of the sentence that says why. */
export async function refuse(id: string, problem: string, tx: Tx): Promise<void> {
  await tx
    .update(intakes)
    .set({ problem, state: 'refused', reading: null, finishedAt: sql`now()` })
    .where(and(eq(intakes.id, id), inArray(intakes.state, ['reading', 'ready', 'running'])));
}

/** Begins to import a table that was previewed, once. False when it is not, or no longer, waiting for a person. */
export async function importAs(
  id: string,
  given: { mapping: Mapping; savedAt: Date; runId: string },
  tx: Tx,
): Promise<boolean> {
  const done = await tx
    .update(intakes)
    .set({ ...given, state: 'running', touchedAt: sql`now()` })
    .where(and(eq(intakes.id, id), eq(intakes.kind, 'table'), eq(intakes.state, 'ready')))
    .returning({ id: intakes.id });
  return done.length === 1;
}

export interface Step {
  cursor: number;
  found: number;
  fresh: number;
  failed: number;
}

/** Adds what one batch brought and moves the cursor, unless another worker has been here before. */
export async function advance(id: string, from: number, step: Step, tx: Tx): Promise<boolean> {
  const done = await tx
    .update(intakes)
    .set({
      cursor: step.cursor,
      foundCount: sql`${intakes.foundCount} + ${step.found}`,
      newCount: sql`${intakes.newCount} + ${step.fresh}`,
      failedCount: sql`${intakes.failedCount} + ${step.failed}`,
      touchedAt: sql`now()`,
    })
    .where(and(eq(intakes.id, id), eq(intakes.state, 'running'), eq(intakes.cursor, from)))
    .returning({ id: intakes.id });
  return done.length === 1;
}

/** The end. What was read for the preview goes: the posts are saved, and the file is evidence. */
export async function finish(id: string, tx: Tx): Promise<boolean> {
  const done = await tx
    .update(intakes)
    .set({ state: 'done', reading: null, finishedAt: sql`now()` })
    .where(and(eq(intakes.id, id), inArray(intakes.state, ['running', 'ready', 'reading'])))
    .returning({ id: intakes.id });
  return done.length === 1;
}

/** Begins a paste again, as a run of its own, for the links that were opened again. */
export async function reopen(id: string, runId: string, tx: Tx): Promise<void> {
  await tx
    .update(intakes)
    .set({ state: 'running', runId, finishedAt: null, touchedAt: sql`now()` })
    .where(and(eq(intakes.id, id), eq(intakes.state, 'done')));
}

/** Counts of a hand-in that is done in one go. */
export async function count(
  id: string,
  counts: Pick<Step, 'found' | 'fresh'> & { runId: string },
  tx: Tx,
): Promise<void> {
  const { found, fresh, runId } = counts;
  await tx
    .update(intakes)
    .set({ foundCount: found, newCount: fresh, runId, touchedAt: sql`now()` })
    .where(eq(intakes.id, id));
}

export interface RowProblemRow {
  row: number;
  column: string;
  code: string;
}

export async function noteProblems(id: string, refused: RowProblemRow[], tx: Tx): Promise<void> {
  if (refused.length === 0) return;
  await tx
    .insert(intakeProblems)
    .values(refused.map((problem) => ({ intakeId: id, ...problem })))
    .onConflictDoNothing();
}

/** Rows that were refused, by row; `after` is the last row already shown. */
export async function problems(id: string, after: number, tx: Tx, limit = 200): Promise<RowProblemRow[]> {
  return tx
    .select({ row: intakeProblems.row, column: intakeProblems.column, code: intakeProblems.code })
    .from(intakeProblems)
    .where(and(eq(intakeProblems.intakeId, id), sql`${intakeProblems.row} > ${after}`))
    .orderBy(asc(intakeProblems.row))
    .limit(limit);
}

/** How often each problem occurs. */
export async function problemCounts(id: string, tx: Tx): Promise<{ code: string; count: number }[]> {
  return tx
    .select({ code: intakeProblems.code, count: sql<number>`count(*)::int` })
    .from(intakeProblems)
    .where(eq(intakeProblems.intakeId, id))
    .groupBy(intakeProblems.code)
    .orderBy(desc(sql`count(*)`));
}

/** Hand-ins that wait for a worker and were not touched for `minutes`: the queue lost them, or their worker died. */
export async function forgotten(minutes: number, tx: Tx): Promise<Intake[]> {
  return tx
    .select()
    .from(intakes)
    .where(
      and(
        inArray(intakes.state, ['reading', 'running']),
        lt(intakes.touchedAt, sql`now() - make_interval(mins => ${minutes})`),
      ),
    )
    .limit(100);
}

export async function mappingFor(signature: string, tx: Tx): Promise<Mapping | null> {
  const [row] = await tx.select().from(intakeMappings).where(eq(intakeMappings.signature, signature));
  return row?.mapping ?? null;
}

export async function rememberMapping(signature: string, mapping: Mapping, tx: Tx): Promise<void> {
  await tx
    .insert(intakeMappings)
    .values({ signature, mapping })
    .onConflictDoUpdate({ target: intakeMappings.signature, set: { mapping, usedAt: sql`now()` } });
}

/** Whether a post of this key or alias is stored with a text. */
export async function hasText(name: string, tx: Tx): Promise<boolean> {
  const id = await posts.idOf(name, tx);
  if (id === null) return false;
  const [row] = await tx
    .select({ has: sql<boolean>`${postsTable.text} <> ''` })
    .from(postsTable)
    .where(eq(postsTable.id, id));
  return row?.has ?? false;
}
