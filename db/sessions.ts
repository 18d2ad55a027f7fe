/** The browser holds a random token; the table holds only its SHA-256. */
import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import type { Tx } from './client.server.ts';
import { sessions, users } from './schema/index.ts';
import type { User } from './users.ts';

export const lifetimeSeconds = 12 * 3600;

const hash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Opens a session and returns the token for the cookie. */
export async function open(userId: string, tx: Tx): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await tx.delete(sessions).where(lt(sessions.expiresAt, sql`now()`));
  await tx.insert(sessions).values({
    tokenHash: hash(token),
    userId,
    expiresAt: sql`now() + make_interval(secs => ${lifetimeSeconds})`,
  });
  return token;
}

/** The user whose session this token opens, or null when it is unknown, old, or the user is disabled. */
export async function user(token: string, tx: Tx): Promise<User | null> {
  const [row] = await tx
    .select({ id: users.id, email: users.email, name: users.name, role: users.role, locale: users.locale })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.tokenHash, hash(token)), gt(sessions.expiresAt, sql`now()`), isNull(users.disabledAt)));
  return row ?? null;
}

export async function close(token: string, tx: Tx): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.tokenHash, hash(token)));
}
