/** Reviews (append-only, undone by a further row), reports and the notices in them. */
import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { platformEnum, posts } from './collection.ts';
import { users } from './people.ts';

export const verdicts = ['resale', 'gestoria', 'impersonation', 'misinformation', 'not_actionable'] as const;
export type Verdict = (typeof verdicts)[number];
export const verdictEnum = pgEnum('verdict', verdicts);

/** Facts that platform policies name; a report without any is weak. */
export const facts = [
  'false_affiliation',
  'uses_logo',
  'asks_personal_data',
  'guarantees',
  'several_accounts',
  'cloned_site',
] as const;
export type Fact = (typeof facts)[number];

/** Append-only: a trigger refuses UPDATE and DELETE. */
export const reviews = pgTable(
  'reviews',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    postId: bigint('post_id', { mode: 'number' })
      .notNull()
      .references(() => posts.id),
    /** The version the person read. */
    postVersion: integer('post_version').notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** Null on an undo. */
    verdict: verdictEnum(),
    facts: text().array().$type<Fact[]>().notNull().default([]),
    note: text().notNull().default(''),
    /** The review that this row takes back. */
    undoes: bigint({ mode: 'number' }),
  },
  (t) => [
    index('reviews_of_post').on(t.postId, t.id.desc()),
    uniqueIndex('reviews_undone_once').on(t.undoes),
    check('reviews_verdict_or_undo', sql`(${t.verdict} is null) <> (${t.undoes} is null)`),
    check('reviews_note_length', sql`length(${t.note}) <= 4000`),
  ],
);

export const reportStatuses = ['draft', 'approved', 'exported', 'submitted', 'withdrawn'] as const;
export type ReportStatus = (typeof reportStatuses)[number];
export const reportStatusEnum = pgEnum('report_status', reportStatuses);

/** The running part of report numbers; gaps are allowed, repeats are not. */
export const reportNumber = pgSequence('report_number');

export const reports = pgTable(
  'reports',
  {
    id: uuid()
      .primaryKey()
      .default(sql`uuidv7()`),
    /** `SRE-FB-2026-000123` */
    number: text().notNull(),
    platform: platformEnum().notNull(),
    channel: text().notNull(),
    status: reportStatusEnum().notNull().default('draft'),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => users.id),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    approvedBy: uuid('approved_by').references(() => users.id),
    approvedAt: timestamp('approved_at', { withTimezone: true }),
    /** The frozen report.json, set by approval; what is exported is exactly this. */
    content: jsonb().$type<Record<string, unknown>>(),
    exportedAt: timestamp('exported_at', { withTimezone: true }),
    packageSha256: text('package_sha256'),
    packageBytes: integer('package_bytes'),
    /** Why the last export did not finish, as a sentence for the liaison. */
    problem: text(),
    submittedAt: timestamp('submitted_at', { withTimezone: true }),
    platformReference: text('platform_reference'),
  },
  (t) => [
    unique('reports_number').on(t.number),
    index('reports_recent').on(t.createdAt.desc()),
    check('reports_number_form', sql`${t.number} ~ '^SRE-(FB|X|GG)-[0-9]{4}-[0-9]{6}$'`),
    check('reports_two_people', sql`${t.approvedBy} <> ${t.createdBy}`),
    check(
      'reports_approved_whole',
      sql`(${t.approvedBy} is null) = (${t.approvedAt} is null) and (${t.approvedBy} is null) = (${t.content} is null)`,
    ),
    check('reports_package_whole', sql`(${t.packageSha256} is null) = (${t.exportedAt} is null)`),
    check('reports_exported_after_approval', sql`${t.exportedAt} is null or ${t.approvedAt} is not null`),
  ],
);

export const notices = pgTable(
  'notices',
  {
    id: uuid()
      .notNull()
      .unique()
      .default(sql`uuidv7()`),
    reportId: uuid('report_id')
      .notNull()
      .references(() => reports.id),
    postId: bigint('post_id', { mode: 'number' })
      .notNull()
      .references(() => posts.id),
    seq: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.reportId, t.postId] }),
    unique('notices_seq').on(t.reportId, t.seq),
    index('notices_of_post').on(t.postId),
    check('notices_seq_positive', sql`${t.seq} >= 1`),
  ],
);
