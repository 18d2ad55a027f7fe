/** The producer's side: asking for work, planning it, and looking at what failed. */
import type { Job, JobsOptions, Queue as BullQueue } from 'bullmq';
import { log } from '../log.ts';
import { openBackend, type Backend } from './backend.server.ts';
import { jobNames, jobs, type JobName, type PayloadOf } from './jobs.ts';

export interface FailedJob {
  name: JobName;
  id: string;
  payload: unknown;
  reason: string;
  attempts: number;
  failedAt: Date | null;
}

export interface Queue {
  backend: Backend;
  add<N extends JobName>(name: N, payload: PayloadOf<N>): Promise<void>;
  addAll<N extends JobName>(name: N, payloads: PayloadOf<N>[]): Promise<void>;
  /** Crawls a term every `everyMinutes` from now on; the same plan again changes nothing. */
  schedule(term: { id: string; everyMinutes: number }): Promise<void>;
  unschedule(termId: string): Promise<void>;
  /** Ids of the terms that have a plan. */
  scheduled(): Promise<string[]>;
  every(name: 'sweep' | 'verify', ms: number): Promise<void>;
  counts(): Promise<Record<JobName, { waiting: number; active: number; delayed: number; failed: number }>>;
  /** Newest first, over all names. */
  failed(limit?: number): Promise<FailedJob[]>;
  retry(name: JobName, id: string): Promise<boolean>;
  close(): Promise<void>;
}

/** Failed jobs are kept so that a person sees them; done ones leave no trace but their work. */
const kept = { removeOnComplete: true, removeOnFail: { age: 30 * 24 * 3600, count: 5000 } } as const;

function options<N extends JobName>(name: N, payload: PayloadOf<N>): JobsOptions {
  const { attempts, backoffMs, id } = jobs[name];
  return {
    ...kept,
    attempts,
    backoff: { type: 'exponential', delay: backoffMs },
    // Dropped while an equal job waits or runs; free again as soon as that one has ended.
    deduplication: { id: (id as (payload: PayloadOf<N>) => string)(payload) },
  };
}

const termKey = (termId: string): string => `term-${termId}`;

const lost = /ECONNREFUSED|ECONNRESET|57P0[123]|terminat|Connection ended/i;

/** A producer outlives a short outage of its backend: PostgreSQL rejects at once where Redis would wait. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let wait = 100; ; wait *= 2) {
    try {
      return await work();
    } catch (error) {
      if (wait > 3200 || !lost.test(`${(error as { code?: string }).code} ${(error as Error).message}`)) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

/** Opens the queue of this deployment. The caller closes it. */
export async function openQueue(where: { databaseUrl: string; redisUrl?: string | undefined }): Promise<Queue> {
  const backend = await openBackend(where);
  const queues = Object.fromEntries(
    jobNames.map((name) => {
      const queue = backend.queue(name);
      queue.on('error', (error) => log.warn({ queue: name, error: error.message }, 'queue error'));
      return [name, queue];
    }),
  ) as Record<JobName, BullQueue>;

  const failedOf = async (name: JobName, limit: number): Promise<FailedJob[]> => {
    const found: Job[] = await queues[name].getFailed(0, limit - 1);
    return found.map((job) => ({
      name,
      id: job.id!,
      payload: job.data,
      reason: job.failedReason,
      attempts: job.attemptsMade,
      failedAt: job.finishedOn ? new Date(job.finishedOn) : null,
    }));
  };

  return {
    backend,
    async add(name, payload) {
      await patiently(() => queues[name].add(name, payload, options(name, payload)));
    },
    async addAll(name, payloads) {
      if (payloads.length === 0) return;
      const bulk = payloads.map((payload) => ({ name, data: payload, opts: options(name, payload) }));
      await patiently(() => queues[name].addBulk(bulk));
    },
    async schedule(term) {
      const every = term.everyMinutes * 60_000;
      const planned = await queues.crawl.getJobScheduler(termKey(term.id));
      if (planned?.every === every) return;
      const { attempts, backoffMs } = jobs.crawl;
      await queues.crawl.upsertJobScheduler(
        termKey(term.id),
        { every },
        {
          name: 'crawl',
          data: { termId: term.id },
          opts: { ...kept, attempts, backoff: { type: 'exponential', delay: backoffMs } },
        },
      );
    },
    async unschedule(termId) {
      await queues.crawl.removeJobScheduler(termKey(termId));
    },
    async scheduled() {
      const planned = await queues.crawl.getJobSchedulers(0, -1);
      return planned.map((scheduler) => scheduler.key.replace(/^term-/, ''));
    },
    async every(name, ms) {
      const planned = await queues[name].getJobScheduler(name);
      if (planned?.every === ms) return;
      const { attempts, backoffMs } = jobs[name];
      const opts = { ...kept, attempts, backoff: { type: 'exponential', delay: backoffMs } };
      await queues[name].upsertJobScheduler(name, { every: ms }, { name, data: {}, opts });
    },
    async counts() {
      const entries = await Promise.all(
        jobNames.map(async (name) => {
          const {
            waiting = 0,
            prioritized = 0,
            active = 0,
            delayed = 0,
            failed = 0,
          } = await queues[name].getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed');
          return [name, { waiting: waiting + prioritized, active, delayed, failed }] as const;
        }),
      );
      return Object.fromEntries(entries) as Record<
        JobName,
        { waiting: number; active: number; delayed: number; failed: number }
      >;
    },
    async failed(limit = 100) {
      const lists = await Promise.all(jobNames.map((name) => failedOf(name, limit)));
      return lists
        .flat()
        .sort((a, b) => (b.failedAt?.getTime() ?? 0) - (a.failedAt?.getTime() ?? 0))
        .slice(0, limit);
    },
    async retry(name, id) {
      const job = await queues[name].getJob(id);
      if (!job || !(await job.isFailed())) return false;
      await job.retry('failed', { resetAttemptsMade: true });
      return true;
    },
    async close() {
      await Promise.all(Object.values(queues).map((queue) => queue.close()));
      await backend.close();
    },
  };
}
