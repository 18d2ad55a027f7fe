/** Sources that put up a wall: they are left alone, longer each time, until a run is covered again. */
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Outcome } from '../crawler/source.ts';
import type { Tx } from './client.server.ts';
import { holds } from './schema/index.ts';

/** How long `source` is left alone yet, in milliseconds, and why; null when it may be asked. */
export async function waitFor(source: string, tx: Tx): Promise<{ ms: number; reason: Outcome } | null> {
  const [row] = await tx
    .select({
      ms: sql<number>`ceil(extract(epoch from ${holds.until} - now()) * 1000)::int`,
      reason: holds.reason,
    })
    .from(holds)
    .where(and(eq(holds.source, source), gt(holds.until, sql`now()`)));
  return row ?? null;
}

/** Counts one more wall in a row. Returns how many there are now. */
export async function noteWall(source: string, reason: Outcome, tx: Tx): Promise<number> {
  const [row] = await tx
    .insert(holds)
    .values({ source, until: sql`now()`, reason, walls: 1 })
    .onConflictDoUpdate({ target: holds.source, set: { walls: sql`${holds.walls} + 1`, reason } })
    .returning({ walls: holds.walls });
  return row!.walls;
}

/** Leaves `source` alone for `ms` from now; never shortens what holds already. */
export async function hold(source: string, ms: number, tx: Tx): Promise<void> {
  await tx
    .update(holds)
    .set({ until: sql`greatest(${holds.until}, now() + ${ms} * interval '1 millisecond')` })
    .where(eq(holds.source, source));
}

/**
 * A person wants it asked again now. The walls in a row still count, so that one more brings a longer pause. False when the
 * source was not left alone.
 */
export async function endNow(source: string, tx: Tx): Promise<boolean> {
  const ended = await tx
    .update(holds)
    .set({ until: sql`now()` })
    .where(and(eq(holds.source, source), gt(holds.until, sql`now()`)))
    .returning({ source: holds.source });
  return ended.length === 1;
}

/** A run was covered: the count begins anew. True when there was something to forget. */
export async function release(source: string, tx: Tx): Promise<boolean> {
  const gone = await tx.delete(holds).where(eq(holds.source, source)).returning({ source: holds.source });
  return gone.length > 0;
}

/** Every source that is left alone now. */
export async function inForce(tx: Tx) {
  return tx
    .select()
    .from(holds)
    .where(sql`${holds.until} > now()`)
    .orderBy(asc(holds.source));
}
