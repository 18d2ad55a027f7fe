/** Turns at a host over all workers: one visit at a time, and a gap between two. The database keeps them, whatever carries the queue. */
import { sql } from 'drizzle-orm';
import type { Tx } from './client.server.ts';

/** No lease and no gap is this long: a row that says so was written before the server's clock was set back. */
const afterClockChange = sql`interval '3 hours'`;

/**
 * Tries to take `host` for `holder`. Returns 0 when it was free: it is now taken until `release`, at most for `leaseMs`,
 * so that a holder that died is overtaken. Else the milliseconds after which to try again, at most `leaseMs`.
 * The clock is the database's: workers whose clocks differ keep one gap.
 */
export async function take(host: string, holder: string, leaseMs: number, tx: Tx): Promise<number> {
  const taken = await tx.execute(sql`
    insert into turns (host, free_at, holder) values (${host}, clock_timestamp() + ${leaseMs} * interval '1 millisecond', ${holder})
    on conflict (host) do update set free_at = excluded.free_at, holder = excluded.holder
      where turns.free_at <= clock_timestamp() or turns.free_at > clock_timestamp() + ${afterClockChange}
    returning 1`);
  if (taken.rows.length > 0) return 0;
  const [row] = (
    await tx.execute<{ ms: number; taken: boolean }>(sql`
      select greatest(1, ceil(extract(epoch from free_at - clock_timestamp()) * 1000))::int as ms, holder is not null as taken
      from turns where host = ${host}`)
  ).rows;
  if (!row) return 1;
  // A host in use is free when its visit ends, which may be long before its lease does.
  return row.taken ? Math.min(row.ms, 250) : row.ms;
}

/** Keeps `host` for another `leaseMs` from now, while its holder still has it. */
export async function renew(host: string, holder: string, leaseMs: number, tx: Tx): Promise<void> {
  await tx.execute(sql`
    update turns set free_at = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    where host = ${host} and holder = ${holder}`);
}

/** Gives `host` back: it is free in `ms`. The late word of a holder that was overtaken changes nothing. */
export async function release(host: string, holder: string, ms: number, tx: Tx): Promise<void> {
  await tx.execute(sql`
    update turns set holder = null, free_at = clock_timestamp() + ${Math.max(0, ms)} * interval '1 millisecond'
    where host = ${host} and holder = ${holder}`);
}

/** About how long a visit lasts: after this it is worth asking again. */
const visitMs = 5_000;

/** Milliseconds until `host` is free, or 0. Takes nothing: for a look before something costly is begun. */
export async function waitFor(host: string, tx: Tx): Promise<number> {
  const found = await tx.execute<{ ms: number; taken: boolean }>(sql`
    select greatest(0, ceil(extract(epoch from free_at - clock_timestamp()) * 1000))::int as ms, holder is not null as taken
    from turns where host = ${host}`);
  const [row] = found.rows;
  return row ? Math.min(row.ms, row.taken ? visitMs : Infinity) : 0;
}
