import { desc, eq, lt } from 'drizzle-orm';
import type { Tx } from './client.server.ts';
import { audit, users } from './schema/index.ts';

/** Records what a user (null: the system) did. `detail` must hold no post text, handle or phone. */
export async function note(
  userId: string | null,
  action: string,
  subject: string,
  detail: Record<string, unknown>,
  tx: Tx,
): Promise<void> {
  await tx.insert(audit).values({ userId, action, subject, detail });
}

/** Newest first; `before` is the id of the last row already shown. */
export async function recent(before: number | null, tx: Tx, limit = 50) {
  return tx
    .select({
      id: audit.id,
      at: audit.at,
      action: audit.action,
      subject: audit.subject,
      detail: audit.detail,
      userName: users.name,
    })
    .from(audit)
    .leftJoin(users, eq(users.id, audit.userId))
    .where(before === null ? undefined : lt(audit.id, before))
    .orderBy(desc(audit.id))
    .limit(limit);
}
