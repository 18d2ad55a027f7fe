/**
 * The chain of custody: what was done with evidence, when, by whom, each record bound to the one before by its hash. One
 * chain, so that no record can be taken out, put in or moved without breaking all that follow.
 */
import { asc, desc, eq, getTableColumns, gt, sql } from 'drizzle-orm';
import type { Tx } from './client.server.ts';
import { sha256 } from './evidence/digest.ts';
import { canonicalJson } from './json.ts';
import { custody, users, type CustodyEvent } from './schema/index.ts';

export type CustodyRow = typeof custody.$inferSelect;

export interface CustodyEntry {
  event: CustodyEvent;
  /** `user:<id>`, `worker:<name>` or `command:<name>`. */
  actor: string;
  captureId?: string;
  /** No address, name or text of anybody: hashes of them. */
  record: Record<string, unknown>;
}

/** What stands before the first record. */
export const beginning = '0'.repeat(64);

/** Any fixed number: who appends waits for whoever appends, until that transaction has ended. */
const lock = 7_310_422;

/** The hash that binds a record to the one before it. */
export function hashOf(row: Omit<CustodyRow, 'hash'>): string {
  const { seq, at, event, actor, captureId, record } = row;
  return sha256(row.prevHash + canonicalJson({ seq, at: at.toISOString(), event, actor, captureId, record }));
}

/**
 * Adds records in order, as part of the caller's transaction: call it last, for every other append waits until that
 * transaction ends. Returns the newest record's place.
 */
export async function append(entries: CustodyEntry[], tx: Tx): Promise<void> {
  if (entries.length === 0) return;
  await tx.transaction(async (inner) => {
    await inner.execute(sql`select pg_advisory_xact_lock(${lock})`);
    let last = await head(inner);
    const at = new Date();
    const rows = entries.map((entry) => {
      const row = {
        seq: last.seq + 1,
        at,
        event: entry.event,
        actor: entry.actor,
        captureId: entry.captureId ?? null,
        record: JSON.parse(canonicalJson(entry.record)) as Record<string, unknown>,
        prevHash: last.hash,
      };
      last = { seq: row.seq, hash: hashOf(row) };
      return { ...row, hash: last.hash };
    });
    for (let from = 0; from < rows.length; from += 1_000)
      await inner.insert(custody).values(rows.slice(from, from + 1_000));
  });
}

/** The newest record's number and hash: written down elsewhere, they fix the whole chain up to there. */
export async function head(tx: Tx): Promise<{ seq: number; hash: string }> {
  const [row] = await tx
    .select({ seq: custody.seq, hash: custody.hash })
    .from(custody)
    .orderBy(desc(custody.seq))
    .limit(1);
  return row ?? { seq: 0, hash: beginning };
}

/** What was done with one capture, oldest first; `userName` where a person did it. */
export async function ofCapture(captureId: string, tx: Tx): Promise<(CustodyRow & { userName: string | null })[]> {
  return tx
    .select({ ...getTableColumns(custody), userName: users.name })
    .from(custody)
    .leftJoin(users, eq(sql`'user:' || ${users.id}`, custody.actor))
    .where(eq(custody.captureId, captureId))
    .orderBy(asc(custody.seq));
}

/** Every record in order, some at a time. */
export async function* all(tx: Tx, atOnce = 1_000): AsyncGenerator<CustodyRow> {
  for (let after = 0; ;) {
    const rows = await tx.select().from(custody).where(gt(custody.seq, after)).orderBy(asc(custody.seq)).limit(atOnce);
    yield* rows;
    if (rows.length < atOnce) return;
    after = rows.at(-1)!.seq;
  }
}

export interface Break {
  seq: number;
  what: 'changed' | 'gap' | 'unbound';
}

/** Follows the chain record by record: where a record was changed, taken out, or does not follow the one before. */
export function follower(): (row: CustodyRow) => Break[] {
  let last = { seq: 0, hash: beginning };
  return (row) => {
    const breaks: Break[] = [];
    if (row.seq !== last.seq + 1) breaks.push({ seq: last.seq + 1, what: 'gap' });
    else if (row.prevHash !== last.hash) breaks.push({ seq: row.seq, what: 'unbound' });
    if (hashOf(row) !== row.hash) breaks.push({ seq: row.seq, what: 'changed' });
    last = { seq: row.seq, hash: row.hash };
    return breaks;
  };
}
