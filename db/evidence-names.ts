/**
 * Every piece of evidence that the database names. A table that names a piece has a line here: what stands in no line is an
 * orphan to `vigia verify`.
 */
import { sql } from 'drizzle-orm';
import type { Tx } from './client.server.ts';

export interface NamedPiece {
  sha256: string;
  /** As it was when it was filed; null where the row does not say. */
  bytes: number | null;
  /** What names it, for a person: `capture 0197… (mhtml)`. Of many, the first. */
  namedBy: string;
}

const names = sql.raw(
  [
    ...['screenshot', 'page', 'mhtml', 'text', 'headers', 'wacz'].map(
      (kind) =>
        `select ${kind}_sha256 as sha256, ${kind}_bytes as bytes, 'capture ' || id || ' (${kind})' as named_by from captures`,
    ),
    `select evidence_sha256, null, 'run ' || id from runs`,
    `select file_sha256, nullif(file_bytes, 0), 'hand-in ' || id from intakes`,
  ].join(' union all '),
);

/** Those of `hashes` that something names. */
export async function namedAmong(hashes: string[], tx: Tx): Promise<Set<string>> {
  const { rows } = await tx.execute<{ sha256: string }>(
    sql`select distinct sha256 from (${names}) n where sha256 = any(${sql.param(hashes)}::text[])`,
  );
  return new Set(rows.map((row) => row.sha256));
}

/** The pieces in the order of their names, some at a time. */
export async function* named(tx: Tx, atOnce = 2_000): AsyncGenerator<NamedPiece> {
  for (let after = ''; ;) {
    const { rows } = await tx.execute<{ sha256: string; bytes: number | null; named_by: string }>(
      sql`select sha256 collate "C" as sha256, min(bytes)::int as bytes, min(named_by) as named_by
          from (${names}) n where sha256 collate "C" > ${after} group by 1 order by 1 limit ${atOnce}`,
    );
    for (const row of rows) yield { sha256: row.sha256, bytes: row.bytes, namedBy: row.named_by };
    if (rows.length < atOnce) return;
    after = rows.at(-1)!.sha256;
  }
}
