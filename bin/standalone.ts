/** One process of a deployment by itself: `vigia web` and `vigia worker`, as many as wanted, on one database. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { config } from '../config.ts';
import { root } from './build.ts';
import { openDatabase } from './database.ts';

/** Migrates, then runs `script` (from the root) until it is stopped; resolves to its exit code. */
export async function runStandalone(script: string): Promise<number> {
  const database = await openDatabase((line) => console.error(`${line} …`));
  const { migrate } = await import('../db/migrate.ts');
  await migrate(database.url);
  const file = path.join(root, script);
  process.chdir(root);
  if (config.databaseUrl) {
    await import(pathToFileURL(file).href);
    // The program ends the process itself when it is asked to stop.
    return new Promise(() => undefined);
  }
  // The configuration is read once, so a database that has just got its address needs a process that begins with it.
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, DATABASE_URL: database.url },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill('SIGTERM'));
  const code = await new Promise<number>((resolve) => child.once('exit', (status) => resolve(status ?? 1)));
  await database.stop();
  return code;
}
