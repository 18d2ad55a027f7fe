/** The web process's one producer of jobs, opened when a page first asks for work. */
import { config } from '#vigia/config.ts';
import { openQueue, type Queue } from '#vigia/jobs/queue.server.ts';

let opened: Promise<Queue> | null = null;

/** Throws when the queue's backend cannot be reached; the next call tries again. */
export function queue(): Promise<Queue> {
  if (!config.databaseUrl) throw new Error('DATABASE_URL is not set: start the dashboard through `npm start`.');
  opened ??= openQueue({ databaseUrl: config.databaseUrl, redisUrl: config.redisUrl }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}
