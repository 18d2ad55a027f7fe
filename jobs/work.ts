/** Runs the handlers. The only file that knows BullMQ's own errors: ours say what to do next, and here it is done. */
import { DelayedError, UnrecoverableError, type Job, type Worker } from 'bullmq';
import type { Database } from '../db/client.server.ts';
import { errorId, PermanentError, RetryLaterError } from '../errors.ts';
import { log } from '../log.ts';
import { handlers, type Handlers } from './handlers.ts';
import { jobNames, jobs, type JobName } from './jobs.ts';
import type { Queue } from './queue.server.ts';

/** A job whose worker died is taken up by another after this long. */
const lockMs = 20_000;

export interface Working {
  /** Stops taking jobs and waits for the running ones, at most `patienceMs`; then cuts them off: they run again elsewhere. */
  stop(patienceMs?: number): Promise<void>;
}

/** When a job was planned for: its creation, and for a scheduled one the slot that it was delayed to. Stable over retries. */
const plannedFor = (job: Job): Date => new Date(job.timestamp + (job.opts.delay ?? 0));

async function process<N extends JobName>(
  name: N,
  job: Job,
  token: string | undefined,
  db: Database,
  queue: Queue,
  signal: AbortSignal,
) {
  const payload = jobs[name].payload.safeParse(job.data);
  if (!payload.success) throw new UnrecoverableError(`The payload of this ${name} job is not what it should be.`);
  const attempts = job.opts.attempts ?? 1;
  const tools = { db, queue, signal, plannedAt: plannedFor(job), lastAttempt: job.attemptsMade + 1 >= attempts };
  try {
    await (handlers[name] as Handlers[N])(payload.data as never, tools);
  } catch (error) {
    if (error instanceof RetryLaterError) {
      await job.moveToDelayed(Date.now() + error.delayMs, token);
      throw new DelayedError();
    }
    if (error instanceof PermanentError) throw new UnrecoverableError(error.message);
    const id = errorId();
    log.error({ err: error, errorId: id, job: name, jobId: job.id, attempt: job.attemptsMade + 1 }, 'a job failed');
    throw new Error(`${(error as Error).name} (${id})`, { cause: error });
  }
}

/** Starts one worker a job name, all on the queue's backend. */
export function work(db: Database, queue: Queue, names: JobName[] = jobNames): Working {
  const cut = new AbortController();
  const workers: Worker[] = names.map((name) => {
    const worker = queue.backend.worker(name, (job, token) => process(name, job, token, db, queue, cut.signal), {
      concurrency: jobs[name].concurrency,
      lockDuration: lockMs,
      stalledInterval: lockMs / 2,
      // A page that kills its worker comes back this often, then is kept as failed.
      maxStalledCount: 3,
    });
    worker.on('error', (error) => log.warn({ worker: name, error: error.message }, 'worker error'));
    return worker;
  });
  return {
    async stop(patienceMs = 8_000) {
      const timer = setTimeout(() => cut.abort(new Error('the worker is stopping')), patienceMs);
      await Promise.all(workers.map((worker) => worker.close()));
      clearTimeout(timer);
    },
  };
}
