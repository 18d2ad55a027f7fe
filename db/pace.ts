/** Politeness over all workers: one row a source says when it may be asked next. */
import { asc, sql } from 'drizzle-orm';
import type { Tx } from './client.server.ts';
import { paces } from './schema/index.ts';

/** Takes the next turn at `source`. Returns 0 when it was free (and is now busy for `gapMs`), else the milliseconds to wait. */
export async function take(source: string, gapMs: number, tx: Tx): Promise<number> {
  const taken = await tx.execute(sql`
    insert into paces (source, next_at) values (${source}, now() + ${gapMs} * interval '1 millisecond')
    on conflict (source) do update set next_at = excluded.next_at, reason = null where paces.next_at <= now()
    returning 1`);
  if (taken.rows.length > 0) return 0;
  const wait = await tx.execute<{ ms: number }>(sql`
    select greatest(1, ceil(extract(epoch from next_at - now()) * 1000))::int as ms from paces where source = ${source}`);
  return wait.rows[0]?.ms ?? gapMs;
}

/** Leaves `source` alone for `ms` at least: the platform asked for it, or put up a wall. */
export async function hold(source: string, ms: number, reason: string, tx: Tx): Promise<void> {
  await tx.execute(sql`
    insert into paces (source, next_at, reason) values (${source}, now() + ${ms} * interval '1 millisecond', ${reason})
    on conflict (source) do update set next_at = greatest(paces.next_at, excluded.next_at), reason = excluded.reason`);
}

/** Every source with a hold that is still in force. */
export async function held(tx: Tx) {
  return tx
    .select()
    .from(paces)
    .where(sql`next_at > now() and reason is not null`)
    .orderBy(asc(paces.source));
}
