/** `node demo/main.ts [--port N]`: serves the demo internet until its parent goes, and says on one line where it is. */
import { fstatSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { config } from '../config.ts';
import { log } from '../log.ts';
import { startDemoInternet } from './server.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  process.stderr.write(`--port must be a number from 0 to 65535, not ${values.port}.\n`);
  process.exit(2);
}

const parent = process.ppid;
const internet = await startDemoInternet({ port, dataDir: config.dataDir });

let stopping = false;
async function stop(why: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.debug({ why }, 'the demo internet stops');
  await internet.stop();
  process.exit(0);
}

process.once('SIGTERM', () => void stop('SIGTERM'));
process.once('SIGINT', () => void stop('SIGINT'));
// A parent that was killed closes nothing for us when stdin is not a pipe: then its number changes.
setInterval(() => process.ppid !== parent && void stop('parent gone'), 1000).unref();
// A pipe from the parent closes with it; /dev/null would look closed from the start.
const stdin = fstatSync(0);
if (stdin.isFIFO() || stdin.isSocket()) {
  process.stdin.resume();
  process.stdin.once('end', () => void stop('stdin closed'));
  process.stdin.once('error', () => void stop('stdin failed'));
}
// Last: whoever reads it may stop us at once.
process.stdout.write(`${JSON.stringify({ demoInternet: internet.address, spki: internet.spki })}\n`);
