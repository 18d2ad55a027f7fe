/** A running workspace: database, dashboard and worker, and for the demo its small internet, started and stopped in order. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { config } from '../config.ts';
import { PermanentError } from '../errors.ts';
import { isAlive } from '../crawler/browser/process.ts';
import { ensureBuild, root } from './build.ts';
import { openDatabase } from './database.ts';
import { locked } from './lock.ts';
import { keepPostgres } from './postgres-keeper.ts';
import { freePort, type Postgres } from './postgres.ts';
import { supervise, type Supervisor } from './supervise.ts';

export interface Workspace {
  /** Where the dashboard answers. */
  address: string;
  databaseUrl: string;
}

interface Plan {
  say(line: string): void;
  /** Processes that must run before the others; returns what the others need in their environment. */
  before?(supervisor: Supervisor): Promise<Record<string, string>>;
  /** Fills the migrated database before anybody looks at it. */
  fill(databaseUrl: string): Promise<void>;
  /** The workspace is up. */
  up(workspace: Workspace): void;
}

/** Runs until a signal asks for the end (0) or a process cannot be kept running (1). */
export async function runWorkspace(plan: Plan): Promise<number> {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  assertStopped();
  return locked(lockFile(), () => runAlone(plan), 0);
}

async function runAlone(plan: Plan): Promise<number> {
  const stop = new AbortController();
  const asked = stopAsked().then(() => stop.abort());
  const cleanUps: CleanUps = [];
  try {
    const { failed } = await startAll(plan, cleanUps, stop.signal);
    const failure = await Promise.race([asked, failed]);
    if (!failure) return 0;
    console.error(`${failure}. Everything is stopped.`);
    return 1;
  } catch (error) {
    // What was being started when the person asked for the end may well complain.
    if (stop.signal.aborted) return 0;
    throw error;
  } finally {
    if (stop.signal.aborted) plan.say('Stopping.');
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
  }
}

type CleanUps = (() => Promise<void>)[];

/**
 * Every step leaves behind how it is undone, the database's undoing last of all. Throws when `signal` aborts. Returns what
 * resolves with one sentence when something cannot be kept running.
 */
async function startAll(plan: Plan, cleanUps: CleanUps, signal: AbortSignal): Promise<{ failed: Promise<string> }> {
  const supervisor = supervise(path.join(config.dataDir, 'logs'), plan.say, signal);
  cleanUps.push(() => supervisor.stop());
  const database = prepareDatabase(plan, cleanUps, signal);
  const given = plan.before?.(supervisor) ?? Promise.resolve({});
  // Both have ended before either's failure counts: what the other started is known then, and undone.
  await Promise.allSettled([database, given]);
  const postgres = await database;
  const { url } = postgres;
  const keeper = keepPostgres(postgres, plan.say);
  // After the children have stopped, before the server does.
  cleanUps.splice(1, 0, () => keeper.stop());
  await plan.fill(url);
  const env = {
    ...(await given),
    DATABASE_URL: url,
    VIGIA_DATA: config.dataDir,
    // The same address again when the process is restarted.
    VIGIA_PORT: String(config.port || (await freePort())),
    NODE_ENV: 'production',
  };
  const [web] = await Promise.all([
    supervisor.start({
      name: 'web',
      script: path.join(root, 'web/server.ts'),
      env,
      ready: (said) => typeof said['listening'] === 'string',
    }),
    supervisor.start({
      name: 'worker',
      script: path.join(root, 'jobs/main.ts'),
      env,
      ready: (said) => said['ready'] === true,
    }),
  ]);
  const address = String(web.said['listening']);
  writeFileSync(runningFile(), JSON.stringify({ pid: process.pid, address }), { mode: 0o600 });
  cleanUps.push(async () => rmSync(runningFile(), { force: true }));
  plan.up({ address, databaseUrl: url });
  return { failed: Promise.race([supervisor.failed, keeper.failed]) };
}

/** The database up to the schema, and the dashboard built, one after the other: each takes the whole machine. */
async function prepareDatabase(plan: Plan, cleanUps: CleanUps, signal: AbortSignal): Promise<Postgres> {
  const database = await openDatabase((line) => plan.say(`${line} …`));
  cleanUps.unshift(() => database.stop());
  signal.throwIfAborted();
  const { migrate } = await import('../db/migrate.ts');
  await migrate(database.url);
  signal.throwIfAborted();
  await ensureBuild((line) => plan.say(`${line} …`), signal);
  return database;
}

/** Throws a PermanentError that says where it answers when this workspace runs already. */
export function assertStopped(): void {
  const holder = existsSync(lockFile()) ? readFileSync(lockFile(), 'utf8').trim() : '';
  if (!isAlive(Number(holder))) return;
  const { address } = existsSync(runningFile())
    ? (JSON.parse(readFileSync(runningFile(), 'utf8')) as { address: string })
    : { address: 'an address it has not told yet' };
  throw new PermanentError(
    `This workspace is already running at ${address} (process ${holder}). Stop it with Ctrl-C there.`,
  );
}

const lockFile = () => path.join(config.dataDir, 'workspace.lock');
const runningFile = () => path.join(config.dataDir, 'running.json');

/** The first Ctrl-C stops in order; further ones change nothing, since everything that could hang has its own limit. */
function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve());
  });
}
