/** What an operator gave each way in, what it cost, and what people have to know of it. */
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  customType,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { readUnits } from '../../crawler/source.ts';
import { runs, terms } from './collection.ts';
import { users } from './people.ts';

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** One row a way in that somebody has set; without a row the environment's word counts (config.ts). */
export const sourceSettings = pgTable('source_settings', {
  source: text().primaryKey(),
  /** Null while only settings were given and nobody has decided: the environment's word counts. */
  isOn: boolean('is_on'),
  settings: jsonb().$type<Record<string, string>>().notNull().default({}),
  /** Grows with each change, secrets included: who saves over a change that they have not seen is refused. */
  version: integer().notNull().default(1),
  changedAt: timestamp('changed_at', { withTimezone: true }).notNull().defaultNow(),
  changedBy: uuid('changed_by').references(() => users.id),
  /** Which reading of the host's position (its date) was accepted knowingly, when and by whom. */
  acceptedReadOn: date('accepted_read_on', { mode: 'string' }),
  acceptedAt: timestamp('accepted_at', { withTimezone: true }),
  acceptedBy: uuid('accepted_by').references(() => users.id),
});

/** The last "test connection" of a way in or of a channel: asked for by a page, made by a worker. */
export const connectionTests = pgTable('connection_tests', {
  /** Name of the way in or of the channel. */
  subject: text().primaryKey(),
  askedAt: timestamp('asked_at', { withTimezone: true }).notNull().defaultNow(),
  askedBy: uuid('asked_by').references(() => users.id),
  startedAt: timestamp('started_at', { withTimezone: true }),
  endedAt: timestamp('ended_at', { withTimezone: true }),
  /** An outcome of a run, or why there was none (db/tests.ts). */
  result: text(),
  /** One plain sentence for a technician; never a secret. */
  detail: text(),
});

/** Secrets of ways in and of channels, sealed (db/seal.server.ts). Nothing that reaches a browser is ever made from this table but when and by whom. */
export const secrets = pgTable(
  'secrets',
  {
    source: text().notNull(),
    name: text().notNull(),
    sealed: bytea().notNull(),
    setAt: timestamp('set_at', { withTimezone: true }).notNull().defaultNow(),
    setBy: uuid('set_by').references(() => users.id),
  },
  (t) => [primaryKey({ columns: [t.source, t.name] })],
);

export const readUnitEnum = pgEnum('read_unit', readUnits);

/** What was read and what it cost by the dated price list (crawler/prices.ts), a row a UTC day, source, term and unit. */
export const spend = pgTable(
  'spend',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    day: date({ mode: 'string' }).notNull(),
    source: text().notNull(),
    /** Null where no term asked: a capture, a test of the connection. */
    termId: uuid('term_id').references(() => terms.id),
    unit: readUnitEnum().notNull(),
    count: integer().notNull(),
    usd: numeric({ precision: 14, scale: 6, mode: 'number' }).notNull(),
  },
  (t) => [
    unique('spend_once').on(t.day, t.source, t.termId, t.unit).nullsNotDistinct(),
    index('spend_of_term').on(t.termId, t.day),
    check('spend_positive', sql`${t.count} >= 0 and ${t.usd} >= 0`),
  ],
);

export const alarmKinds = [
  'blocked',
  'auth_expired',
  'quota_exhausted',
  'budget_spent',
  'layout_changed',
  'low_yield',
  'evidence_fault',
] as const;
export type AlarmKind = (typeof alarmKinds)[number];
export const alarmKindEnum = pgEnum('alarm_kind', alarmKinds);

/** Something that people have to look at. One open alarm a kind, source and term, however often it happens. */
export const alarms = pgTable(
  'alarms',
  {
    id: uuid()
      .primaryKey()
      .default(sql`uuidv7()`),
    kind: alarmKindEnum().notNull(),
    source: text().notNull(),
    termId: uuid('term_id').references(() => terms.id),
    /** The run that raised it last. */
    runId: uuid('run_id').references(() => runs.id),
    /** One plain sentence; never other people's data. */
    detail: text(),
    openedAt: timestamp('opened_at', { withTimezone: true }).notNull().defaultNow(),
    lastAt: timestamp('last_at', { withTimezone: true }).notNull().defaultNow(),
    times: integer().notNull().default(1),
    closedAt: timestamp('closed_at', { withTimezone: true }),
    /** Null when it settled by itself: the next run went well. */
    closedBy: uuid('closed_by').references(() => users.id),
    /** What the person who closed it found or did. */
    closedNote: text('closed_note'),
  },
  (t) => [
    uniqueIndex('alarms_open')
      .on(t.kind, t.source, sql`coalesce(${t.termId}, '00000000-0000-0000-0000-000000000000')`)
      .where(sql`${t.closedAt} is null`),
    index('alarms_recent').on(t.openedAt.desc()),
    index('alarms_closed').on(t.closedAt.desc(), t.id.desc()),
    check('alarms_times', sql`${t.times} >= 1`),
    check('alarms_note', sql`length(${t.closedNote}) <= 500`),
  ],
);

/** Ways to tell people of an alarm who are not looking at a page. */
export const channelNames = ['email', 'webhook'] as const;
export type ChannelName = (typeof channelNames)[number];
export const channelEnum = pgEnum('channel', channelNames);

/** One row a channel that somebody has set. Its secrets lie with those of the ways in. */
export const channels = pgTable('channels', {
  name: channelEnum().primaryKey(),
  isOn: boolean('is_on').notNull().default(false),
  settings: jsonb().$type<Record<string, string>>().notNull().default({}),
  version: integer().notNull().default(1),
  changedAt: timestamp('changed_at', { withTimezone: true }).notNull().defaultNow(),
  changedBy: uuid('changed_by').references(() => users.id),
  /** When the next message may leave: after one that went well or was claimed, and later after each that failed. */
  nextAt: timestamp('next_at', { withTimezone: true }).notNull().defaultNow(),
  /** Tries in a row that failed. */
  failures: integer().notNull().default(0),
  sentAt: timestamp('sent_at', { withTimezone: true }),
  /** Why the last try failed (db/channels.ts), and what the server said; null after one that went well. */
  problem: text(),
  problemDetail: text('problem_detail'),
  problemAt: timestamp('problem_at', { withTimezone: true }),
});

/** Which alarm was told through which channel: what was told once is not told again when another channel fails. */
export const tellings = pgTable(
  'tellings',
  {
    alarmId: uuid('alarm_id')
      .notNull()
      .references(() => alarms.id, { onDelete: 'cascade' }),
    channel: channelEnum().notNull(),
    toldAt: timestamp('told_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.alarmId, t.channel] })],
);
