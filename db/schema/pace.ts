/** When each source may be asked next, shared by all workers whatever carries the queue. */
import { pgTable, text, timestamp } from 'drizzle-orm/pg-core';

export const paces = pgTable('paces', {
  source: text().primaryKey(),
  nextAt: timestamp('next_at', { withTimezone: true }).notNull(),
  /** Why it has to wait longer than its usual gap, as a sentence for staff; null for the usual gap. */
  reason: text(),
});
