/** What the model said of each version of a post. Kept for good: a new model adds rows and changes none. */
import { sql } from 'drizzle-orm';
import { bigint, check, integer, jsonb, pgTable, primaryKey, real, text, timestamp } from 'drizzle-orm/pg-core';
import type { Label, Offer, Signal } from '../../classifier/score.types.ts';
import { labelEnum, posts } from './collection.ts';

export const scores = pgTable(
  'scores',
  {
    postId: bigint('post_id', { mode: 'number' })
      .notNull()
      .references(() => posts.id),
    postVersion: integer('post_version').notNull(),
    modelVersion: text('model_version').notNull(),
    score: real().notNull(),
    label: labelEnum().notNull(),
    labels: jsonb().$type<Record<Label, number>>().notNull(),
    signals: jsonb().$type<Signal[]>().notNull(),
    offer: jsonb().$type<Offer>().notNull(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.postId, t.postVersion, t.modelVersion] }),
    check('scores_score', sql`${t.score} between 0 and 1`),
  ],
);
