/** The one pool of a process. Modules take `tx` last, so that a caller can put several verbs into one transaction. */
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { log } from '../log.ts';
import * as schema from './schema/index.ts';

export type Database = NodePgDatabase<typeof schema>;
/** The database or a transaction in it. */
export type Tx = Parameters<Parameters<Database['transaction']>[0]>[0] | Database;

export interface Client {
  db: Database;
  close(): Promise<void>;
}

/** Opens a pool of at most `connections` on `url`. Connections are made on first use. */
export function connect(url: string, connections = 8): Client {
  const pool = new pg.Pool({ connectionString: url, max: connections, application_name: 'vigia' });
  // An idle connection that the server closes is no surprise: the pool makes a new one.
  pool.on('error', (error) => log.warn({ error: error.message }, 'a database connection was lost'));
  return { db: drizzle(pool, { schema }), close: () => pool.end() };
}
