/** The worker process: `node jobs/main.ts`. Any number of them may run on one database and queue. */
import { closeBrowser } from '../crawler/index.ts';
import { config } from '../config.ts';
import { connect } from '../db/client.server.ts';
import { log } from '../log.ts';
import { handlers } from './handlers.ts';
import { openQueue } from './queue.server.ts';
import { work } from './work.ts';

/** How often the sweep looks for what the queue lost. */
const sweepMs = 30_000;

if (!config.databaseUrl) throw new Error('DATABASE_URL: the worker needs a database. `npm start` brings one.');
const { databaseUrl, redisUrl } = config;
const client = connect(databaseUrl);
const queue = await openQueue({ databaseUrl, redisUrl });
const working = work(client.db, queue, handlers);
await queue.every('sweep', sweepMs);
await queue.add('sweep', {});
// A Redis that came back empty has forgotten its plans, the sweep's too: whoever is left tells it again.
const reminder = setInterval(() => {
  queue
    .every('sweep', sweepMs)
    .catch((error: Error) => log.warn({ error: error.message }, 'the sweep could not be planned'));
}, sweepMs);
log.info({ backend: queue.backend.name, pid: process.pid }, 'the worker is ready');
process.send?.({ ready: true });

let stopping = false;
async function stop(reason: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({ reason }, 'the worker stops');
  clearInterval(reminder);
  await working.stop();
  await closeBrowser();
  await queue.close();
  await client.close();
  process.exit(0);
}
process.on('SIGTERM', () => void stop('SIGTERM'));
process.on('SIGINT', () => void stop('SIGINT'));
// The supervisor is gone: nobody would stop us any more.
process.on('disconnect', () => void stop('the parent process ended'));
