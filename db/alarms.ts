/** What people have to look at: raised by runs, settled by the next good one or closed by a person. */
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Tx } from './client.server.ts';
import { alarms, terms, type AlarmKind } from './schema/index.ts';

export type AlarmRow = typeof alarms.$inferSelect;

export interface Raised {
  kind: AlarmKind;
  source: string;
  /** Null where it concerns the whole source. */
  termId: string | null;
  runId: string | null;
  detail: string | null;
}

/** Raises an alarm. Returns its id when it is new and people should be told, null when it stood open already. */
export async function raise({ kind, source, termId, runId, detail }: Raised, tx: Tx): Promise<string | null> {
  const result = await tx.execute<{ id: string; times: number }>(sql`
    insert into alarms (kind, source, term_id, run_id, detail)
    values (${kind}, ${source}, ${termId}, ${runId}, ${detail?.slice(0, 500) ?? null})
    on conflict (kind, source, coalesce(term_id, '00000000-0000-0000-0000-000000000000')) where closed_at is null
    do update set times = alarms.times + 1, last_at = now(), run_id = excluded.run_id, detail = excluded.detail
    returning id, times`);
  const [row] = result.rows;
  return row!.times === 1 ? row!.id : null;
}

/** Closes what a good run settles: alarms of these kinds about the source, and about the term where one is given. */
export async function settle(kinds: AlarmKind[], source: string, termId: string | null, tx: Tx): Promise<void> {
  await tx
    .update(alarms)
    .set({ closedAt: sql`now()` })
    .where(
      and(
        inArray(alarms.kind, kinds),
        eq(alarms.source, source),
        termId ? eq(alarms.termId, termId) : isNull(alarms.termId),
        isNull(alarms.closedAt),
      ),
    );
}

/** Closes one alarm in a person's name; false when it was closed already. */
export async function close(id: string, userId: string, tx: Tx): Promise<boolean> {
  const closed = await tx
    .update(alarms)
    .set({ closedAt: sql`now()`, closedBy: userId })
    .where(and(eq(alarms.id, id), isNull(alarms.closedAt)))
    .returning({ id: alarms.id });
  return closed.length === 1;
}

const shown = {
  id: alarms.id,
  kind: alarms.kind,
  source: alarms.source,
  termId: alarms.termId,
  runId: alarms.runId,
  detail: alarms.detail,
  openedAt: alarms.openedAt,
  lastAt: alarms.lastAt,
  times: alarms.times,
  closedAt: alarms.closedAt,
  toldAt: alarms.toldAt,
  tellingProblem: alarms.tellingProblem,
  query: terms.query,
  platform: terms.platform,
};

/** Open alarms, newest first. */
export async function open(tx: Tx, limit = 100) {
  return tx
    .select(shown)
    .from(alarms)
    .leftJoin(terms, eq(terms.id, alarms.termId))
    .where(isNull(alarms.closedAt))
    .orderBy(desc(alarms.lastAt))
    .limit(limit);
}

export async function byId(id: string, tx: Tx) {
  const [row] = await tx
    .select(shown)
    .from(alarms)
    .leftJoin(terms, eq(terms.id, alarms.termId))
    .where(eq(alarms.id, id));
  return row ?? null;
}

/** Open alarms that nobody was told of yet, oldest first. */
export async function untold(tx: Tx, limit = 50): Promise<string[]> {
  const rows = await tx
    .select({ id: alarms.id })
    .from(alarms)
    .where(and(isNull(alarms.closedAt), isNull(alarms.toldAt)))
    .orderBy(alarms.openedAt)
    .limit(limit);
  return rows.map((row) => row.id);
}

/** Notes that people were told, or why they could not be. */
export async function noteTold(id: string, problem: string | null, tx: Tx): Promise<void> {
  await tx
    .update(alarms)
    .set(problem === null ? { toldAt: sql`now()`, tellingProblem: null } : { tellingProblem: problem.slice(0, 300) })
    .where(eq(alarms.id, id));
}
