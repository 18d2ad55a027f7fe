import { and, asc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Scored } from '../classifier/score.types.ts';
import type { Tx } from './client.server.ts';
import { storableJson } from './json.ts';
import { authors, posts } from './schema/index.ts';

/** Posts among `ids` whose newest text has no score yet, as the classifier reads them. */
export async function waiting(ids: number[], tx: Tx) {
  if (ids.length === 0) return [];
  return tx
    .select({
      id: posts.id,
      version: posts.version,
      text: posts.text,
      platform: posts.platform,
      surface: posts.kind,
      url: posts.url,
      links: posts.links,
      authorName: authors.name,
      handle: authors.handle,
    })
    .from(posts)
    .leftJoin(authors, eq(authors.id, posts.authorId))
    .where(and(inArray(posts.id, ids), lt(posts.scoredVersion, posts.version)))
    .orderBy(asc(posts.id));
}

/** Ids of posts that nobody has scored, oldest first: what the queue lost, the sweep finds here. */
export async function forgotten(tx: Tx, limit = 2000): Promise<number[]> {
  const found = await tx
    .select({ id: posts.id })
    .from(posts)
    .where(lt(posts.scoredVersion, posts.version))
    .orderBy(asc(posts.id))
    .limit(limit);
  return found.map((row) => row.id);
}

export interface ScoreRow extends Scored {
  id: number;
  version: number;
  harm: number;
}

/**
 * Keeps the scores of one model and makes them the posts' current ones. Idempotent; a post whose text changed
 * meanwhile keeps the score row of the old version and stays to be classified.
 */
export async function record(scored: ScoreRow[], modelVersion: string, tx: Tx): Promise<void> {
  if (scored.length === 0) return;
  const batch = scored.map(({ id, version, score, label, labels, signals, offer, harm }) => ({
    id,
    version,
    score,
    label,
    labels,
    signals,
    offer,
    harm,
    consulate: offer.consulate,
  }));
  await tx.execute(sql`
    with batch as (
      select * from jsonb_to_recordset(${storableJson(batch)}::jsonb) as b(
        id int8, version int, score real, label label, labels jsonb, signals jsonb, offer jsonb, harm smallint,
        consulate text)
    ), kept as (
      insert into scores (post_id, post_version, model_version, score, label, labels, signals, offer)
      select id, version, ${modelVersion}, score, label, labels, signals, offer from batch
      on conflict do nothing
    )
    update posts p set score = b.score, label = b.label, harm = b.harm, consulate = b.consulate,
                       scored_version = b.version
    from batch b where p.id = b.id and p.version = b.version`);
}
