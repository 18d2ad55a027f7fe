/** Captures: the rows that describe files in the evidence store (`<data>/evidence/ab/abcd…`, named by SHA-256). */
import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, jsonb, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { posts, runs } from './collection.ts';

export interface CustodyRecord {
  urlRequested: string;
  urlFinal: string;
  redirectChain: string[];
  httpStatus: number | null;
  tool: string;
  browser: string;
  viewport: string;
  locale: string;
  session: 'logged_out' | 'api' | 'supplied_by_staff';
}

export const captures = pgTable(
  'captures',
  {
    id: uuid()
      .primaryKey()
      .default(sql`uuidv7()`),
    postId: bigint('post_id', { mode: 'number' })
      .notNull()
      .references(() => posts.id),
    postVersion: integer('post_version').notNull(),
    runId: uuid('run_id').references(() => runs.id),
    capturedAt: timestamp('captured_at', { withTimezone: true }).notNull(),
    screenshotSha256: text('screenshot_sha256'),
    screenshotBytes: integer('screenshot_bytes'),
    pageSha256: text('page_sha256').notNull(),
    pageBytes: integer('page_bytes').notNull(),
    pageMediaType: text('page_media_type').notNull(),
    record: jsonb().$type<CustodyRecord>().notNull(),
  },
  (t) => [
    unique('captures_once').on(t.postId, t.pageSha256),
    index('captures_of_post').on(t.postId, t.capturedAt.desc()),
    check('captures_hash_form', sql`${t.pageSha256} ~ '^[0-9a-f]{64}$' and ${t.screenshotSha256} ~ '^[0-9a-f]{64}$'`),
    check('captures_screenshot_whole', sql`(${t.screenshotSha256} is null) = (${t.screenshotBytes} is null)`),
    check('captures_sizes', sql`${t.pageBytes} > 0 and ${t.screenshotBytes} > 0`),
  ],
);
