/** Runs the handlers. The only file that knows BullMQ's own errors: ours say what to do next, and here it is done. */
import { DelayedError, UnrecoverableError, type Job, type Worker } from 'bullmq';
import type { Database } from '../db/client.server.ts';
import { errorId, PermanentError, RetryLaterError } from '../errors.ts';
import { log } from '../log.ts';
import type { Handlers } from './handlers.ts';
import { jobNames, jobs, type JobName, type PayloadOf } from './jobs.ts';
import type { Queue } from './queue.server.ts';

export interface Working {
  /** Stops taking jobs and waits for the running ones, at most `patienceMs`; then cuts them off: they run again elsewhere. */
  stop(patienceMs?: number): Promise<void>;
}

/** When a job was planned for: its creation, and for a scheduled one the slot that it was delayed to. Stable over retries. */
const plannedFor = (job: Job): Date => new Date(job.timestamp + (job.opts.delay ?? 0));

interface Shift {
  db: Database;
  queue: Queue;
  handlers: Handlers;
  signal: AbortSignal;
}

/** One attempt at one job, with the errors of this house put into the words of BullMQ. */
async function attempt<N extends JobName>(name: N, job: Job, token: string | undefined, shift: Shift): Promise<void> {
  const payload = jobs[name].payload.safeParse(job.data);
  if (!payload.success) throw new UnrecoverableError(`The payload of this ${name} job is not what it should be.`);
  const { db, queue, signal } = shift;
  const lastAttempt = job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
  try {
    const handle: Handlers[N] = shift.handlers[name];
    await handle(payload.data as PayloadOf<N>, { db, queue, signal, plannedAt: plannedFor(job), lastAttempt });
  } catch (error) {
    // Cut off because this worker stops: the job is no worse for it, and another worker takes it up at once.
    const delayMs = signal.aborted ? 0 : error instanceof RetryLaterError ? error.delayMs : null;
    if (delayMs !== null) {
      await job.moveToDelayed(Date.now() + delayMs, token);
      throw new DelayedError();
    }
    if (error instanceof PermanentError) throw new UnrecoverableError(error.message);
    const id = errorId();
    log.error({ err: error, errorId: id, job: name, jobId: job.id, attempt: job.attemptsMade + 1 }, 'a job failed');
    throw new Error(`${error instanceof Error ? error.name : 'Error'} (${id})`, { cause: error });
  }
}

/** Starts one worker a job name, all on the queue's backend. `lockMs`: after how long a dead worker's job is taken up. */
export function work(db: Database, queue: Queue, handlers: Handlers, lockMs = 20_000): Working {
  const cut = new AbortController();
  const shift = { db, queue, handlers, signal: cut.signal };
  const workers: Worker[] = jobNames.map((name) => {
    const worker = queue.backend.worker(name, (job, token) => attempt(name, job, token, shift), {
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
