/** Ways to tell people of alarms: what an operator gave each, and when it may speak next. */
import { and, eq, lte, sql } from 'drizzle-orm';
import type { Field } from '../crawler/source.ts';
import { PermanentError } from '../errors.ts';
import type { Tx } from './client.server.ts';
import { channelNames, channels, users, type ChannelName } from './schema/index.ts';
import * as secrets from './secrets.ts';

export { channelNames, type ChannelName } from './schema/index.ts';

export interface ChannelField extends Field {
  /** Where a value is one of a few. */
  choices?: readonly string[];
}

/** What an operator fills in. What the patterns cannot say is checked where the form is read. */
export const channelFields: Record<ChannelName, readonly ChannelField[]> = {
  email: [
    { name: 'host', secret: false, required: true, pattern: '[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?' },
    { name: 'port', secret: false, required: true, pattern: '[1-9][0-9]{0,4}' },
    { name: 'security', secret: false, required: true, choices: ['starttls', 'tls', 'none'] },
    { name: 'user', secret: false, required: false },
    { name: 'password', secret: true, required: false },
    { name: 'from', secret: false, required: true },
    { name: 'to', secret: false, required: true },
    { name: 'language', secret: false, required: true, choices: ['es', 'en'] },
  ],
  webhook: [
    { name: 'url', secret: false, required: true },
    { name: 'secret', secret: true, required: true, pattern: 'whsec_[A-Za-z0-9+/]{32,88}={0,2}' },
  ],
};

/** Why a message did not arrive. */
export const channelProblems = [
  'incomplete',
  'demo',
  'address_refused',
  'unreachable',
  'timeout',
  'certificate',
  'login_refused',
  'sender_refused',
  'recipient_refused',
  'answer_refused',
  'secret_lost',
  'unexpected',
] as const;
export type ChannelProblem = (typeof channelProblems)[number];

type Row = typeof channels.$inferSelect;

export interface ShownChannel extends Omit<Row, 'changedBy' | 'problem'> {
  problem: ChannelProblem | null;
  changedBy: string | null;
  secrets: secrets.Kept[];
}

const untouched: Omit<Row, 'name'> = {
  isOn: false,
  settings: {},
  version: 0,
  changedAt: new Date(0),
  changedBy: null,
  nextAt: new Date(0),
  failures: 0,
  sentAt: null,
  problem: null,
  problemDetail: null,
  problemAt: null,
};

/** What pages may show, for every channel whether somebody has set it or not. */
export async function shown(tx: Tx): Promise<ShownChannel[]> {
  const rows = await tx
    .select({ row: channels, changedBy: users.name })
    .from(channels)
    .leftJoin(users, eq(users.id, channels.changedBy));
  const kept = await secrets.kept(tx);
  return channelNames.map((name) => {
    const found = rows.find(({ row }) => row.name === name);
    const row = { name, ...(found?.row ?? untouched) };
    const problem = row.problem as ChannelProblem | null;
    return { ...row, problem, changedBy: found?.changedBy ?? null, secrets: kept.get(name) ?? [] };
  });
}

export interface ChannelChange {
  isOn: boolean;
  settings: Record<string, string>;
  secrets: Readonly<Record<string, string | null>>;
}

/**
 * Changes a channel in a person's name and lets it speak at once again; `tx` should be a transaction. Throws PermanentError
 * (`settings_changed`) when somebody else has changed it since `version` was shown.
 */
export async function change(
  name: ChannelName,
  version: number,
  { isOn, settings, secrets: values }: ChannelChange,
  userId: string | null,
  tx: Tx,
): Promise<void> {
  const row = { isOn, settings, changedAt: new Date(), changedBy: userId };
  const anew = { nextAt: sql`now()`, failures: 0, problem: null, problemDetail: null, problemAt: null };
  const changed = await tx
    .insert(channels)
    .values({ name, ...row })
    .onConflictDoUpdate({
      target: channels.name,
      set: { ...row, ...anew, version: sql`${channels.version} + 1` },
      setWhere: eq(channels.version, version),
    })
    .returning({ name: channels.name });
  if (changed.length === 0)
    throw new PermanentError('Somebody else has changed this channel in the meantime.', 'settings_changed');
  await secrets.change(name, values, userId, tx);
}

export interface GivenChannel {
  settings: Record<string, string>;
  secrets: Record<string, string>;
}

/** What a channel needs to speak, its secrets opened. For workers. Throws PermanentError when a secret does not open. */
export async function given(name: ChannelName, tx: Tx): Promise<GivenChannel> {
  const [row] = await tx.select().from(channels).where(eq(channels.name, name));
  return { settings: row?.settings ?? {}, secrets: await secrets.open(name, tx) };
}

/** Channels that are on and may speak now. */
export async function free(tx: Tx): Promise<ChannelName[]> {
  const rows = await tx
    .select({ name: channels.name })
    .from(channels)
    .where(and(eq(channels.isOn, true), lte(channels.nextAt, sql`now()`)));
  return rows.map((row) => row.name);
}

/**
 * Takes the right to speak through the channel: false when it is off, was used within `restSeconds`, or another worker has
 * taken it. A worker that dies with it has lost it for as long.
 */
export async function claim(name: ChannelName, restSeconds: number, tx: Tx): Promise<boolean> {
  const taken = await tx
    .update(channels)
    .set({ nextAt: sql`now() + make_interval(secs => ${restSeconds})` })
    .where(and(eq(channels.name, name), eq(channels.isOn, true), lte(channels.nextAt, sql`now()`)))
    .returning({ name: channels.name });
  return taken.length === 1;
}

/** A message arrived; `refused` of its receivers were not taken. */
export async function noteSent(name: ChannelName, refused: number, tx: Tx): Promise<void> {
  const problem: ChannelProblem | null = refused > 0 ? 'recipient_refused' : null;
  await tx
    .update(channels)
    .set({
      sentAt: sql`now()`,
      failures: 0,
      problem,
      problemDetail: problem && String(refused),
      problemAt: problem && sql`now()`,
    })
    .where(eq(channels.name, name));
}

/** A try failed: the next one comes later each time, after one minute, two, four, at most an hour. */
export async function noteFailed(
  name: ChannelName,
  { problem, detail }: { problem: ChannelProblem; detail: string | null },
  tx: Tx,
): Promise<void> {
  await tx
    .update(channels)
    .set({
      failures: sql`${channels.failures} + 1`,
      nextAt: sql`now() + least(60, 2 ^ least(${channels.failures}, 10)) * interval '1 minute'`,
      problem,
      problemDetail: detail?.slice(0, 300) ?? null,
      problemAt: sql`now()`,
    })
    .where(eq(channels.name, name));
}
