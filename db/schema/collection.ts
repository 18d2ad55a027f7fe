/** Terms, the runs that crawl them, the posts these find, and each meeting of a post. */
import { type SQL, sql } from 'drizzle-orm';
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
  real,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { outcomes, placements, platforms, postKinds } from '../../crawler/source.ts';
import type { Outcome } from '../../crawler/source.ts';
import { labels } from '../../classifier/score.types.ts';
import { users } from './people.ts';

export const platformEnum = pgEnum('platform', platforms);
export const outcomeEnum = pgEnum('outcome', outcomes);
export const postKindEnum = pgEnum('post_kind', postKinds);
export const placementEnum = pgEnum('placement', placements);
export const labelEnum = pgEnum('label', labels);

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

export const terms = pgTable(
  'terms',
  {
    id: uuid()
      .primaryKey()
      .default(sql`uuidv7()`),
    platform: platformEnum().notNull(),
    /** The way in that crawls it (`google-serp`, `x-api`, …: crawler/ways.ts). */
    source: text().notNull(),
    /** A search phrase, or for Facebook the address of a public page, post or group. */
    query: text().notNull(),
    gl: text().notNull().default('us'),
    hl: text().notNull().default('es'),
    everyMinutes: integer('every_minutes').notNull().default(60),
    active: boolean().notNull().default(true),
    /** What its reads may cost in a calendar month (UTC), in US dollars; null: no limit of its own. */
    monthlyBudgetUsd: numeric('monthly_budget_usd', { precision: 10, scale: 2, mode: 'number' }),
    /** Set while the term rests by itself (its budget is spent): no run is planned before this. */
    restsUntil: timestamp('rests_until', { withTimezone: true }),
    /** The source's cursor after its last covered run. */
    since: text(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    createdBy: uuid('created_by').references(() => users.id),
  },
  (t) => [
    unique('terms_once').on(t.source, t.query, t.gl, t.hl),
    check('terms_query_length', sql`length(${t.query}) between 2 and 512`),
    check('terms_budget', sql`${t.monthlyBudgetUsd} >= 0`),
    check('terms_every', sql`${t.everyMinutes} between 1 and 10080`),
    check('terms_place', sql`${t.gl} ~ '^[a-z]{2}$' and ${t.hl} ~ '^[a-z]{2}(-[A-Z]{2}|-419)?$'`),
  ],
);

/** How often a term was planned, and when: without it nobody could tell a run that never began from one that was not due. */
export const cadences = pgTable(
  'cadences',
  {
    termId: uuid('term_id')
      .notNull()
      .references(() => terms.id),
    fromAt: timestamp('from_at', { withTimezone: true }).notNull().defaultNow(),
    /** Null while it holds. */
    toAt: timestamp('to_at', { withTimezone: true }),
    everyMinutes: integer('every_minutes').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.termId, t.fromAt] }),
    uniqueIndex('cadences_open')
      .on(t.termId)
      .where(sql`${t.toAt} is null`),
    check('cadences_order', sql`${t.toAt} >= ${t.fromAt}`),
  ],
);

/** One page of a run as the run keeps it: without other people's data. */
export interface RunPage {
  outcome: Outcome;
  detail?: string;
  status?: number;
  /** What it showed: organic results and ads of a results page, posts elsewhere. */
  organic: number;
  ads: number;
}

export const runs = pgTable(
  'runs',
  {
    id: uuid()
      .primaryKey()
      .default(sql`uuidv7()`),
    /** Null for an import by staff. */
    termId: uuid('term_id').references(() => terms.id),
    source: text().notNull(),
    /** Who handed something in; null for a crawl. */
    userId: uuid('user_id').references(() => users.id),
    plannedAt: timestamp('planned_at', { withTimezone: true }).notNull(),
    startedAt: timestamp('started_at', { withTimezone: true }),
    finishedAt: timestamp('finished_at', { withTimezone: true }),
    outcome: outcomeEnum(),
    /** One plain sentence for staff; never other people's data. */
    detail: text(),
    errorId: text('error_id'),
    attempts: smallint().notNull().default(0),
    foundCount: integer('found_count').notNull().default(0),
    newCount: integer('new_count').notNull().default(0),
    /** Each page in order, with its own outcome. */
    pages: jsonb().$type<RunPage[]>().notNull().default([]),
    /** SHA-256 of a kept payload where the outcome asks for a person's look. */
    evidenceSha256: text('evidence_sha256'),
  },
  (t) => [
    unique('runs_once').on(t.termId, t.plannedAt),
    index('runs_recent').on(t.plannedAt.desc()),
    index('runs_of_term').on(t.termId, t.plannedAt.desc()),
    index('runs_open')
      .on(t.plannedAt)
      .where(sql`${t.outcome} is null`),
    check('runs_finished_with_outcome', sql`(${t.outcome} is null) = (${t.finishedAt} is null)`),
    check('runs_counts', sql`${t.newCount} >= 0 and ${t.foundCount} >= ${t.newCount}`),
  ],
);

/** Kept counts of ended runs by day (Mexico City) of their plan: coverage is read from these, never by counting runs. */
export const runDays = pgTable(
  'run_days',
  {
    termId: uuid('term_id')
      .notNull()
      .references(() => terms.id),
    day: date({ mode: 'string' }).notNull(),
    outcome: outcomeEnum().notNull(),
    runs: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.termId, t.day, t.outcome] }),
    index('run_days_of_day').on(t.day),
    check('run_days_positive', sql`${t.runs} >= 1`),
  ],
);

export const authors = pgTable(
  'authors',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    platform: platformEnum().notNull(),
    /** `id:123` where the platform tells an id, else `handle:name`, else `name:Name`. */
    key: text().notNull(),
    platformId: text('platform_id'),
    handle: text(),
    name: text(),
    firstSeenAt: timestamp('first_seen_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    unique('authors_once').on(t.platform, t.key),
    check('authors_id_digits', sql`${t.platformId} ~ '^[0-9]{1,25}$'`),
  ],
);

export const posts = pgTable(
  'posts',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** The identity of a post over all its faces. */
    key: text().notNull(),
    platform: platformEnum().notNull(),
    platformId: text('platform_id'),
    kind: postKindEnum().notNull(),
    url: text().notNull(),
    authorId: bigint('author_id', { mode: 'number' }).references(() => authors.id),
    text: text().notNull(),
    links: jsonb().$type<string[]>().notNull().default([]),
    lang: text(),
    publishedAt: timestamp('published_at', { withTimezone: true }),
    firstSeenAt: timestamp('first_seen_at', { withTimezone: true }).notNull(),
    /** Grows by one each time the text changes; post_versions keeps each. */
    version: integer().notNull().default(1),
    /** The version that the current score belongs to; smaller than `version` means: to be classified. */
    scoredVersion: integer('scored_version').notNull().default(0),
    score: real(),
    label: labelEnum(),
    /** 0 to 3: how much harm the post can do, the queue's first order. */
    harm: smallint().notNull().default(0),
    /** City of the consulate named in the text. */
    consulate: text(),
    /** The verdict in force (of `reviews`), or null: to be reviewed. */
    verdict: text(),
    reviewedAt: timestamp('reviewed_at', { withTimezone: true }),
    /** Last try of a capture that did not end in one, with its outcome: a wall is not filed as evidence. */
    captureOutcome: outcomeEnum('capture_outcome'),
    captureTries: smallint('capture_tries').notNull().default(0),
    capturedVersion: integer('captured_version').notNull().default(0),
    /** Words without accents. Not stemmed: PostgreSQL's Spanish stemmer takes consular and consulares apart (see db/search.ts). */
    search: tsvector().generatedAlwaysAs((): SQL => sql`to_tsvector('simple', vigia_unaccent(${posts.text}))`),
  },
  (t) => [
    uniqueIndex('posts_key').on(t.key),
    index('posts_queue')
      .on(t.harm.desc(), t.score.desc(), t.id.desc())
      .where(sql`${t.verdict} is null and ${t.score} is not null`),
    index('posts_queue_platform')
      .on(t.platform, t.harm.desc(), t.score.desc(), t.id.desc())
      .where(sql`${t.verdict} is null and ${t.score} is not null`),
    index('posts_reviewed')
      .on(t.verdict, t.reviewedAt.desc(), t.id.desc())
      .where(sql`${t.verdict} is not null`),
    index('posts_unscored')
      .on(t.id)
      .where(sql`${t.scoredVersion} < ${t.version}`),
    index('posts_search').using('gin', t.search),
    index('posts_by_author').on(t.authorId, t.id.desc()),
    index('posts_first_seen').on(t.firstSeenAt),
    check('posts_versions', sql`${t.version} >= 1 and ${t.scoredVersion} between 0 and ${t.version}`),
    check('posts_score', sql`${t.score} between 0 and 1`),
    check('posts_harm', sql`${t.harm} between 0 and 3`),
    check('posts_url', sql`${t.url} ~ '^https?://'`),
  ],
);

/** Other names of a post (a pfbid, its number under a page's old id): they find it and are never its key. */
export const postAliases = pgTable(
  'post_aliases',
  {
    alias: text().primaryKey(),
    postId: bigint('post_id', { mode: 'number' })
      .notNull()
      .references(() => posts.id),
    seenAt: timestamp('seen_at', { withTimezone: true }).notNull(),
  },
  (t) => [index('post_aliases_of_post').on(t.postId)],
);

export const postVersions = pgTable(
  'post_versions',
  {
    postId: bigint('post_id', { mode: 'number' })
      .notNull()
      .references(() => posts.id),
    version: integer().notNull(),
    text: text().notNull(),
    authorName: text('author_name'),
    seenAt: timestamp('seen_at', { withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.postId, t.version] })],
);

export const sightings = pgTable(
  'sightings',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => runs.id),
    postId: bigint('post_id', { mode: 'number' })
      .notNull()
      .references(() => posts.id),
    rank: integer(),
    placement: placementEnum(),
    seenAt: timestamp('seen_at', { withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.postId] }), index('sightings_of_post').on(t.postId, t.seenAt.desc())],
);
