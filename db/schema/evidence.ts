/**
 * Captures: the rows that describe pieces in the evidence store, each named by its SHA-256; and custody: the hash chain
 * that says what was done with them, when, by whom.
 */
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
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
  /** IANA name, as the page was told; absent where there was no page. */
  timezone?: string;
  /** Where the requests came from, in the operator's words (`VIGIA_EGRESS`); null where nobody has declared it. */
  egress?: string | null;
  /** The worker that took it (`VIGIA_WORKER_NAME`): a machine, not a person. */
  worker?: string;
  /** Answers that the page pulled in and the archive leaves out because of its limits. */
  archiveOmitted?: number;
}

/** What may be kept of one capture. `page` always is. */
export const pieceKinds = ['screenshot', 'page', 'mhtml', 'text', 'headers', 'wacz'] as const;
export type PieceKind = (typeof pieceKinds)[number];

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
    /** One file of the page with what it shows, as the browser snapshots it (MHTML). */
    mhtmlSha256: text('mhtml_sha256'),
    mhtmlBytes: integer('mhtml_bytes'),
    /** The words a reader sees, UTF-8. */
    textSha256: text('text_sha256'),
    textBytes: integer('text_bytes'),
    /** JSON: status and headers of the main document's answer. */
    headersSha256: text('headers_sha256'),
    headersBytes: integer('headers_bytes'),
    /** Every answer the page was made of, to be replayed (WACZ 1.1.1). */
    waczSha256: text('wacz_sha256'),
    waczBytes: integer('wacz_bytes'),
    /** Filed before there was a chain: the only captures that may lack a record in it. */
    beforeCustody: boolean('before_custody').notNull().default(false),
    record: jsonb().$type<CustodyRecord>().notNull(),
  },
  (t) => [
    unique('captures_once').on(t.postId, t.pageSha256),
    index('captures_of_post').on(t.postId, t.capturedAt.desc()),
    check('captures_hash_form', sql`${t.pageSha256} ~ '^[0-9a-f]{64}$' and ${t.screenshotSha256} ~ '^[0-9a-f]{64}$'`),
    check('captures_screenshot_whole', sql`(${t.screenshotSha256} is null) = (${t.screenshotBytes} is null)`),
    check('captures_sizes', sql`${t.pageBytes} > 0 and ${t.screenshotBytes} > 0`),
    check(
      'captures_pieces_hash_form',
      sql`${t.mhtmlSha256} ~ '^[0-9a-f]{64}$' and ${t.textSha256} ~ '^[0-9a-f]{64}$' and ${t.headersSha256} ~ '^[0-9a-f]{64}$' and ${t.waczSha256} ~ '^[0-9a-f]{64}$'`,
    ),
    check(
      'captures_pieces_whole',
      sql`(${t.mhtmlSha256} is null) = (${t.mhtmlBytes} is null) and (${t.textSha256} is null) = (${t.textBytes} is null) and (${t.headersSha256} is null) = (${t.headersBytes} is null) and (${t.waczSha256} is null) = (${t.waczBytes} is null)`,
    ),
  ],
);

export const custodyEvents = ['captured', 'imported', 'exported', 'verified'] as const;
export type CustodyEvent = (typeof custodyEvents)[number];

/** Append-only: a trigger refuses UPDATE, DELETE and TRUNCATE. Written by db/custody.ts alone. */
export const custody = pgTable(
  'custody',
  {
    /** 1, 2, 3 …, without gaps. */
    seq: bigint({ mode: 'number' }).primaryKey(),
    at: timestamp({ withTimezone: true }).notNull(),
    event: text().$type<CustodyEvent>().notNull(),
    /** `user:<id>`, `worker:<name>` or `command:<name>`. */
    actor: text().notNull(),
    /** No foreign key: a capture may be erased one day when its period ends; what was done with it stays on record. */
    captureId: uuid('capture_id'),
    /** Hashes, sizes and circumstances; no address, name or text of anybody, so that the chain never has to be broken. */
    record: jsonb().$type<Record<string, unknown>>().notNull(),
    /** `hash` of the record before; 64 zeros for the first. */
    prevHash: text('prev_hash').notNull(),
    /** SHA-256 of `prevHash` followed by the canonical JSON of seq, at, event, actor, captureId and record. */
    hash: text().notNull(),
  },
  (t) => [
    unique('custody_no_fork').on(t.prevHash),
    index('custody_of_capture').on(t.captureId),
    check('custody_seq_positive', sql`${t.seq} >= 1`),
    check('custody_hash_form', sql`${t.prevHash} ~ '^[0-9a-f]{64}$' and ${t.hash} ~ '^[0-9a-f]{64}$'`),
    check('custody_event_form', sql`${t.event} ~ '^[a-z_]+$'`),
    check('custody_actor_form', sql`${t.actor} ~ '^(user|worker|command):.'`),
  ],
);
