/**
 * What carries the queue: PostgreSQL by default, so that nothing else need be installed; Redis through ioredis when
 * REDIS_URL is set, as every deployment of several machines does. The rest of this room does not know which.
 */
import {
  createPostgresBackend,
  Queue,
  runMigrations,
  Worker,
  type PostgresConnectionOptions,
  type Processor,
  type WorkerOptions,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { log } from '../log.ts';

export interface Backend {
  name: 'postgres' | 'redis';
  queue(name: string): Queue;
  worker(name: string, process: Processor, options: Omit<WorkerOptions, 'connection'>): Worker;
  close(): Promise<void>;
}

/** BullMQ's own tables live in this schema, apart from ours. */
const schema = 'bullmq';

async function onPostgres(databaseUrl: string): Promise<Backend> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    options: `-c search_path=${schema}`,
    max: 24,
    keepAlive: true,
    application_name: 'vigia-queue',
  });
  // Each queue and worker listens for errors of the pool that they share.
  pool.setMaxListeners(0);
  pool.on('error', (error) => log.warn({ error: error.message }, 'a queue connection was lost'));
  const client = await pool.connect();
  try {
    await runMigrations(client, schema);
  } finally {
    client.release();
  }
  // BullMQ describes the part of pg.Pool that it uses in its own words, and its classes by their backend.
  const connection = pool as unknown as PostgresConnectionOptions;
  return {
    name: 'postgres',
    queue: (name) => new Queue(name, { connection }, createPostgresBackend) as unknown as Queue,
    worker: (name, process, options) =>
      new Worker(name, process, { ...options, connection }, createPostgresBackend) as unknown as Worker,
    close: () => pool.end(),
  };
}

function onRedis(redisUrl: string): Backend {
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
  connection.on('error', (error: Error) => log.warn({ error: error.message }, 'the connection to Redis was lost'));
  return {
    name: 'redis',
    queue: (name) => new Queue(name, { connection }),
    worker: (name, process, options) => new Worker(name, process, { ...options, connection }),
    close: async () => {
      connection.disconnect();
    },
  };
}

/** Opens the backend of this deployment. Made only after the database is ready. */
export async function openBackend(where: { databaseUrl: string; redisUrl?: string | undefined }): Promise<Backend> {
  return where.redisUrl ? onRedis(where.redisUrl) : onPostgres(where.databaseUrl);
}
