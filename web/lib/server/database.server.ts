/** The web process's one pool, opened at the first request: a build reads the modules without a database. */
import { connect, type Client, type Database } from '#vigia/db/client.server.ts';
import { config } from '#vigia/config.ts';

let client: Client | null = null;

/** Throws when DATABASE_URL is not set. */
export function database(): Database {
  if (!config.databaseUrl) throw new Error('DATABASE_URL is not set: start the dashboard through `npm start`.');
  client ??= connect(config.databaseUrl);
  return client.db;
}
