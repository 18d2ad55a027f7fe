/** Once per run: a throwaway PostgreSQL with a migrated template that every test file copies, removed at the end. */
import { readdirSync, rmSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../bin/postgres.ts';
import { isAlive } from '../../crawler/browser/process.ts';
import { migrate } from '../../db/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server's maintenance database. */
    postgres: string;
  }
}

export const template = 'vigia_template';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  sweep();
  const folder = path.join(tmpdir(), `vigia-test-${process.pid}`);
  await mkdir(folder, { recursive: true });
  const server = await startPostgres({
    dataDir: path.join(folder, 'server'),
    // Nothing of it has to survive, so nothing is written with care.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  });
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  await admin.query(`create database ${template}`);
  await admin.end();
  await migrate(server.url.replace(/[^/]+$/, template));
  project.provide('postgres', server.url);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
}

/** What runs that were killed left behind. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = /^vigia-test-(\d+)$/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(path.join(tmpdir(), name), { recursive: true, force: true });
  }
}
