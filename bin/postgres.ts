/**
 * PostgreSQL of one workspace, run from the npm package's programs as long as any process of the workspace needs it.
 * Whoever comes first starts it, later ones share it, the last one stops it; a watchdog does that for processes that
 * were killed. It listens on 127.0.0.1 only and wants a password that lies in the data folder.
 */
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { walkable } from '../crawler/browser/chromium-place.ts';
import { isAlive, nobody, runsAsRoot } from '../crawler/browser/process.ts';
import { locked } from './lock.ts';
import { postgresBinaries } from './postgres-binaries.ts';

export interface Postgres {
  url: string;
  /** Starts the server again, at the address it had, if it has died; resolves to whether it had. Absent when it is not ours. */
  revive?(): Promise<boolean>;
  /** Gives the server back; stops it when nobody else uses it. */
  stop(): Promise<void>;
}

interface Options {
  /** The workspace's folder. */
  dataDir: string;
  /** Told what takes time, in one line each. */
  log?: (line: string) => void;
  /** Server settings beside our own, e.g. `fsync: 'off'` for a database that is thrown away. */
  settings?: Record<string, string>;
}

const readyWithinMs = 60_000;
const stopWithinMs = 20_000;
let leaseCount = 0;

/** Starts the workspace's server or joins it. Throws an Error with the end of the server's log when it does not start. */
export async function startPostgres({ dataDir, log = () => undefined, settings = {} }: Options): Promise<Postgres> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const place = placeOf(dataDir);
  const lease = path.join(place.leases, `${process.pid}-${(leaseCount += 1)}`);
  for (let tries = 1; ; tries += 1) {
    const port = await locked(place.lock, () => joinOrLaunch(place, lease, log, settings));
    const password = readFileSync(place.password, 'utf8');
    const url = `postgres://vigia:${password}@127.0.0.1:${port}/vigia`;
    try {
      await createDatabase(url);
    } catch (error) {
      // A server that was just killed looks alive for a moment: joined then, it hangs up.
      if (tries === 5 || !String((error as NodeJS.ErrnoException).code).startsWith('ECONN')) throw error;
      await pause(200);
      continue;
    }
    return { url, revive: () => revive(place, lease, port, settings), stop: () => release(place, lease) };
  }
}

async function joinOrLaunch(
  place: Place,
  lease: string,
  log: (line: string) => void,
  settings: Record<string, string>,
): Promise<number> {
  const binaries = await postgresBinaries();
  const running = await runningPort(place.cluster);
  if (running === undefined) {
    rmSync(place.leases, { recursive: true, force: true });
    await prepare(place, binaries, log);
  }
  mkdirSync(place.leases, { recursive: true });
  writeFileSync(lease, '');
  const listening = running ?? (await launch(place, binaries, settings));
  watch(place);
  return listening;
}

interface Place {
  cluster: string;
  password: string;
  leases: string;
  lock: string;
  logFile: string;
  watchdog: string;
}

function placeOf(dataDir: string): Place {
  const at = (name: string) => path.join(dataDir, name);
  return {
    cluster: at('postgres'),
    password: at('postgres.password'),
    leases: at('postgres.leases'),
    lock: at('postgres.lock'),
    logFile: at('postgres.log'),
    watchdog: at('postgres.watchdog'),
  };
}

/** Makes the cluster once. Stopped half-way it leaves a folder of another name, which the next start removes. */
async function prepare(place: Place, binaries: string, log: (line: string) => void): Promise<void> {
  const folder = path.dirname(place.cluster);
  for (const name of readdirSync(folder)) {
    if (name.startsWith('postgres.fresh')) rmSync(path.join(folder, name), { recursive: true, force: true });
  }
  if (runsAsRoot()) chmodSync(folder, statSync(folder).mode | 0o011);
  if (existsSync(path.join(place.cluster, 'PG_VERSION'))) return;
  log('making the database (PostgreSQL 18)');
  rmSync(place.cluster, { recursive: true, force: true });
  const home = clusterHome(folder);
  const fresh = path.join(home, 'postgres.fresh');
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  const passwordFile = path.join(home, 'postgres.fresh-password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  writeFileSync(place.password, password, { mode: 0o600 });
  chmodSync(place.password, 0o600);
  if (runsAsRoot()) for (const owned of [fresh, passwordFile]) chownSync(owned, nobody.uid, nobody.gid);
  await initdb(binaries, fresh, passwordFile);
  rmSync(passwordFile);
  const final = path.join(home, path.basename(place.cluster));
  rmSync(final, { recursive: true, force: true });
  renameSync(fresh, final);
  if (final !== place.cluster) symlinkSync(final, place.cluster);
}

/** Beside everything else, unless root's server (`nobody`) cannot walk there, as under /root. */
function clusterHome(dataDir: string): string {
  if (!runsAsRoot() || walkable(dataDir)) return dataDir;
  const elsewhere = path.join('/var/lib/vigia', createHash('sha256').update(dataDir).digest('hex').slice(0, 12));
  mkdirSync(elsewhere, { recursive: true });
  for (const folder of ['/var/lib/vigia', elsewhere]) chmodSync(folder, 0o711);
  return elsewhere;
}

async function initdb(binaries: string, cluster: string, passwordFile: string): Promise<void> {
  const child = spawn(
    path.join(binaries, 'bin/initdb'),
    [
      '--pgdata',
      cluster,
      '--username=vigia',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // No locale of the operating system is needed.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
    ],
    { ...serverProcess(), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  if (code !== 0) throw new Error(`initdb failed: ${said.trim().split('\n').at(-1)}`);
}

const serverProcess = () => ({
  cwd: '/',
  env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
  // A session of its own: Ctrl-C reaches us, and we stop the server last.
  detached: true,
  ...(runsAsRoot() ? nobody : {}),
});

/** Those who know the address keep it, so only the same port will do. */
async function revive(place: Place, lease: string, port: number, settings: Options['settings']): Promise<boolean> {
  if (isRunning(place.cluster)) return false;
  return locked(place.lock, async () => {
    const running = await runningPort(place.cluster);
    if (running !== undefined && running !== port)
      throw new Error('PostgreSQL has died, and another command has started it at another address');
    if (running === undefined) await launch(place, await postgresBinaries(), settings ?? {}, port);
    mkdirSync(place.leases, { recursive: true });
    writeFileSync(lease, '');
    watch(place);
    return running === undefined;
  });
}

async function launch(
  place: Place,
  binaries: string,
  settings: Record<string, string>,
  wanted?: number,
): Promise<number> {
  const cluster = realpathSync(place.cluster);
  const deadline = Date.now() + readyWithinMs;
  for (;;) {
    // What a killed server left; `runningPort` has seen that its process is not there any more.
    rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
    const port = wanted ?? (await freePort());
    const given = { max_connections: '200', unix_socket_directories: '', listen_addresses: '127.0.0.1', ...settings };
    const output = openSync(place.logFile, 'w', 0o600);
    const server = spawn(
      path.join(binaries, 'bin/postgres'),
      [
        '-D',
        cluster,
        '-p',
        String(port),
        ...Object.entries(given).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
      ],
      { ...serverProcess(), stdio: ['ignore', output, output] },
    );
    closeSync(output);
    server.unref();
    const ended = new Promise<string>((resolve) => {
      server.once('error', (error) => resolve(error.message));
      server.once('exit', () => resolve(readFileSync(place.logFile, 'utf8')));
    });
    const complaint = await Promise.race([ended, ready(cluster, deadline)]);
    if (complaint === undefined) return port;
    server.kill('SIGQUIT');
    // A port taken meanwhile, or the children of a killed server that have not noticed yet: both pass.
    if (/Address already in use|is still in use/.test(complaint) && Date.now() < deadline) await pause(300);
    else throw new Error(`PostgreSQL did not start: ${lastLine(complaint)} (whole log: ${place.logFile})`);
  }
}

const lastLine = (text: string): string =>
  text
    .trim()
    .split('\n')
    .findLast((line) => /FATAL|ERROR/.test(line)) ?? text.trim();

/** Resolves to undefined once the server takes connections (also after a recovery), or to a complaint. */
async function ready(cluster: string, deadline: number): Promise<string | undefined> {
  while (Date.now() < deadline) {
    if (postmaster(cluster)?.ready) return undefined;
    await pause(25);
  }
  return `not ready within ${readyWithinMs / 1000} s`;
}

/** What the server writes about itself: process, port (4th line) and state (8th). */
function postmaster(cluster: string): { pid: number; port: number; ready: boolean } | undefined {
  const file = path.join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** The port of the live server of this cluster, waiting while it comes up or goes down; undefined when there is none. */
async function runningPort(cluster: string): Promise<number | undefined> {
  const deadline = Date.now() + readyWithinMs;
  while (Date.now() < deadline) {
    const found = postmaster(cluster);
    if (!found || !isServer(found.pid)) return undefined;
    if (found.ready) return found.port;
    await pause(50);
  }
  throw new Error(`The PostgreSQL of ${cluster} neither starts nor ends. Look at its log beside that folder.`);
}

function isRunning(cluster: string): boolean {
  const found = postmaster(cluster);
  return found !== undefined && isServer(found.pid);
}

/** A number that another program has got meanwhile does not count. */
function isServer(pid: number): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return false; // It has ended between the two looks.
  }
}

/** One watchdog per server; a new one when the last was killed. */
function watch(place: Place): void {
  const server = postmaster(place.cluster);
  const [known, watched] = existsSync(place.watchdog)
    ? readFileSync(place.watchdog, 'utf8').split(' ').map(Number)
    : [];
  // One that watches a server which has died ends by itself.
  if (!server || (watched === server.pid && isAlive(known!))) return;
  const script = path.join(import.meta.dirname, 'postgres-watchdog.sh');
  const child = spawn('/bin/sh', [script, String(server.pid), place.leases, place.lock], {
    detached: true,
    stdio: 'ignore',
    cwd: '/',
  });
  child.unref();
  writeFileSync(place.watchdog, `${child.pid} ${server.pid}`);
}

async function release(place: Place, lease: string): Promise<void> {
  if (!existsSync(lease)) return;
  await locked(place.lock, async () => {
    unlinkSync(lease);
    const users = readdirSync(place.leases).filter((name) => isAlive(Number(name.split('-')[0])));
    const server = postmaster(place.cluster);
    if (users.length > 0 || !server || !isAlive(server.pid)) return;
    process.kill(server.pid, 'SIGINT');
    const deadline = Date.now() + stopWithinMs;
    while (isAlive(server.pid)) {
      if (Date.now() > deadline) process.kill(server.pid, 'SIGQUIT');
      await pause(25);
    }
  });
}

async function createDatabase(url: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url.replace(/\/vigia$/, '/postgres') });
  // Told again by the statement under way.
  admin.on('error', () => undefined);
  await admin.connect();
  try {
    const { rowCount } = await admin.query(`select 1 from pg_database where datname = 'vigia'`);
    if (rowCount === 0) await admin.query('create database vigia');
  } finally {
    await admin.end();
  }
}

/** A port that is free right now. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
