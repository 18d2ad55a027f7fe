/** What an operator gave each way in: whether it is on, its settings, and its secrets, which come in and never go out to a page. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from './client.server.ts';
import { secrets, sourceSettings, users } from './schema/index.ts';
import { seal, unseal } from './seal.server.ts';

export interface Given {
  /** Null where nobody has decided yet. */
  isOn: boolean | null;
  settings: Record<string, string>;
  secrets: Record<string, string>;
}

/** All that was given to `source`, its secrets opened; null when nobody has set it. For workers, never for pages. */
export async function given(source: string, tx: Tx): Promise<Given | null> {
  const [row] = await tx.select().from(sourceSettings).where(eq(sourceSettings.source, source));
  const sealed = await tx.select().from(secrets).where(eq(secrets.source, source));
  if (!row && sealed.length === 0) return null;
  return {
    isOn: row?.isOn ?? null,
    settings: row?.settings ?? {},
    secrets: Object.fromEntries(sealed.map(({ name, sealed: value }) => [name, unseal(value, `${source}.${name}`)])),
  };
}

export interface Shown {
  source: string;
  isOn: boolean | null;
  settings: Record<string, string>;
  changedAt: Date | null;
  changedBy: string | null;
  /** Which secrets there are, and since when; never what they say. */
  secrets: { name: string; setAt: Date }[];
}

/** What pages may show, by source. */
export async function shown(tx: Tx): Promise<Map<string, Shown>> {
  const rows = await tx
    .select({
      source: sourceSettings.source,
      isOn: sourceSettings.isOn,
      settings: sourceSettings.settings,
      changedAt: sourceSettings.changedAt,
      changedBy: users.name,
    })
    .from(sourceSettings)
    .leftJoin(users, eq(users.id, sourceSettings.changedBy));
  const kept = await tx.select({ source: secrets.source, name: secrets.name, setAt: secrets.setAt }).from(secrets);
  const all = new Map<string, Shown>();
  const of = (source: string): Shown => {
    const found = all.get(source) ?? {
      source,
      isOn: null,
      settings: {},
      changedAt: null,
      changedBy: null,
      secrets: [],
    };
    all.set(source, found);
    return found;
  };
  for (const row of rows) Object.assign(of(row.source), row);
  for (const { source, name, setAt } of kept) of(source).secrets.push({ name, setAt });
  return all;
}

/** Switches a source on or off and keeps its settings, in a person's name. */
export async function set(
  source: string,
  { isOn, settings }: { isOn: boolean; settings: Record<string, string> },
  userId: string | null,
  tx: Tx,
): Promise<void> {
  const values = { isOn, settings, changedAt: new Date(), changedBy: userId };
  await tx
    .insert(sourceSettings)
    .values({ source, ...values })
    .onConflictDoUpdate({ target: sourceSettings.source, set: values });
}

/** Keeps a secret, sealed; an empty one is forgotten. */
export async function setSecret(
  source: string,
  name: string,
  value: string,
  userId: string | null,
  tx: Tx,
): Promise<void> {
  if (value === '') {
    await tx.delete(secrets).where(and(eq(secrets.source, source), eq(secrets.name, name)));
    return;
  }
  const values = { sealed: seal(value, `${source}.${name}`), setAt: new Date(), setBy: userId };
  await tx
    .insert(secrets)
    .values({ source, name, ...values })
    .onConflictDoUpdate({ target: [secrets.source, secrets.name], set: values });
}
