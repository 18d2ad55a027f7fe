import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { PermanentError } from '../errors.ts';
import type { Platform } from '../crawler/source.ts';
import type { Tx } from './client.server.ts';
import { runs, terms } from './schema/index.ts';

export type TermRow = typeof terms.$inferSelect;

export interface NewTerm {
  platform: Platform;
  query: string;
  gl?: string;
  hl?: string;
  everyMinutes?: number;
}

/** Adds a term. Throws PermanentError when the same phrase is already watched there. Lengths are the caller's to check (2 to 512). */
export async function add(term: NewTerm, userId: string | null, tx: Tx): Promise<TermRow> {
  const [row] = await tx
    .insert(terms)
    .values({ ...term, query: term.query.trim(), createdBy: userId })
    .onConflictDoNothing()
    .returning();
  if (!row) throw new PermanentError('This term is already watched on this platform and place.', 'term_known');
  return row;
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
