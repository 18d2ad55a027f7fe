/**
 * The table of jobs: each name with the shape of its payload, how often it is tried, and how many run at once in one
 * worker. Payloads hold ids, never texts: what lies in the queue lies there in clear text.
 */
import { z } from 'zod';
import { channelNames } from '../db/schema/sources.ts';

interface Kind<P> {
  payload: z.ZodType<P>;
  attempts: number;
  /** First wait before another attempt; it doubles each time. */
  backoffMs: number;
  concurrency: number;
  /** Two jobs with the same id do not wait side by side. */
  id: (payload: P) => string;
}

const kind = <P>(entry: Kind<P>): Kind<P> => entry;
const uuid = z.uuid();
const postId = z.number().int().positive();

export const jobs = {
  /** One run of one term. Without `plannedAt` it is the scheduler's: the moment it was planned for is the run's identity. */
  crawl: kind({
    payload: z.object({ termId: uuid, plannedAt: z.iso.datetime().optional() }),
    attempts: 4,
    backoffMs: 5_000,
    concurrency: 2,
    id: ({ termId, plannedAt }) => `${termId}-${plannedAt ? Date.parse(plannedAt) : 'scheduled'}`,
  }),
  /** Many posts a job: 50 carry ten times the posts of one a job. */
  classify: kind({
    payload: z.object({ postIds: z.array(postId).min(1).max(200) }),
    attempts: 5,
    backoffMs: 1_000,
    concurrency: 1,
    id: ({ postIds }) => postIds.join('-').slice(0, 200),
  }),
  capture: kind({
    payload: z.object({ postId }),
    attempts: 4,
    backoffMs: 10_000,
    concurrency: 1,
    id: ({ postId: id }) => `${id}`,
  }),
  /** A file that staff handed in, kept in the evidence store before it is read. */
  import: kind({
    payload: z.object({
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      filename: z.string().max(255),
      userId: uuid.nullable(),
      /** The hand-in that it belongs to; without one the file stands for itself. */
      intakeId: uuid.optional(),
    }),
    attempts: 3,
    backoffMs: 2_000,
    concurrency: 1,
    id: ({ sha256 }) => sha256,
  }),
  /** One link of a paste. */
  link: kind({
    payload: z.object({ intakeId: uuid, line: z.number().int().positive() }),
    attempts: 4,
    backoffMs: 5_000,
    concurrency: 2,
    id: ({ intakeId, line }) => `${intakeId}-${line}`,
  }),
  /** A table's beginning for a preview, later its rows. */
  table: kind({
    payload: z.object({ intakeId: uuid }),
    attempts: 5,
    backoffMs: 2_000,
    concurrency: 1,
    id: ({ intakeId }) => intakeId,
  }),
  /** The text of a picture. */
  picture: kind({
    payload: z.object({ intakeId: uuid }),
    attempts: 3,
    backoffMs: 2_000,
    concurrency: 1,
    id: ({ intakeId }) => intakeId,
  }),
  export: kind({
    payload: z.object({ reportId: uuid }),
    attempts: 3,
    backoffMs: 5_000,
    concurrency: 1,
    id: ({ reportId }) => reportId,
  }),
  /** Tells people outside of the pages of what waits to be told. When to try again lies in the database (db/channels.ts). */
  tell: kind({
    payload: z.object({ channel: z.enum(channelNames) }),
    attempts: 1,
    backoffMs: 1_000,
    concurrency: 2,
    id: ({ channel }) => channel,
  }),
  /** "Test connection" of a way in or a channel; a person waits for it. */
  test: kind({
    payload: z.object({ subject: z.string().regex(/^[a-z][a-z0-9-]{0,60}$/) }),
    attempts: 2,
    backoffMs: 1_000,
    concurrency: 2,
    id: ({ subject }) => subject,
  }),
  /** Re-hashes all evidence and follows its chain; planned weekly. */
  verify: kind({
    payload: z.object({}),
    attempts: 3,
    backoffMs: 3_600_000,
    concurrency: 1,
    id: () => 'verify',
  }),
  /** Finds in the database what the queue lost, and asks for it again. */
  sweep: kind({
    payload: z.object({}),
    attempts: 1,
    backoffMs: 1_000,
    concurrency: 1,
    id: () => 'sweep',
  }),
} as const;

export type JobName = keyof typeof jobs;
export type PayloadOf<N extends JobName> = z.infer<(typeof jobs)[N]['payload']>;
export const jobNames = Object.keys(jobs) as JobName[];

/** Posts in one classify job. */
export const batchSize = 50;

/** `items` in lists of at most `size`. */
export function inBatches<T>(items: T[], size = batchSize): T[][] {
  const batches: T[][] = [];
  for (let start = 0; start < items.length; start += size) batches.push(items.slice(start, start + size));
  return batches;
}
