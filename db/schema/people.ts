/** Users, their sessions, and what they did. */
import { sql } from 'drizzle-orm';
import { bigint, check, index, jsonb, pgEnum, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

export const roles = ['analyst', 'liaison', 'leadership', 'administrator', 'auditor'] as const;
export type Role = (typeof roles)[number];
export const roleEnum = pgEnum('role', roles);

export const users = pgTable(
  'users',
  {
    id: uuid()
      .primaryKey()
      .default(sql`uuidv7()`),
    email: text().notNull(),
    name: text().notNull(),
    role: roleEnum().notNull(),
    /** argon2id in PHC string form. */
    passwordHash: text('password_hash').notNull(),
    locale: text().notNull().default('es'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    disabledAt: timestamp('disabled_at', { withTimezone: true }),
  },
  (t) => [
    uniqueIndex('users_email').on(sql`lower(${t.email})`),
    check('users_email_form', sql`${t.email} ~ '^[^@\\s]+@[^@\\s]+$'`),
    check('users_locale', sql`${t.locale} in ('es', 'en')`),
  ],
);

export const sessions = pgTable(
  'sessions',
  {
    /** SHA-256 of the cookie's token, hex: a stolen table opens no session. */
    tokenHash: text('token_hash').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  },
  (t) => [index('sessions_user').on(t.userId)],
);

/** Append-only: a trigger refuses UPDATE and DELETE. */
export const audit = pgTable(
  'audit',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** Null: the system itself. */
    userId: uuid('user_id').references(() => users.id),
    /** Verb with its noun: `term.add`, `review.record`, `report.approve`, `user.sign_in`. */
    action: text().notNull(),
    /** What it was done to, e.g. `post:123`. */
    subject: text().notNull(),
    detail: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  },
  (t) => [index('audit_subject').on(t.subject), check('audit_action_form', sql`${t.action} ~ '^[a-z_]+\\.[a-z_]+$'`)],
);
