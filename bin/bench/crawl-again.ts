/** The same pages crawled a second time with nothing changed: what is written, and what it costs beside the first time. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { parse } from '../../crawler/parse.ts';
import { connect, type Database } from '../../db/client.server.ts';
import { migrate } from '../../db/migrate.ts';
import * as posts from '../../db/posts.ts';
import * as runs from '../../db/runs.ts';
import { scoreWaiting } from '../../jobs/classify.ts';
import { startPostgres } from '../postgres.ts';
import { resultsPage } from './crawl-pages.ts';
import { median, type Figure } from './figure.ts';

const pages = 50;
const rounds = 4;

/** One crawl of some pages, as the jobs do it: parse, save what was met, score what is new. */
async function crawl(bodies: readonly string[], db: Database): Promise<void> {
  const run = await runs.begin(null, 'bench', new Date(), db);
  for (const body of bodies) {
    const { posts: found } = parse('google', { body, url: 'https://www.google.com/search?q=cita', status: 200 });
    const saved = await db.transaction((tx) => posts.save(found, run.id, new Date(), tx));
    await scoreWaiting(saved.toClassify, db);
  }
}

/** Rows of all tables, but for the runs and their sightings, that a transaction from this one on has written. */
async function writtenSince(transaction: string, db: Database): Promise<number> {
  const { rows } = await db.execute<{ name: string }>(
    sql`select tablename as name from pg_tables where schemaname = 'public' and tablename not in ('runs', 'sightings')`,
  );
  let written = 0;
  for (const { name } of rows) {
    const counted = await db.execute<{ count: string }>(
      sql`select count(*) from ${sql.identifier(name)} where xmin::text::bigint >= ${transaction}::bigint`,
    );
    written += Number(counted.rows[0]!.count);
  }
  return written;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

export async function againFigures(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vigia-bench-'));
  const server = await startPostgres({ dataDir: folder });
  await migrate(server.url);
  const { db, close } = connect(server.url);
  const first: number[] = [];
  const again: number[] = [];
  let written = 0;
  try {
    for (let round = 0; round < rounds; round += 1) {
      const bodies = Array.from({ length: pages }, (_, page) => resultsPage(round * pages + page));
      const firstMs = await timed(() => crawl(bodies, db));
      const { rows } = await db.execute<{ now: string }>(sql`select txid_current()::text as now`);
      const againMs = await timed(() => crawl(bodies, db));
      written += await writtenSince(rows[0]!.now, db);
      // The first round is the compiler's and the cache's.
      if (round === 0) continue;
      first.push(firstMs / pages);
      again.push(againMs / pages);
    }
  } finally {
    await close();
    await server.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  return [
    {
      suite: 'crawl',
      name: 'nothing changed: crawled again, beside the first time (≤ 0.3)',
      value: median(again),
      unit: 'ms/page',
      reference: median(first),
      ratio: median(again) / median(first),
    },
    {
      suite: 'crawl',
      name: 'nothing changed: rows written beside sightings (0)',
      value: written,
      unit: 'rows',
      reference: null,
      ratio: null,
    },
  ];
}
