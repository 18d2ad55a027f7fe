import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import { PermanentError } from '../errors.ts';
import type { Platform } from '../crawler/source.ts';
import { usualWay } from '../crawler/ways.ts';
import type { Tx } from './client.server.ts';
import { cadences, runs, terms } from './schema/index.ts';

export type TermRow = typeof terms.$inferSelect;

export interface NewTerm {
  platform: Platform;
  /** The way in; the platform's usual one unless told otherwise. */
  source?: string;
  query: string;
  gl?: string;
  hl?: string;
  everyMinutes?: number;
  monthlyBudgetUsd?: number | null;
}

/** Adds a term. Throws PermanentError when the same phrase is already watched there. Lengths are the caller's to check (2 to 512). */
export async function add(term: NewTerm, userId: string | null, tx: Tx): Promise<TermRow> {
  const source = term.source ?? usualWay(term.platform).name;
  const [row] = await tx
    .insert(terms)
    .values({ ...term, source, query: term.query.trim(), createdBy: userId })
    .onConflictDoNothing()
    .returning();
  if (!row) throw new PermanentError('This term is already watched on this platform and place.', 'term_known');
  await plan(row, tx);
  return row;
}

/** Keeps how often a term is planned from now on: coverage asks which runs should have been. */
async function plan({ id, active: isActive, everyMinutes }: TermRow, tx: Tx): Promise<void> {
  const open = and(eq(cadences.termId, id), isNull(cadences.toAt));
  if (isActive) {
    const [same] = await tx.select({ everyMinutes: cadences.everyMinutes }).from(cadences).where(open);
    if (same?.everyMinutes === everyMinutes) return;
  }
  await tx
    .update(cadences)
    .set({ toAt: sql`clock_timestamp()` })
    .where(open);
  if (isActive) await tx.insert(cadences).values({ termId: id, everyMinutes, fromAt: sql`clock_timestamp()` });
}

export async function byId(id: string, tx: Tx): Promise<TermRow | null> {
  const [row] = await tx.select().from(terms).where(eq(terms.id, id));
  return row ?? null;
}

export async function active(tx: Tx): Promise<TermRow[]> {
  return tx.select().from(terms).where(eq(terms.active, true));
}

export async function setActive(id: string, on: boolean, tx: Tx): Promise<TermRow | null> {
  const [row] = await tx.update(terms).set({ active: on }).where(eq(terms.id, id)).returning();
  if (row) await plan(row, tx);
  return row ?? null;
}

/** Lets a term rest by itself until `until`, or wakes it with null. */
export async function rest(id: string, until: Date | null, tx: Tx): Promise<void> {
  await tx.update(terms).set({ restsUntil: until }).where(eq(terms.id, id));
}

/** Sets what the reads of a term may cost in a month, in US dollars, and wakes it; null takes the limit away. */
export async function setBudget(id: string, usd: number | null, tx: Tx): Promise<TermRow | null> {
  const [row] = await tx
    .update(terms)
    .set({ monthlyBudgetUsd: usd, restsUntil: null })
    .where(eq(terms.id, id))
    .returning();
  return row ?? null;
}

/** Keeps the cursor of a covered run. */
export async function noteSince(id: string, since: string, tx: Tx): Promise<void> {
  await tx.update(terms).set({ since }).where(eq(terms.id, id));
}

/** Every term with its newest run, active ones first. */
export async function list(tx: Tx) {
  const last = tx
    .select({
      runId: runs.id,
      plannedAt: runs.plannedAt,
      finishedAt: runs.finishedAt,
      outcome: runs.outcome,
      detail: runs.detail,
      foundCount: runs.foundCount,
      newCount: runs.newCount,
    })
    .from(runs)
    .where(and(eq(runs.termId, terms.id)))
    .orderBy(desc(runs.plannedAt))
    .limit(1)
    .as('last');
  return tx
    .select({
      id: terms.id,
      platform: terms.platform,
      source: terms.source,
      monthlyBudgetUsd: terms.monthlyBudgetUsd,
      restsUntil: terms.restsUntil,
      query: terms.query,
      gl: terms.gl,
      hl: terms.hl,
      everyMinutes: terms.everyMinutes,
      active: terms.active,
      createdAt: terms.createdAt,
      last: {
        runId: last.runId,
        plannedAt: last.plannedAt,
        finishedAt: last.finishedAt,
        outcome: last.outcome,
        detail: last.detail,
        foundCount: last.foundCount,
        newCount: last.newCount,
      },
    })
    .from(terms)
    .leftJoinLateral(last, sql`true`)
    .orderBy(desc(terms.active), asc(terms.platform), asc(terms.query));
}
