import { and, desc, eq, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { Outcome } from '../crawler/source.ts';
import type { Tx } from './client.server.ts';
import { runs, terms } from './schema/index.ts';

export type RunRow = typeof runs.$inferSelect;

/** The run of this term planned for this moment; made when it does not exist yet, so that a job run twice is one run. */
export async function begin(termId: string | null, source: string, plannedAt: Date, tx: Tx): Promise<RunRow> {
  const [row] = await tx
    .insert(runs)
    .values({ termId, source, plannedAt, startedAt: sql`now()`, attempts: 1 })
    .onConflictDoUpdate({ target: [runs.termId, runs.plannedAt], set: { attempts: sql`${runs.attempts} + 1` } })
    .returning();
  return row!;
}

export interface Ending {
  outcome: Outcome;
  detail?: string | undefined;
  errorId?: string | undefined;
  foundCount?: number;
  newCount?: number;
  evidenceSha256?: string | undefined;
}

/** Ends an open run. False when it had ended before: a run has one outcome. */
export async function finish(id: string, ending: Ending, tx: Tx): Promise<boolean> {
  const done = await tx
    .update(runs)
    .set({ ...ending, detail: ending.detail?.slice(0, 500), finishedAt: sql`now()` })
    .where(and(eq(runs.id, id), isNull(runs.outcome)))
    .returning({ id: runs.id });
  return done.length === 1;
}

/** Runs that began more than `minutes` ago and have no outcome: their worker died. */
export async function abandoned(minutes: number, tx: Tx): Promise<{ id: string; termId: string; plannedAt: Date }[]> {
  const rows = await tx
    .select({ id: runs.id, termId: runs.termId, plannedAt: runs.plannedAt })
    .from(runs)
    .where(
      and(
        isNull(runs.outcome),
        isNotNull(runs.termId),
        lt(runs.startedAt, sql`now() - make_interval(mins => ${minutes})`),
      ),
    )
    .limit(500);
  return rows.map((row) => ({ ...row, termId: row.termId! }));
}

const shown = {
  id: runs.id,
  termId: runs.termId,
  source: runs.source,
  plannedAt: runs.plannedAt,
  startedAt: runs.startedAt,
  finishedAt: runs.finishedAt,
  outcome: runs.outcome,
  detail: runs.detail,
  errorId: runs.errorId,
  attempts: runs.attempts,
  foundCount: runs.foundCount,
  newCount: runs.newCount,
  platform: terms.platform,
  query: terms.query,
};

/** Newest first, of all terms or one. `before` is the plannedAt of the last row already shown. */
export async function recent(filter: { termId?: string; before?: Date }, tx: Tx, limit = 50) {
  return tx
    .select(shown)
    .from(runs)
    .leftJoin(terms, eq(terms.id, runs.termId))
    .where(
      and(
        filter.termId ? eq(runs.termId, filter.termId) : undefined,
        filter.before ? lt(runs.plannedAt, filter.before) : undefined,
      ),
    )
    .orderBy(desc(runs.plannedAt))
    .limit(limit);
}

export async function byId(id: string, tx: Tx) {
  const [row] = await tx
    .select({ ...shown, evidenceSha256: runs.evidenceSha256 })
    .from(runs)
    .leftJoin(terms, eq(terms.id, runs.termId))
    .where(eq(runs.id, id));
  return row ?? null;
}

/** Runs of the last `hours` by platform and outcome; coverage is the share of ok and empty. Running ones are left out. */
export async function byOutcome(hours: number, tx: Tx) {
  return tx
    .select({ platform: terms.platform, outcome: runs.outcome, count: sql<number>`count(*)::int` })
    .from(runs)
    .innerJoin(terms, eq(terms.id, runs.termId))
    .where(and(isNotNull(runs.outcome), sql`${runs.plannedAt} > now() - make_interval(hours => ${hours})`))
    .groupBy(terms.platform, runs.outcome);
}
