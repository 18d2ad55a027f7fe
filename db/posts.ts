/** Saving what a run found: each post once, each meeting a sighting, each changed text a version. */
import { sql, type SQL } from 'drizzle-orm';
import type { FoundPost } from '../crawler/source.ts';
import type { Tx } from './client.server.ts';
import { storableJson } from './json.ts';

export interface Saved {
  /** Posts that are new or whose text changed: to be classified. */
  toClassify: number[];
  found: number;
  fresh: number;
  /** Row id by each canonical key that was found, also where the row goes by another one. */
  idByKey: Map<string, number>;
}

const authorKey = (author: NonNullable<FoundPost['author']>): string | null => {
  if (author.id) return `id:${author.id}`;
  if (author.handle) return `handle:${author.handle.toLowerCase()}`;
  return author.name ? `name:${author.name.slice(0, 200)}` : null;
};

/** One row a key, in key order: two runs that save the same posts at once take their locks in the same order. */
function rows(found: FoundPost[], keyOf: (post: FoundPost) => string) {
  const byKey = new Map<string, FoundPost>();
  for (const post of found) if (!byKey.has(keyOf(post))) byKey.set(keyOf(post), post);
  return [...byKey]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, post]) => ({
      key,
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
      placement: post.placement,
      // The row's own key is no alias; the key that this face goes by is one, when the row has another.
      aliases: [...new Set([post.key, ...post.aliases])].filter((alias) => alias !== key),
    }));
}

const columns = sql`b(key text, platform platform, platform_id text, kind post_kind, url text, author_key text,
  author_id text, author_handle text, author_name text, text text, links jsonb, lang text, published_at timestamptz,
  rank int, placement placement, aliases jsonb)`;

/** The keys of rows that are there already and go by one of these names. */
async function knownBy(names: string[], tx: Tx): Promise<Map<string, string>> {
  const known = await tx.execute<{ alias: string; key: string }>(sql`
    select a.alias, p.key from post_aliases a join posts p on p.id = a.post_id where a.alias = any(${sql.param(names)})
    union all
    select key, key from posts where key = any(${sql.param(names)})`);
  return new Map(known.rows.map(({ alias, key }) => [alias, key]));
}

/**
 * Saves `found` as met by run `runId` at `at`, in a few statements whatever their number. Idempotent: a retry adds nothing,
 * and a post that is as it was before adds its sighting and touches no other row. Call it in a transaction.
 *
 * A post is found by its key, by the row that knows its key as an alias, or by one of its aliases, in this order. One that
 * comes without text (a listing that shows only the link), or from before it was last met (a saved page that is imported
 * later), keeps the text it has.
 */
export async function save(found: FoundPost[], runId: string, at: Date, tx: Tx): Promise<Saved> {
  if (found.length === 0) return { toClassify: [], found: 0, fresh: 0, idByKey: new Map() };
  const known = await knownBy([...new Set(found.flatMap((post) => [post.key, ...post.aliases]))], tx);
  const keyOf = (post: FoundPost): string =>
    [post.key, ...post.aliases].map((name) => known.get(name)).find((key) => key !== undefined) ?? post.key;
  const list = rows(found, keyOf);
  const batch = sql`(select * from jsonb_to_recordset(${storableJson(list)}::jsonb) as ${columns})`;

  await saveAuthors(batch, at, tx);
  const written = await savePosts(batch, at, tx);
  const ids = await meet(batch, runId, at, tx);
  if (list.some((row) => row.aliases.length > 0)) await saveAliases(batch, at, tx);

  return {
    toClassify: written.filter((row) => row.rewritten).map((row) => Number(row.id)),
    found: ids.size,
    fresh: written.filter((row) => row.version === 1 && row.rewritten).length,
    idByKey: new Map(found.map((post) => [post.key, ids.get(keyOf(post))!])),
  };
}

/** Writes authors that are new or show another name; the others are not touched. */
async function saveAuthors(batch: SQL, at: Date, tx: Tx): Promise<void> {
  await tx.execute(sql`
    insert into authors (platform, key, platform_id, handle, name, first_seen_at)
    select distinct on (b.platform, b.author_key)
      b.platform, b.author_key, b.author_id, b.author_handle, b.author_name, ${at}::timestamptz
    from ${batch} b left join authors a on a.platform = b.platform and a.key = b.author_key
    where b.author_key is not null and (a.id is null
      or coalesce(b.author_handle, a.handle) is distinct from a.handle
      or coalesce(b.author_name, a.name) is distinct from a.name)
    order by b.platform, b.author_key
    on conflict (platform, key) do update set
      handle = coalesce(excluded.handle, authors.handle), name = coalesce(excluded.name, authors.name)`);
}

/** From before it was last met: an older face says nothing of how the post stands now. */
const stale = (at: Date): SQL =>
  sql`exists (select 1 from sightings s where s.post_id = posts.id and s.seen_at > ${at}::timestamptz)`;

/** Writes posts that are new or tell something new; `rewritten` ones have a text that was not seen before. */
async function savePosts(batch: SQL, at: Date, tx: Tx) {
  const kept = sql`(excluded.text = '' or excluded.text = posts.text or ${stale(at)})`;
  const result = await tx.execute<{ id: string; version: number; rewritten: boolean }>(sql`
    with tells as (
      select b.*, a.id as author from ${batch} b
      left join authors a on a.platform = b.platform and a.key = b.author_key
      left join posts on posts.key = b.key
      where posts.id is null
        or (b.text not in ('', posts.text) and not ${stale(at)})
        or (a.id is not null and a.id is distinct from posts.author_id)
        or (posts.published_at is null and b.published_at is not null)
      order by b.key
    ), post as (
      insert into posts (key, platform, platform_id, kind, url, author_id, text, links, lang, published_at, first_seen_at)
      select key, platform, platform_id, kind, url, author, text, links, lang, published_at, ${at}::timestamptz from tells
      on conflict (key) do update set
        author_id = coalesce(excluded.author_id, posts.author_id),
        published_at = coalesce(posts.published_at, excluded.published_at),
        text = case when ${kept} then posts.text else excluded.text end,
        links = case when ${kept} then posts.links else excluded.links end,
        version = posts.version + (not ${kept})::int
      returning id, key, version, text
    ), version as (
      insert into post_versions (post_id, version, text, author_name, seen_at)
      select p.id, p.version, p.text, t.author_name, ${at}::timestamptz from post p join tells t on t.key = p.key
      on conflict do nothing
      returning post_id
    )
    select p.id, p.version, v.post_id is not null as rewritten from post p left join version v on v.post_id = p.id`);
  return result.rows;
}

/** Adds the sightings; returns the row id by the row's key. A statement of its own: it has to see what others just saved. */
async function meet(batch: SQL, runId: string, at: Date, tx: Tx): Promise<Map<string, number>> {
  const result = await tx.execute<{ id: string; key: string }>(sql`
    with met as (select p.id, p.key, b.rank, b.placement from ${batch} b join posts p on p.key = b.key),
    sighting as (
      insert into sightings (run_id, post_id, rank, placement, seen_at)
      select ${runId}, id, rank, placement, ${at}::timestamptz from met
      on conflict do nothing
    )
    select id, key from met`);
  return new Map(result.rows.map(({ id, key }) => [key, Number(id)]));
}

/** A name that another row goes by, as its key or as an alias, stays with that row: two posts never merge by a later word. */
async function saveAliases(batch: SQL, at: Date, tx: Tx): Promise<void> {
  await tx.execute(sql`
    insert into post_aliases (alias, post_id, seen_at)
    select distinct on (alias) alias, p.id, ${at}::timestamptz
    from ${batch} b join posts p on p.key = b.key, jsonb_array_elements_text(b.aliases) as alias
    where not exists (select 1 from post_aliases o where o.alias = alias.value)
      and not exists (select 1 from posts o where o.key = alias.value)
    order by alias, p.id
    on conflict do nothing`);
}

/** The row that goes by this key or alias, or null. */
export async function idOf(name: string, tx: Tx): Promise<number | null> {
  const [row] = (
    await tx.execute<{ id: string }>(sql`
      select id from posts where key = ${name}
      union all select post_id from post_aliases where alias = ${name} limit 1`)
  ).rows;
  return row ? Number(row.id) : null;
}
