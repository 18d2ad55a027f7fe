/** The database is the truth, the queue only a hurry: a page does not fail because the queue is away. */
import { log } from '#vigia/log.ts';
import type { Queue } from '#vigia/jobs/queue.server.ts';
import { queue } from './queue.server.ts';

/** Asks for work that the database already tells of. Should the queue be away, the worker's sweep asks for it later. */
export async function hurry(ask: (queue: Queue) => Promise<unknown>): Promise<void> {
  try {
    await ask(await queue());
  } catch (error) {
    log.warn({ err: error }, 'the queue did not take a request; the sweep will find it in the database');
  }
}
