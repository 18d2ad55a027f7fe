/** What people have to look at: raised by runs, settled by the next good one or closed by a person. */
import { and, asc, desc, eq, inArray, isNotNull, isNull, notExists, sql } from 'drizzle-orm';
import type { Tx } from './client.server.ts';
import { alarms, runs, tellings, terms, users, type AlarmKind, type ChannelName } from './schema/index.ts';

export interface Raised {
  kind: AlarmKind;
  source: string;
  /** Null where it concerns the whole source. */
  termId: string | null;
  runId: string | null;
  detail: string | null;
}

/** Raises an alarm, or counts it once more where it stands open already. Returns its id when it is new, else null. */
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

/** Closes one alarm in a person's name, with what they found or did; false when it was closed already. */
export async function close(id: string, note: string, userId: string, tx: Tx): Promise<boolean> {
  const rows = await tx
    .update(alarms)
    .set({ closedAt: sql`now()`, closedBy: userId, closedNote: note || null })
    .where(and(eq(alarms.id, id), isNull(alarms.closedAt)))
    .returning({ id: alarms.id });
  return rows.length === 1;
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
  closedNote: alarms.closedNote,
  closedBy: users.name,
  query: terms.query,
  platform: terms.platform,
  /** The page that its run kept because it was odd. */
  evidenceSha256: runs.evidenceSha256,
  told: sql<ChannelName[]>`array(select t.channel::text from tellings t where t.alarm_id = ${alarms.id} order by 1)`,
};

export type ShownAlarm = Awaited<ReturnType<typeof open>>[number];

const listed = (tx: Tx) =>
  tx
    .select(shown)
    .from(alarms)
    .leftJoin(terms, eq(terms.id, alarms.termId))
    .leftJoin(runs, eq(runs.id, alarms.runId))
    .leftJoin(users, eq(users.id, alarms.closedBy));

/** Open alarms, the one that happened last first. */
export async function open(tx: Tx, limit = 100) {
  return listed(tx).where(isNull(alarms.closedAt)).orderBy(desc(alarms.lastAt), desc(alarms.id)).limit(limit);
}

/** How many stand open, counted up to `cap`. */
export async function countOpen(tx: Tx, cap = 100): Promise<number> {
  const capped = tx.select({ id: alarms.id }).from(alarms).where(isNull(alarms.closedAt)).limit(cap).as('capped');
  const [row] = await tx.select({ n: sql<number>`count(*)::int` }).from(capped);
  return row!.n;
}

/** A place in the list of closed alarms. */
export interface ClosedCursor {
  closedAt: Date;
  id: string;
}

/** Closed alarms, newest first; `before` is the last row already shown. */
export async function closed(before: ClosedCursor | null, tx: Tx, limit = 50) {
  const place = before && sql`(${alarms.closedAt}, ${alarms.id}) < (${before.closedAt.toISOString()}, ${before.id})`;
  return listed(tx)
    .where(and(isNotNull(alarms.closedAt), place ?? undefined))
    .orderBy(sql`${alarms.closedAt} desc nulls last`, sql`${alarms.id} desc nulls last`)
    .limit(limit);
}

export async function byId(id: string, tx: Tx): Promise<ShownAlarm | null> {
  const [row] = await listed(tx).where(eq(alarms.id, id));
  return row ?? null;
}

/** Open alarms that were not told through `channel` yet, oldest first. */
export async function untold(channel: ChannelName, tx: Tx, limit = 5_000) {
  const told = tx
    .select({ one: sql`1` })
    .from(tellings)
    .where(and(eq(tellings.alarmId, alarms.id), eq(tellings.channel, channel)));
  return tx
    .select({ id: alarms.id, kind: alarms.kind, source: alarms.source, openedAt: alarms.openedAt })
    .from(alarms)
    .where(and(isNull(alarms.closedAt), notExists(told)))
    .orderBy(asc(alarms.openedAt), asc(alarms.id))
    .limit(limit);
}

/** Whether an open alarm has waited `seconds` to be told through `channel`: until then others may still join it. */
export async function waits(channel: ChannelName, seconds: number, tx: Tx): Promise<boolean> {
  const result = await tx.execute(sql`
    select 1 from alarms a
    where a.closed_at is null and a.opened_at <= now() - make_interval(secs => ${seconds})
      and not exists (select 1 from tellings t where t.alarm_id = a.id and t.channel = ${channel})
    limit 1`);
  return result.rows.length === 1;
}

/** Notes that these alarms were told through `channel`. */
export async function noteTold(ids: string[], channel: ChannelName, tx: Tx): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .insert(tellings)
    .values(ids.map((alarmId) => ({ alarmId, channel })))
    .onConflictDoNothing();
}
