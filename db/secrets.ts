/** Secrets of ways in and of channels: they come in, workers open them, and pages learn no more than that they are there. */
import { and, asc, eq } from 'drizzle-orm';
import type { Tx } from './client.server.ts';
import { secrets } from './schema/index.ts';
import { opened, seal, unseal } from './seal.server.ts';

/** What pages may know of a secret. */
export interface Kept {
  name: string;
  setAt: Date;
}

const placeOf = (owner: string, name: string): string => `${owner}.${name}`;

/** All secrets of `owner` by name, opened. For workers, never for pages. Throws PermanentError when one does not open. */
export async function open(owner: string, tx: Tx): Promise<Record<string, string>> {
  const rows = await tx.select().from(secrets).where(eq(secrets.source, owner));
  return Object.fromEntries(rows.map(({ name, sealed }) => [name, unseal(sealed, placeOf(owner, name))]));
}

/** Which secrets there are and since when, by owner. */
export async function kept(tx: Tx): Promise<Map<string, Kept[]>> {
  const rows = await tx
    .select({ source: secrets.source, name: secrets.name, setAt: secrets.setAt })
    .from(secrets)
    .orderBy(asc(secrets.name));
  return Map.groupBy(rows, ({ source }) => source);
}

/** Keeps each value, sealed; null forgets what is there. Throws PermanentError when the key cannot be used. */
export async function change(
  owner: string,
  values: Readonly<Record<string, string | null>>,
  userId: string | null,
  tx: Tx,
): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    if (value === null) {
      await tx.delete(secrets).where(and(eq(secrets.source, owner), eq(secrets.name, name)));
      continue;
    }
    const row = { sealed: seal(value, placeOf(owner, name)), setAt: new Date(), setBy: userId };
    await tx
      .insert(secrets)
      .values({ source: owner, name, ...row })
      .onConflictDoUpdate({ target: [secrets.source, secrets.name], set: row });
  }
}

/** How many secrets open with the present key, only with the one before, and with none (named, e.g. `x-api.bearer_token`). */
export interface Health {
  current: number;
  old: number;
  lost: string[];
}

/** Whether the secrets open. Throws PermanentError when a key cannot be used. */
export const health = async (tx: Tx): Promise<Health> => tally(await tx.select().from(secrets));

/**
 * Seals again, under the present key, whatever opens only with the one before; `tx` should be a transaction. Returns how
 * things stood before.
 */
export async function sealAgain(tx: Tx): Promise<Health> {
  const rows = await tx.select().from(secrets).for('update');
  for (const { source, name, sealed } of rows) {
    const found = opened(sealed, placeOf(source, name));
    if (found?.by !== 'old') continue;
    await tx
      .update(secrets)
      .set({ sealed: seal(found.secret, placeOf(source, name)) })
      .where(and(eq(secrets.source, source), eq(secrets.name, name)));
  }
  return tally(rows);
}

function tally(rows: { source: string; name: string; sealed: Buffer }[]): Health {
  const all: Health = { current: 0, old: 0, lost: [] };
  for (const { source, name, sealed } of rows) {
    const by = opened(sealed, placeOf(source, name))?.by;
    if (by) all[by] += 1;
    else all.lost.push(placeOf(source, name));
  }
  return all;
}
