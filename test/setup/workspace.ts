/** A workspace in parts: database, demo internet and real worker processes that a test can kill. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { seedDemo } from '../../demo/seed.ts';
import { startDemoInternet, type DemoInternet } from '../../demo/server.ts';
import { connect, type Client } from '../../db/client.server.ts';
import { testDatabase, type TestDatabase } from './database.ts';

export interface TestWorkspace {
  folder: string;
  databaseUrl: string;
  client: Client;
  internet: DemoInternet;
  /** What every process of the workspace has in its environment. */
  environment: NodeJS.ProcessEnv;
  /** Starts a worker and waits until it takes jobs. */
  worker(more?: NodeJS.ProcessEnv): Promise<ChildProcess>;
  /** Starts the dashboard and waits for its address; it must have been built. */
  web(): Promise<string>;
  close(): Promise<void>;
}

/**
 * Opens a demo workspace of one's own, with its people and terms and nothing collected yet; on `given`, a database with the
 * whole schema, where a test wants to do something to its server.
 */
export async function testWorkspace(given?: TestDatabase): Promise<TestWorkspace> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vigia-workspace-'));
  const database = given ?? (await testDatabase());
  const client = connect(database.url);
  await seedDemo(database.url);
  const internet = await startDemoInternet({ dataDir: folder, stormy: false });
  const children: ChildProcess[] = [];
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    VIGIA_DATA: folder,
    DATABASE_URL: database.url,
    REDIS_URL: '',
    VIGIA_PORT: '0',
    VIGIA_PACE_MS: '50',
    VIGIA_DEMO_INTERNET: internet.address,
    VIGIA_DEMO_SPKI: internet.spki,
    X_BEARER_TOKEN: 'demo',
    LOG_LEVEL: process.env['TEST_LOG'] ?? 'error',
  };
  const start = (script: string, env: NodeJS.ProcessEnv): ChildProcess => {
    const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
    children.push(child);
    return child;
  };
  return {
    folder,
    databaseUrl: database.url,
    client,
    internet,
    environment,
    async worker(more = {}) {
      const child = start('jobs/main.ts', { ...environment, ...more });
      child.stdout?.resume();
      await Promise.race([once(child, 'message'), died(child, 'worker')]);
      return child;
    },
    async web() {
      const child = start('web/server.ts', { ...environment, NODE_ENV: 'production' });
      const said = new Promise<string>((resolve) => {
        let text = '';
        child.stdout?.on('data', (chunk: Buffer) => {
          text += chunk.toString();
          const line = /^\{"listening":"(.+?)".*\}$/m.exec(text);
          if (line) resolve(line[1]!);
        });
      });
      return Promise.race([said, died(child, 'web')]);
    },
    async close() {
      await Promise.all(children.map((child) => stop(child)));
      await client.close();
      await internet.stop();
      await database.drop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function died(child: ChildProcess, name: string): Promise<never> {
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  throw new Error(`the ${name} ended before it was ready (${code ?? signal})`);
}

/** Asks a process to stop and waits until it has. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** Kills a process as the kernel does when memory runs out. */
export async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
