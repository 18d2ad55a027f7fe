/** When each host and each source may be asked next, shared by all workers whatever carries the queue. */
import { check, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { Outcome } from '../../crawler/source.ts';

/** One visit at a time to a host: a row says until when it is taken or has to be left alone. */
export const turns = pgTable('turns', {
  host: text().primaryKey(),
  freeAt: timestamp('free_at', { withTimezone: true }).notNull(),
  /** Who is visiting now; a holder that died is overtaken at `freeAt`. */
  holder: uuid(),
});

/** A source that put up a wall: until when it is left alone, and how many runs in a row met one. */
export const holds = pgTable(
  'holds',
  {
    source: text().primaryKey(),
    until: timestamp({ withTimezone: true }).notNull(),
    /** The outcome that brought it. */
    reason: text().$type<Outcome>().notNull(),
    walls: integer().notNull().default(0),
  },
  (t) => [check('holds_walls', sql`${t.walls} >= 0`)],
);
