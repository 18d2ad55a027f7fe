/** The examinations of `vigia doctor`: each looks at one thing, really (the browser is launched, the database asked). */
import { existsSync, readFileSync, statSync, statfsSync } from 'node:fs';
import { createConnection } from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { config } from '../config.ts';
import { findChromium, launchChromium } from '../crawler/browser/chromium.ts';
import { isAlive } from '../crawler/browser/process.ts';
import { isBuilt } from './build.ts';
import { openDatabase } from './database.ts';
import { freePort } from './postgres.ts';

export interface Finding {
  subject: string;
  /** `optional`: not there, and nothing needs it. */
  state: 'ok' | 'optional' | 'missing';
  detail: string;
  /** What to run or set, where something is to be done. */
  run?: string;
}

const neededBytes = 1e9;

/** Yields what it finds as soon as it is found; an examination that fails is a finding. */
export async function* examine(): AsyncGenerator<Finding> {
  for (const [subject, look] of Object.entries(examinations)) {
    try {
      yield { subject, ...(await look()) };
    } catch (error) {
      const sentences = (error instanceof Error ? error.message : String(error)).split('\n')[0]!;
      const [detail, run] = sentences.split(/ Run: /);
      yield { subject, state: 'missing', detail: detail!, ...(run ? { run } : {}) };
    }
  }
}

type Look = () => Promise<Omit<Finding, 'subject'>>;

const examinations: Record<string, Look> = {
  node: async () => ({
    state: 'ok',
    detail: `${process.versions.node} (${process.platform}-${process.arch}), ${process.execPath}`,
  }),

  postgresql: async () => {
    const database = await openDatabase();
    const client = new pg.Client({ connectionString: database.url });
    try {
      await client.connect();
      const { rows } = await client.query<{ version: string; number: number }>(
        `select current_setting('server_version') as version, current_setting('server_version_num')::int as number`,
      );
      const { version, number } = rows[0]!;
      const whose = config.databaseUrl ? 'of DATABASE_URL' : 'our own, shipped with the packages';
      if (number >= 180_000) return { state: 'ok', detail: `${version}, ${whose}` };
      return {
        state: 'missing',
        detail: `${version}, ${whose}; 18 is needed`,
        run: 'unset DATABASE_URL, or install PostgreSQL 18',
      };
    } finally {
      await client.end();
      await database.stop();
    }
  },

  redis: async () => {
    if (!config.redisUrl) {
      return {
        state: 'optional',
        detail: 'REDIS_URL is not set: the queue lies in PostgreSQL, which is right for one machine',
      };
    }
    const { hostname, port } = new URL(config.redisUrl);
    await reach(hostname, Number(port || 6379));
    return { state: 'ok', detail: `${hostname}:${port || 6379} answers` };
  },

  chromium: async () => {
    const { kind } = await findChromium();
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.setContent('<p>áéíóúñ</p>');
      return { state: 'ok', detail: `${await browser.version()} (${kind}), with its sandbox` };
    } finally {
      await browser.close();
    }
  },

  folder: async () => {
    if (!existsSync(config.dataDir))
      return { state: 'optional', detail: `${config.dataDir} is made by the first start` };
    // As root, PostgreSQL runs as another user and has to come through.
    const [shut, mode] = process.getuid?.() === 0 ? [0o066, 711] : [0o077, 700];
    return (statSync(config.dataDir).mode & shut) === 0
      ? { state: 'ok', detail: `${config.dataDir}, closed to other users` }
      : {
          state: 'optional',
          detail: `${config.dataDir} can be read by other users`,
          run: `chmod ${mode} ${config.dataDir}`,
        };
  },

  secrets: async () => {
    const { connect } = await import('../db/client.server.ts');
    const { health } = await import('../db/secrets.ts');
    const database = await openDatabase();
    const client = connect(database.url, 1);
    try {
      const { rows } = await client.db.execute<{ there: boolean }>(
        "select to_regclass('secrets') is not null as there",
      );
      if (!rows[0]!.there) return { state: 'optional', detail: 'none can be kept before the first start' };
      const { current, old, lost } = await health(client.db);
      if (lost.length > 0)
        return {
          state: 'missing',
          detail: `${lost.length} cannot be opened with this deployment's key: ${lost.join(', ')}`,
          run: 'restore secret.key or VIGIA_SECRET_KEY, or enter them again under Watch, Ways in',
        };
      if (old > 0)
        return { state: 'ok', detail: `${old} open with the key before only`, run: 'npx vigia secrets rotate' };
      return { state: 'ok', detail: current === 0 ? 'none is kept' : `${current} kept, all open` };
    } finally {
      await client.close();
      await database.stop();
    }
  },

  dashboard: async () =>
    isBuilt()
      ? { state: 'ok', detail: 'built from these sources' }
      : { state: 'optional', detail: 'not built from these sources yet; start does it by itself' },

  disk: async () => {
    const { bavail, bsize } = statfsSync(existsSync(config.dataDir) ? config.dataDir : '.');
    const detail = `${((bavail * bsize) / 1e9).toFixed(1)} GB free for ${config.dataDir}`;
    return bavail * bsize > neededBytes
      ? { state: 'ok', detail }
      : { state: 'missing', detail, run: 'free at least 1 GB' };
  },

  port: async () => {
    const running = path.join(config.dataDir, 'running.json');
    if (existsSync(running)) {
      const { pid, address } = JSON.parse(readFileSync(running, 'utf8')) as { pid: number; address: string };
      if (isAlive(pid)) return { state: 'ok', detail: `this workspace runs at ${address}` };
    }
    if (!config.port) return { state: 'ok', detail: `any free one, for example ${await freePort()}` };
    const taken = await reach(config.host, config.port).then(
      () => true,
      () => false,
    );
    return taken
      ? {
          state: 'missing',
          detail: `${config.port} is taken by another program`,
          run: 'set VIGIA_PORT to another, or to 0',
        }
      : { state: 'ok', detail: `${config.port} is free` };
  },
};

function reach(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host, port, timeout: 5_000 }, () => {
      socket.destroy();
      resolve();
    });
    socket.once('timeout', () => socket.destroy(new Error(`${host}:${port} does not answer`)));
    socket.once('error', reject);
  });
}
