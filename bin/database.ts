/** The database that a command works on: the one of DATABASE_URL, or the workspace's own. */
import { config } from '../config.ts';
import type { Database } from '../db/client.server.ts';
import { startPostgres, type Postgres } from './postgres.ts';

/** Starts or joins the workspace's PostgreSQL unless DATABASE_URL names another. The caller stops it. */
export async function openDatabase(log?: (line: string) => void): Promise<Postgres> {
  if (config.databaseUrl) return { url: config.databaseUrl, stop: () => Promise.resolve() };
  return startPostgres({ dataDir: config.dataDir, ...(log ? { log } : {}) });
}

/** Runs `work` with the database brought up to the schema. */
export async function withDatabase<Result>(work: (url: string) => Promise<Result>): Promise<Result> {
  const { migrate } = await import('../db/migrate.ts');
  const database = await openDatabase();
  try {
    await migrate(database.url);
    return await work(database.url);
  } finally {
    await database.stop();
  }
}

/** As withDatabase, with one connection open for our own modules. */
export async function withStore<Result>(work: (db: Database) => Promise<Result>): Promise<Result> {
  const { connect } = await import('../db/client.server.ts');
  return withDatabase(async (url) => {
    const client = connect(url, 2);
    try {
      return await work(client.db);
    } finally {
      await client.close();
    }
  });
}
