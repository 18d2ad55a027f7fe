import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../bin/postgres.ts';

export interface TestRedis {
  url: string;
  /** Kills the server as a machine does that loses its power, and starts it again at the same address, empty. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

const program = ['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server'].find(
  (file) => existsSync(file),
);

/** Why the tests on Redis are skipped, or null where they run. Put it into the test's title. */
export const redisMissing: string | null = program
  ? null
  : 'skipped: no redis-server here; run: apt-get install redis-server';

/** The server ends when its standard input does, so also when the test process is killed. */
const tied = 'exec 3<&0; "$@" </dev/null & server=$!; read -r _ <&3; kill "$server"; wait "$server"';

/** An empty Redis of one's own on a free port; null where none is installed (see `redisMissing`). */
export async function testRedis(): Promise<TestRedis | null> {
  if (!program) return null;
  const folder = await mkdtemp(path.join(tmpdir(), 'vigia-redis-'));
  const port = await freePort();
  const pidFile = path.join(folder, 'redis.pid');
  const options = Object.entries({
    port: String(port),
    bind: '127.0.0.1',
    dir: folder,
    pidfile: pidFile,
    save: '',
    'maxmemory-policy': 'noeviction',
  }).flatMap(([name, value]) => [`--${name}`, value]);
  const start = async () => {
    const child = spawn('/bin/sh', ['-c', tied, 'redis', program, ...options], {
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    while (!(await answers(port))) {
      if (child.exitCode !== null) throw new Error(`redis-server ended with ${child.exitCode}`);
      await pause(20);
    }
    return { child, ended };
  };
  let running = await start();
  const end = async (): Promise<void> => {
    running.child.stdin.end();
    await running.ended;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    crash: async () => {
      process.kill(Number(await readFile(pidFile, 'utf8')), 'SIGKILL');
      await end();
      running = await start();
    },
    stop: async () => {
      await end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString().startsWith('+PONG'));
    });
    socket.once('error', () => resolve(false));
  });
}
