/** "Test connection": a page asks, a worker tries, the page shows what came of it. The last one of each subject is kept. */
import { eq, sql } from 'drizzle-orm';
import type { Outcome } from '../crawler/source.ts';
import type { Tx } from './client.server.ts';
import type { ChannelProblem } from './channels.ts';
import { connectionTests } from './schema/index.ts';

/** Why nothing was tried: it is switched off, it rests after a wall, its host is taken, or something unexpected happened. */
export type NotTried = 'off' | 'held' | 'busy' | 'surprise';

export type TestResult = Outcome | ChannelProblem | NotTried;

export interface ConnectionTest {
  askedAt: Date;
  /** Null until a worker takes it up. */
  startedAt: Date | null;
  endedAt: Date | null;
  /** Null while it is under way. */
  result: TestResult | null;
  /** For a technician; never a secret. */
  detail: string | null;
}

/** Notes that a person asks for a test of a way in or of a channel; what the last one said is forgotten. */
export async function ask(subject: string, userId: string | null, tx: Tx): Promise<void> {
  const row = {
    askedAt: sql`now()`,
    askedBy: userId,
    startedAt: null,
    endedAt: null,
    result: null,
    detail: null,
  };
  await tx
    .insert(connectionTests)
    .values({ subject, ...row })
    .onConflictDoUpdate({ target: connectionTests.subject, set: row });
}

export async function start(subject: string, tx: Tx): Promise<void> {
  await tx
    .update(connectionTests)
    .set({ startedAt: sql`now()` })
    .where(eq(connectionTests.subject, subject));
}

export async function end(subject: string, result: TestResult, detail: string | null, tx: Tx): Promise<void> {
  await tx
    .update(connectionTests)
    .set({ endedAt: sql`now()`, result, detail: detail?.slice(0, 300) || null })
    .where(eq(connectionTests.subject, subject));
}

/** The last test of each subject that was ever tested. */
export async function all(tx: Tx): Promise<Map<string, ConnectionTest>> {
  const rows = await tx.select().from(connectionTests);
  return new Map(rows.map(({ subject, result, ...row }) => [subject, { ...row, result: result as TestResult | null }]));
}

export const last = async (subject: string, tx: Tx): Promise<ConnectionTest | null> =>
  (await all(tx)).get(subject) ?? null;
