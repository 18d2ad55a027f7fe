/** The meter: what was read, by UTC day, source and term, and what it cost by the price list of that day. */
import { and, eq, gte, sql } from 'drizzle-orm';
import type { ReadUnit } from '../crawler/source.ts';
import type { Tx } from './client.server.ts';
import { spend } from './schema/index.ts';

export type Reads = Partial<Record<ReadUnit, number>>;

/** Adds reads of today (UTC); `usd` is the price of one. Units without a price are counted too. */
export async function note(
  { source, termId, reads, usd }: { source: string; termId: string | null; reads: Reads; usd: Reads },
  tx: Tx,
): Promise<void> {
  const rows = (Object.entries(reads) as [ReadUnit, number][]).filter(([, count]) => count > 0);
  if (rows.length === 0) return;
  await tx
    .insert(spend)
    .values(
      rows.map(([unit, count]) => ({
        day: sql`(now() at time zone 'utc')::date`,
        source,
        termId,
        unit,
        count,
        usd: count * (usd[unit] ?? 0),
      })),
    )
    .onConflictDoUpdate({
      target: [spend.day, spend.source, spend.termId, spend.unit],
      set: { count: sql`${spend.count} + excluded.count`, usd: sql`${spend.usd} + excluded.usd` },
    });
}

/**
 * Posts and authors of a run that no other run of its source met earlier on the same UTC day: where a platform bills the
 * same post once a day, these are the reads it bills.
 */
export async function firstOfDay(runId: string, tx: Tx): Promise<{ post: number; user: number }> {
  const result = await tx.execute<{ post: number; user: number }>(sql`
    with own as (
      select s.post_id, p.author_id, r.source, date_trunc('day', s.seen_at at time zone 'utc') at time zone 'utc' as day
      from sightings s join posts p on p.id = s.post_id join runs r on r.id = s.run_id where s.run_id = ${runId}
    )
    select
      count(*) filter (where not exists (
        select 1 from sightings s join runs r on r.id = s.run_id
        where s.post_id = own.post_id and s.run_id <> ${runId} and r.source = own.source and s.seen_at >= own.day))::int as post,
      count(distinct author_id) filter (where not exists (
        select 1 from posts p join sightings s on s.post_id = p.id join runs r on r.id = s.run_id
        where p.author_id = own.author_id and s.run_id <> ${runId} and r.source = own.source and s.seen_at >= own.day))::int as user
    from own`);
  return result.rows[0] ?? { post: 0, user: 0 };
}

const thisMonth = gte(spend.day, sql`date_trunc('month', now() at time zone 'utc')::date`);
const total = sql<number>`coalesce(sum(${spend.usd}), 0)::float8`;

/** What a term has cost in this calendar month (UTC), in US dollars. */
export async function ofMonth(termId: string, tx: Tx): Promise<number> {
  const [row] = await tx
    .select({ usd: total })
    .from(spend)
    .where(and(eq(spend.termId, termId), thisMonth));
  return row!.usd;
}

/** This month's reads and cost, by source and unit. */
export async function bySource(tx: Tx) {
  return tx
    .select({ source: spend.source, unit: spend.unit, count: sql<number>`sum(${spend.count})::int`, usd: total })
    .from(spend)
    .where(thisMonth)
    .groupBy(spend.source, spend.unit)
    .orderBy(spend.source, spend.unit);
}

/** This month's cost by term, for terms that cost something. */
export async function byTerm(tx: Tx): Promise<Map<string, number>> {
  const rows = await tx.select({ termId: spend.termId, usd: total }).from(spend).where(thisMonth).groupBy(spend.termId);
  return new Map(rows.flatMap(({ termId, usd }) => (termId ? [[termId, usd] as const] : [])));
}
