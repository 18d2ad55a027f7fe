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
  isOn: boolean('is_on').notNull(),
  settings: jsonb().$type<Record<string, string>>().notNull().default({}),
  changedAt: timestamp('changed_at', { withTimezone: true }).notNull().defaultNow(),
  changedBy: uuid('changed_by').references(() => users.id),
});

/** Secrets, sealed (db/seal.server.ts). Nothing that reaches a browser is ever made from this table but when and by whom. */
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
    /** When people were told outside of the pages; null while that is still to be done. */
    toldAt: timestamp('told_at', { withTimezone: true }),
    /** Why the last try to tell them failed, as a sentence for the administrator. */
    tellingProblem: text('telling_problem'),
  },
  (t) => [
    uniqueIndex('alarms_open')
      .on(t.kind, t.source, sql`coalesce(${t.termId}, '00000000-0000-0000-0000-000000000000')`)
      .where(sql`${t.closedAt} is null`),
    index('alarms_recent').on(t.openedAt.desc()),
    check('alarms_times', sql`${t.times} >= 1`),
  ],
);
