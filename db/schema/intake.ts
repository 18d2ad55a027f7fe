/** What staff hand in: each hand-in with its progress, the links of a paste, and the rows of a table that were refused. */
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Mapping, TableReading } from '../../crawler/intake/table.types.ts';
import type { PictureReading } from '../../crawler/intake/ocr.ts';
import { outcomeEnum, platformEnum, posts, runs } from './collection.ts';
import { users } from './people.ts';

/** Links of a paste, a table of posts, a saved page or an answer of an API, a picture of a screen. */
export const intakeKinds = ['links', 'table', 'page', 'picture'] as const;
export type IntakeKind = (typeof intakeKinds)[number];

/** `reading`: the worker looks at the file; `ready`: a person's turn; `running`: the worker's; the last two are ends. */
export const intakeStates = ['reading', 'ready', 'running', 'done', 'refused'] as const;
export type IntakeState = (typeof intakeStates)[number];

/** What the worker read in a file, for the person who decides what becomes of it. Emptied when the hand-in ends. */
export type Reading = ({ of: 'table' } & TableReading) | ({ of: 'picture' } & PictureReading);

export const intakes = pgTable(
  'intakes',
  {
    id: uuid()
      .primaryKey()
      .default(sql`uuidv7()`),
    kind: text({ enum: intakeKinds }).notNull(),
    state: text({ enum: intakeStates }).notNull(),
    /** Null: handed in at the command line. */
    userId: uuid('user_id').references(() => users.id),
    /** Set when its posts begin to be saved. */
    runId: uuid('run_id').references(() => runs.id),
    /** The file in the evidence store; null for links. */
    fileSha256: text('file_sha256'),
    fileName: text('file_name').notNull().default(''),
    fileBytes: integer('file_bytes').notNull().default(0),
    /** Where and when staff say that it was saved. */
    savedFrom: text('saved_from'),
    savedAt: timestamp('saved_at', { withTimezone: true }),
    reading: jsonb().$type<Reading>(),
    mapping: jsonb().$type<Mapping>(),
    /** Links or rows in it; null until it is known. */
    total: integer(),
    /** Links or rows that are dealt with: where a worker that takes over goes on. */
    cursor: integer().notNull().default(0),
    foundCount: integer('found_count').notNull().default(0),
    newCount: integer('new_count').notNull().default(0),
    failedCount: integer('failed_count').notNull().default(0),
    /** Code of a sentence that says why the whole of it was refused. */
    problem: text(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    touchedAt: timestamp('touched_at', { withTimezone: true }).notNull().defaultNow(),
    finishedAt: timestamp('finished_at', { withTimezone: true }),
  },
  (t) => [
    index('intakes_recent').on(t.createdAt.desc()),
    index('intakes_open')
      .on(t.touchedAt)
      .where(sql`${t.state} in ('reading', 'running')`),
    check('intakes_kind', sql`${t.kind} in ('links', 'table', 'page', 'picture')`),
    check('intakes_state', sql`${t.state} in ('reading', 'ready', 'running', 'done', 'refused')`),
    check('intakes_hash_form', sql`${t.fileSha256} ~ '^[0-9a-f]{64}$'`),
    check('intakes_counts', sql`${t.cursor} >= 0 and ${t.foundCount} >= ${t.newCount} and ${t.newCount} >= 0`),
    check('intakes_ended', sql`(${t.state} in ('done', 'refused')) = (${t.finishedAt} is not null)`),
  ],
);

export const intakeLinks = pgTable(
  'intake_links',
  {
    intakeId: uuid('intake_id')
      .notNull()
      .references(() => intakes.id, { onDelete: 'cascade' }),
    /** 1 for the first link of the paste. */
    line: integer().notNull(),
    given: text().notNull(),
    /** What a person selected on the page: the post's text where its page cannot be read. */
    text: text().notNull().default(''),
    /** As far as it is known: after a resolution, the address it led to. */
    canonical: text(),
    platform: platformEnum(),
    kind: text(),
    key: text(),
    /** The line whose post this one names again. */
    duplicateOf: integer('duplicate_of'),
    /** Null: still to be visited. */
    outcome: outcomeEnum(),
    /** Code of the sentence that says why there is no text, or no post. */
    problem: text(),
    postId: bigint('post_id', { mode: 'number' }).references(() => posts.id),
    fresh: boolean().notNull().default(false),
    /** The addresses that a share link or a shortener led over. */
    hops: jsonb().$type<string[]>().notNull().default([]),
  },
  (t) => [
    primaryKey({ columns: [t.intakeId, t.line] }),
    index('intake_links_open')
      .on(t.intakeId)
      .where(sql`${t.outcome} is null`),
    index('intake_links_of_post').on(t.postId),
    check('intake_links_line', sql`${t.line} >= 1`),
  ],
);

/** Rows that were refused. What stands in them stays in the file: here is only where to look and what to do. */
export const intakeProblems = pgTable(
  'intake_problems',
  {
    intakeId: uuid('intake_id')
      .notNull()
      .references(() => intakes.id, { onDelete: 'cascade' }),
    /** As a spreadsheet numbers it: the headers are row 1. */
    row: integer().notNull(),
    /** The column's own header; empty where the whole row is meant. */
    column: text().notNull(),
    code: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.intakeId, t.row] })],
);

/** Which column means what, remembered for the next file with the same headers. */
export const intakeMappings = pgTable('intake_mappings', {
  /** SHA-256 of the headers. */
  signature: text().primaryKey(),
  mapping: jsonb().$type<Mapping>().notNull(),
  usedAt: timestamp('used_at', { withTimezone: true }).notNull().defaultNow(),
});
