/** The worker process: `node jobs/main.ts`. Any number of them may run on one database and queue. */
import { closeBrowser } from '../crawler/index.ts';
import { config } from '../config.ts';
import { connect } from '../db/client.server.ts';
import { log } from '../log.ts';
import { handlers } from './handlers.ts';
import { openQueue } from './queue.server.ts';
import { work } from './work.ts';

/** How often the sweep looks for what the queue lost, and all evidence is verified, in milliseconds. */
const plans = { sweep: 30_000, verify: 7 * 86_400_000 } as const;

if (!config.databaseUrl) throw new Error('DATABASE_URL: the worker needs a database. `npm start` brings one.');
const { databaseUrl, redisUrl } = config;
const client = connect(databaseUrl);
const queue = await openQueue({ databaseUrl, redisUrl });
const working = work(client.db, queue, handlers);
async function plan(): Promise<void> {
  await queue.every('sweep', plans.sweep);
  await queue.every('verify', plans.verify);
}
await plan();
await queue.add('sweep', {});
// A Redis that came back empty has forgotten its plans, the sweep's too: whoever is left tells it again.
const reminder = setInterval(() => {
  plan().catch((error: Error) => log.warn({ error: error.message }, 'what comes round could not be planned'));
}, plans.sweep);
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
