/** Found posts → stored, scored and recorded, against a bare upsert of the same rows: what our rules cost. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import type { FoundPost } from '../../crawler/source.ts';
import { connect, type Database } from '../../db/client.server.ts';
import { migrate } from '../../db/migrate.ts';
import * as posts from '../../db/posts.ts';
import * as runs from '../../db/runs.ts';
import { scoreWaiting } from '../../jobs/classify.ts';
import { batchSize, inBatches } from '../../jobs/jobs.ts';
import { startPostgres } from '../postgres.ts';
import { alternating, rate, type Suite } from './figure.ts';

const count = 2_000;
let next = 1_000_000;

/** Posts of the length and shape that staff meet; none of them is a post of the labelled set. */
function fresh(): FoundPost[] {
  return Array.from({ length: count }, (_, index) => {
    next += 1;
    return {
      platform: 'x',
      platformId: `${next}`,
      key: `x:${next}`,
      url: `https://x.com/i/status/${next}`,
      kind: 'post',
      author: { id: `${index % 300}`, handle: `cuenta${index % 300}`, name: `Cuenta ${index % 300}` },
      text: `Tengo lugares para el consulado de Houston la próxima semana, pasaporte y matrícula, ${40 + (index % 60)} dólares. Informes 713 555 01${index % 90} (${next})`,
      publishedAt: '2026-11-20T12:00:00.000Z',
      rank: index + 1,
      placement: null,
      aliases: [],
      links: [],
      lang: 'es',
    };
  });
}

async function ours(found: FoundPost[], size: number, db: Database): Promise<void> {
  const run = await runs.begin(null, 'bench', new Date(), db);
  for (const batch of inBatches(found, size)) {
    const saved = await db.transaction((tx) => posts.save(batch, run.id, new Date(), tx));
    await scoreWaiting(saved.toClassify, db);
  }
}

/** The least that could store a post: one statement for 500 rows, one table, no author, version, sighting or score. */
async function bare(found: FoundPost[], db: Database): Promise<void> {
  for (const batch of inBatches(found, 500)) {
    const rows = batch.map(({ key, url, text }) => ({ key: `bare:${key}`, url, text }));
    await db.execute(sql`
      insert into posts (key, platform, kind, url, text, first_seen_at)
      select key, 'x', 'post', url, text, now()
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as b(key text, url text, text text)
      on conflict (key) do nothing`);
  }
}

export const ingest: Suite = async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'vigia-bench-'));
  const server = await startPostgres({ dataDir: folder });
  await migrate(server.url);
  const { db, close } = connect(server.url);
  try {
    await ours(fresh().slice(0, 200), batchSize, db);
    let known: FoundPost[] = [];
    const [reference, fifty, one, again] = await alternating([
      () => bare(fresh(), db),
      () => ours((known = fresh()), batchSize, db),
      // A tenth of the posts, ten times the time a post: the figure is scaled below.
      () => ours(fresh().slice(0, count / 10), 1, db),
      () => ours(known, batchSize, db),
    ]);
    return [
      rate('ingest', '50 posts a batch against a bare upsert of 500', count, fifty!, reference!),
      rate('ingest', '50 posts a batch against one a batch', count, fifty!, one! * 10),
      rate('ingest', 'the same posts again against the first time', count, again!, fifty!),
    ];
  } finally {
    await close();
    await server.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
};
