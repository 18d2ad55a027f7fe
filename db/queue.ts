/** The triage list: harm first, then score, then the newest; keyset paging, so that every page costs the same. */
import { and, asc, desc, eq, gte, isNotNull, isNull, lte, ne, sql, type SQL } from 'drizzle-orm';
import type { Platform } from '../crawler/source.ts';
import type { Label } from '../classifier/score.types.ts';
import type { Tx } from './client.server.ts';
import { authors, posts, type Verdict } from './schema/index.ts';
import { searchQuery } from './search.ts';

export interface QueueFilter {
  /** `open`: no verdict yet; `decided`: any verdict; or one verdict. */
  state: 'open' | 'decided' | Verdict;
  platform?: Platform;
  label?: Label;
  consulate?: string;
  /** Only open posts are ordered by score; this bounds it, 0 to 1. */
  minScore?: number;
  maxScore?: number;
  /** Words to search for; accents and endings do not matter. */
  text?: string;
  authorId?: number;
}

/** Where the last page ended, as its last row's `cursor` tells. */
export type QueueCursor = string;

const row = {
  id: posts.id,
  key: posts.key,
  platform: posts.platform,
  kind: posts.kind,
  url: posts.url,
  text: sql<string>`left(${posts.text}, 280)`,
  score: posts.score,
  label: posts.label,
  harm: posts.harm,
  consulate: posts.consulate,
  verdict: posts.verdict,
  reviewedAt: posts.reviewedAt,
  publishedAt: posts.publishedAt,
  firstSeenAt: posts.firstSeenAt,
  captured: sql<boolean>`${posts.capturedVersion} > 0`,
  authorName: authors.name,
  authorHandle: authors.handle,
};

export type QueueRow = Awaited<ReturnType<typeof page>>['rows'][number];

function conditions(filter: QueueFilter): SQL | undefined {
  const open = filter.state === 'open';
  const query = filter.text && searchQuery(filter.text);
  return and(
    isNotNull(posts.score),
    open
      ? isNull(posts.verdict)
      : filter.state === 'decided'
        ? isNotNull(posts.verdict)
        : eq(posts.verdict, filter.state),
    filter.platform && eq(posts.platform, filter.platform),
    filter.label && eq(posts.label, filter.label),
    filter.consulate ? eq(posts.consulate, filter.consulate) : undefined,
    filter.minScore === undefined ? undefined : gte(posts.score, filter.minScore),
    filter.maxScore === undefined ? undefined : lte(posts.score, filter.maxScore),
    filter.authorId === undefined ? undefined : eq(posts.authorId, filter.authorId),
    query ? sql`${posts.search} @@ to_tsquery('simple', vigia_unaccent(${query}))` : undefined,
  );
}

/** A tampered cursor is the first page. */
function after(cursor: QueueCursor | null, open: boolean): SQL | undefined {
  const parts = cursor?.split('_').map(Number) ?? [];
  if (open) {
    const [harm, score, id] = parts;
    if (parts.length !== 3 || !parts.every(Number.isFinite)) return undefined;
    return sql`(${posts.harm}, ${posts.score}, ${posts.id}) < (${harm}::smallint, ${score}::real, ${id}::int8)`;
  }
  const [at, id] = parts;
  if (parts.length !== 2 || !parts.every(Number.isFinite)) return undefined;
  return sql`(${posts.reviewedAt}, ${posts.id}) < (to_timestamp(${at! / 1000}), ${id}::int8)`;
}

/** One page of the list, with the cursor of the next one or null at the end. */
export async function page(filter: QueueFilter, cursor: QueueCursor | null, tx: Tx, limit = 50) {
  const open = filter.state === 'open';
  const found = await tx
    .select(row)
    .from(posts)
    .leftJoin(authors, eq(authors.id, posts.authorId))
    .where(and(conditions(filter), after(cursor, open)))
    .orderBy(
      ...(open ? [desc(posts.harm), desc(posts.score), desc(posts.id)] : [desc(posts.reviewedAt), desc(posts.id)]),
    )
    .limit(limit + 1);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const next =
    found.length <= limit || !last
      ? null
      : open
        ? `${last.harm}_${last.score}_${last.id}`
        : `${last.reviewedAt!.getTime()}_${last.id}`;
  return { rows, next };
}

/** How many posts wait, counted to `cap`: beyond it staff only need to know that there are more. */
export async function size(filter: QueueFilter, tx: Tx, cap = 1000): Promise<number> {
  const some = tx
    .select({ one: sql`1` })
    .from(posts)
    .where(conditions(filter))
    .limit(cap)
    .as('some');
  const [counted] = await tx.select({ count: sql<number>`count(*)::int` }).from(some);
  return counted!.count;
}

/** Consulates that open posts name, for the filter. */
export async function consulates(tx: Tx): Promise<string[]> {
  const found = await tx
    .selectDistinct({ consulate: posts.consulate })
    .from(posts)
    .where(and(isNotNull(posts.consulate), isNotNull(posts.score), ne(posts.consulate, '')))
    .orderBy(asc(posts.consulate));
  return found.map((entry) => entry.consulate!);
}
