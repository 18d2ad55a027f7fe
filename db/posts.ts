/** Saving what a run found: each post once, each meeting a sighting, each changed text a version. */
import { sql } from 'drizzle-orm';
import type { FoundPost } from '../crawler/source.ts';
import type { Tx } from './client.server.ts';
import { storableJson } from './json.ts';

export interface Saved {
  /** Posts that are new or whose text changed: to be classified. */
  toClassify: number[];
  found: number;
  fresh: number;
  /** Row id by canonical key, for all that were found. */
  idByKey: Map<string, number>;
}

const authorKey = (author: NonNullable<FoundPost['author']>): string | null => {
  if (author.id) return `id:${author.id}`;
  if (author.handle) return `handle:${author.handle.toLowerCase()}`;
  return author.name ? `name:${author.name.slice(0, 200)}` : null;
};

/** One row a key, in key order: two runs that save the same posts at once take their locks in the same order. */
function rows(found: FoundPost[]) {
  const byKey = new Map<string, FoundPost>();
  for (const post of found) if (!byKey.has(post.key)) byKey.set(post.key, post);
  return [...byKey.values()]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map((post) => ({
      key: post.key,
      platform: post.platform,
      platform_id: post.platformId,
      kind: post.kind,
      url: post.url,
      author_key: post.author && authorKey(post.author),
      author_id: post.author?.id ?? null,
      author_handle: post.author?.handle ?? null,
      author_name: post.author?.name ?? null,
      text: post.text,
      links: post.links,
      lang: post.lang,
      published_at: post.publishedAt,
      rank: post.rank,
    }));
}

const kept = sql`(excluded.text = '' or excluded.last_seen_at < posts.last_seen_at)`;

/**
 * Upserts `found` as met by run `runId` at `at`, in one statement whatever their number. Idempotent: a retry adds nothing.
 * A post that comes without text (a listing that shows only the link), or from before it was last seen (a saved page that
 * is imported later), keeps the text it has.
 */
export async function save(found: FoundPost[], runId: string, at: Date, tx: Tx): Promise<Saved> {
  const batch = rows(found);
  if (batch.length === 0) return { toClassify: [], found: 0, fresh: 0, idByKey: new Map() };
  const result = await tx.execute<{ id: number; key: string; inserted: boolean; changed: boolean }>(sql`
    with batch as (
      select * from jsonb_to_recordset(${storableJson(batch)}::jsonb) as b(
        key text, platform platform, platform_id text, kind post_kind, url text, author_key text, author_id text,
        author_handle text, author_name text, text text, links jsonb, lang text, published_at timestamptz, rank int)
    ), author as (
      insert into authors (platform, key, platform_id, handle, name, first_seen_at)
      select distinct on (platform, author_key) platform, author_key, author_id, author_handle, author_name, ${at}
      from batch where author_key is not null order by platform, author_key
      on conflict (platform, key) do update set
        handle = coalesce(excluded.handle, authors.handle), name = coalesce(excluded.name, authors.name)
      returning id, platform, key
    ), before as (
      select p.id, p.key, p.text from posts p join batch b on b.key = p.key
    ), post as (
      insert into posts (key, platform, platform_id, kind, url, author_id, text, links, lang, published_at,
                         first_seen_at, last_seen_at)
      select b.key, b.platform, b.platform_id, b.kind, b.url, a.id, b.text, b.links, b.lang, b.published_at, ${at}, ${at}
      from batch b left join author a on a.platform = b.platform and a.key = b.author_key
      order by b.key
      on conflict (key) do update set
        last_seen_at = greatest(posts.last_seen_at, excluded.last_seen_at),
        author_id = coalesce(excluded.author_id, posts.author_id),
        published_at = coalesce(posts.published_at, excluded.published_at),
        text = case when ${kept} then posts.text else excluded.text end,
        links = case when ${kept} then posts.links else excluded.links end,
        version = posts.version + (not ${kept} and excluded.text <> posts.text)::int
      returning id, key, version, text, (xmax = 0) as inserted
    ), version as (
      insert into post_versions (post_id, version, text, author_name, seen_at)
      select p.id, p.version, p.text, b.author_name, ${at} from post p join batch b on b.key = p.key
      on conflict do nothing
    ), sighting as (
      insert into sightings (run_id, post_id, rank, seen_at)
      select ${runId}, p.id, b.rank, ${at} from post p join batch b on b.key = p.key
      on conflict do nothing
    )
    select p.id::int8 as id, p.key, p.inserted, (p.inserted or o.text <> p.text) as changed
    from post p left join before o on o.key = p.key`);
  const saved = result.rows.map((row) => ({ ...row, id: Number(row.id) }));
  return {
    toClassify: saved.filter((row) => row.changed).map((row) => row.id),
    found: saved.length,
    fresh: saved.filter((row) => row.inserted).length,
    idByKey: new Map(saved.map((row) => [row.key, row.id])),
  };
}
