import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, notInArray, sql } from 'drizzle-orm';
import type { Outcome, Platform } from '../crawler/source.ts';
import type { Tx } from './client.server.ts';
import * as coverage from './coverage.ts';
import { authors, posts, runs, sightings, terms, type RunPage } from './schema/index.ts';

export type RunRow = typeof runs.$inferSelect;

/** The run of this term planned for this moment; made when it does not exist yet, so that a job run twice is one run. */
export async function begin(
  termId: string | null,
  source: string,
  plannedAt: Date,
  tx: Tx,
  userId: string | null = null,
): Promise<RunRow> {
  const [row] = await tx
    .insert(runs)
    .values({ termId, source, userId, plannedAt, startedAt: sql`now()`, attempts: 1 })
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
  pages?: RunPage[];
  evidenceSha256?: string | undefined;
}

/** Ends an open run and counts it in its day. False when it had ended before: a run has one outcome. */
export async function finish(id: string, ending: Ending, tx: Tx): Promise<boolean> {
  const [done] = await tx
    .update(runs)
    .set({ ...ending, detail: ending.detail?.slice(0, 500), finishedAt: sql`now()` })
    .where(and(eq(runs.id, id), isNull(runs.outcome)))
    .returning({ termId: runs.termId, plannedAt: runs.plannedAt });
  if (done?.termId) await coverage.count(done.termId, done.plannedAt, ending.outcome, tx);
  return done !== undefined;
}

/** Ends the run of this term and moment if it was begun and is open; for one that nobody will go on with. */
export async function giveUp(termId: string, plannedAt: Date, ending: Ending, tx: Tx): Promise<void> {
  const open = await tx
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.termId, termId), eq(runs.plannedAt, plannedAt), isNull(runs.outcome)));
  for (const { id } of open) await finish(id, ending, tx);
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
  pages: runs.pages,
  attempts: runs.attempts,
  foundCount: runs.foundCount,
  newCount: runs.newCount,
  platform: terms.platform,
  query: terms.query,
};

export interface RunFilter {
  termId?: string | undefined;
  platform?: Platform | undefined;
  /** Planned for this day (Mexico City), as YYYY-MM-DD. */
  day?: string | undefined;
  /** `covered`: ok and empty; `missed`: every other outcome. */
  ended?: 'covered' | 'missed' | undefined;
}

/** A place in the list of runs: many terms are planned for the same moment, so the id decides between them. */
export interface RunCursor {
  plannedAt: Date;
  id: string;
}

/** Newest first; `before` is the last row already shown. */
export async function recent(filter: RunFilter, before: RunCursor | null, tx: Tx, limit = 50) {
  const good: Outcome[] = ['ok', 'empty'];
  return tx
    .select(shown)
    .from(runs)
    .leftJoin(terms, eq(terms.id, runs.termId))
    .where(
      and(
        filter.termId ? eq(runs.termId, filter.termId) : undefined,
        filter.day
          ? sql`${runs.plannedAt} >= ${coverage.dayStart(filter.day)} and ${runs.plannedAt} < ${coverage.dayStart(filter.day)} + interval '1 day'`
          : undefined,
        filter.platform ? eq(terms.platform, filter.platform) : undefined,
        filter.ended === 'covered' ? inArray(runs.outcome, good) : undefined,
        filter.ended === 'missed' ? notInArray(runs.outcome, good) : undefined,
        before
          ? sql`(${runs.plannedAt}, ${runs.id}) < (${before.plannedAt.toISOString()}::timestamptz, ${before.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(runs.plannedAt), desc(runs.id))
    .limit(limit);
}

/** The posts that a run met, by rank. */
export async function met(id: string, tx: Tx, limit = 100) {
  return tx
    .select({
      id: posts.id,
      rank: sightings.rank,
      placement: sightings.placement,
      kind: posts.kind,
      text: sql<string>`left(${posts.text}, 200)`,
      score: posts.score,
      verdict: posts.verdict,
      authorName: authors.name,
    })
    .from(sightings)
    .innerJoin(posts, eq(posts.id, sightings.postId))
    .leftJoin(authors, eq(authors.id, posts.authorId))
    .where(eq(sightings.runId, id))
    .orderBy(asc(sightings.rank), asc(posts.id))
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

/** How many posts the last covered runs of a term found before `before`, newest first: what a run of it usually yields. */
export async function yields(termId: string, before: Date, tx: Tx, limit = 20): Promise<number[]> {
  const rows = await tx
    .select({ found: runs.foundCount })
    .from(runs)
    .where(and(eq(runs.termId, termId), lt(runs.plannedAt, before), inArray(runs.outcome, ['ok', 'empty'])))
    .orderBy(desc(runs.plannedAt))
    .limit(limit);
  return rows.map((row) => row.found);
}
