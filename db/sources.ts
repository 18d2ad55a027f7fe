/** What an operator gave each way in: whether it is on, knowingly, and its settings and secrets. */
import { aliasedTable, eq, sql } from 'drizzle-orm';
import { PermanentError } from '../errors.ts';
import type { Tx } from './client.server.ts';
import { sourceSettings, users } from './schema/index.ts';
import * as secrets from './secrets.ts';

export interface Given {
  /** Null where nobody has decided yet. */
  isOn: boolean | null;
  settings: Record<string, string>;
  secrets: Record<string, string>;
}

/** All that was given to `source`, its secrets opened; null when nobody has set it. For workers, never for pages. */
export async function given(source: string, tx: Tx): Promise<Given | null> {
  const [row] = await tx.select().from(sourceSettings).where(eq(sourceSettings.source, source));
  const open = await secrets.open(source, tx);
  if (!row && Object.keys(open).length === 0) return null;
  return { isOn: row?.isOn ?? null, settings: row?.settings ?? {}, secrets: open };
}

/** Whether somebody has switched `source` on or off; null where nobody has. Opens no secret. */
export async function decided(source: string, tx: Tx): Promise<boolean | null> {
  const [row] = await tx
    .select({ isOn: sourceSettings.isOn })
    .from(sourceSettings)
    .where(eq(sourceSettings.source, source));
  return row?.isOn ?? null;
}

export interface Shown {
  isOn: boolean | null;
  settings: Record<string, string>;
  /** What a change must name; 0 where nobody has set anything. */
  version: number;
  changedAt: Date | null;
  changedBy: string | null;
  /** Which reading of the host's position was accepted (its date), when and by whom. */
  accepted: { readOn: string; at: Date; by: string | null } | null;
  /** Which secrets there are, and since when; never what they say. */
  secrets: secrets.Kept[];
}

const untouched: Omit<Shown, 'secrets'> = {
  isOn: null,
  settings: {},
  version: 0,
  changedAt: null,
  changedBy: null,
  accepted: null,
};

/** What pages may show, for any source whether somebody has set it or not. */
export async function shown(tx: Tx): Promise<(source: string) => Shown> {
  const acceptors = aliasedTable(users, 'acceptors');
  const rows = await tx
    .select({ row: sourceSettings, changedBy: users.name, acceptedBy: acceptors.name })
    .from(sourceSettings)
    .leftJoin(users, eq(users.id, sourceSettings.changedBy))
    .leftJoin(acceptors, eq(acceptors.id, sourceSettings.acceptedBy));
  const kept = await secrets.kept(tx);
  const all = new Map(
    rows.map(({ row, changedBy, acceptedBy }) => {
      const { source, isOn, settings, version, changedAt, acceptedReadOn, acceptedAt } = row;
      const accepted = acceptedReadOn && acceptedAt ? { readOn: acceptedReadOn, at: acceptedAt, by: acceptedBy } : null;
      return [source, { isOn, settings, version, changedAt, changedBy, accepted }] as const;
    }),
  );
  return (source) => ({ ...(all.get(source) ?? untouched), secrets: kept.get(source) ?? [] });
}

export interface Change {
  isOn?: boolean;
  /** All of them: what is missing is forgotten. */
  settings?: Record<string, string>;
  /** Only these change; null forgets one. */
  secrets?: Readonly<Record<string, string | null>>;
  /** The reading (ISO date) of the host's position that the person accepts with this change. */
  accepts?: string;
}

/**
 * Changes what was given to `source`, in a person's name; `tx` should be a transaction. Throws PermanentError
 * (`settings_changed`) when somebody else has changed it since `version` was shown.
 */
export async function change(
  source: string,
  version: number,
  { isOn, settings, secrets: values, accepts }: Change,
  userId: string | null,
  tx: Tx,
): Promise<void> {
  const row = {
    ...(isOn !== undefined && { isOn }),
    ...(settings && { settings }),
    ...(accepts && { acceptedReadOn: accepts, acceptedAt: new Date(), acceptedBy: userId }),
    changedAt: new Date(),
    changedBy: userId,
  };
  const changed = await tx
    .insert(sourceSettings)
    .values({ source, ...row })
    .onConflictDoUpdate({
      target: sourceSettings.source,
      set: { ...row, version: sql`${sourceSettings.version} + 1` },
      setWhere: eq(sourceSettings.version, version),
    })
    .returning({ source: sourceSettings.source });
  if (changed.length === 0)
    throw new PermanentError('Somebody else has changed this source in the meantime.', 'settings_changed');
  if (values) await secrets.change(source, values, userId, tx);
}

/** When each source last read to the end (ok or empty) within the last thirty days. */
export async function lastGood(tx: Tx): Promise<Map<string, Date>> {
  const result = await tx.execute<{ source: string; at: string }>(sql`
    select source, max(planned_at)::text as at from runs
    where planned_at > now() - interval '30 days' and outcome in ('ok', 'empty') group by source`);
  return new Map(result.rows.map(({ source, at }) => [source, new Date(at)]));
}
