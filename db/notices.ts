/** Notices, the posts of reports: which confirmed posts wait for one, and all that a notice says of each. */
import { and, desc, eq, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import type { Platform } from '../crawler/source.ts';
import type { Tx } from './client.server.ts';
import { authors, captures, notices, posts, reports, reviews, runs, scores, sightings, terms } from './schema/index.ts';

/** Confirmed, and free for a report: one that was withdrawn holds nothing. */
const isFree = and(
  isNotNull(posts.verdict),
  ne(posts.verdict, 'not_actionable'),
  sql`not exists (select 1 from ${notices} n join ${reports} r on r.id = n.report_id
                                       where n.post_id = ${posts.id} and r.status <> 'withdrawn')`,
);

/** When a run last met the post. */
const lastSeenAt = sql<string>`(select max(s.seen_at) from ${sightings} s where s.post_id = ${posts.id})`.mapWith(
  (at: string | null) => new Date(at ?? 0),
);

/** Confirmed posts that no open report holds, most harmful first. */
export async function candidates(platform: Platform | null, tx: Tx, limit = 200) {
  return tx
    .select({
      id: posts.id,
      platform: posts.platform,
      kind: posts.kind,
      url: posts.url,
      text: sql<string>`left(${posts.text}, 200)`,
      verdict: posts.verdict,
      score: posts.score,
      consulate: posts.consulate,
      captured: sql<boolean>`${posts.capturedVersion} > 0`,
      authorName: authors.name,
      reviewedAt: posts.reviewedAt,
      lastSeenAt: lastSeenAt,
    })
    .from(posts)
    .leftJoin(authors, eq(authors.id, posts.authorId))
    .where(and(isFree, platform ? eq(posts.platform, platform) : undefined))
    .orderBy(desc(posts.harm), desc(posts.score), desc(posts.id))
    .limit(limit);
}

/** How many confirmed posts of each platform no open report holds. */
export async function waiting(tx: Tx): Promise<{ platform: Platform; posts: number }[]> {
  return tx
    .select({ platform: posts.platform, posts: sql<number>`count(*)::int` })
    .from(posts)
    .where(isFree)
    .groupBy(posts.platform);
}

/** Those of `postIds` that a new report of the platform may take. */
export async function free(postIds: number[], platform: Platform, tx: Tx): Promise<Set<number>> {
  const found = await tx
    .select({ id: posts.id })
    .from(posts)
    .where(and(inArray(posts.id, postIds), eq(posts.platform, platform), isFree));
  return new Set(found.map((row) => row.id));
}

const noticed = { noticeId: notices.id, post: posts, author: authors, lastSeenAt };

/** What a report says of each of its posts, in order; db/confirmed-posts.ts puts it into the words of reports/. */
export async function confirmed(reportId: string, tx: Tx) {
  const rows = await tx
    .select(noticed)
    .from(notices)
    .innerJoin(posts, eq(posts.id, notices.postId))
    .leftJoin(authors, eq(authors.id, posts.authorId))
    .where(eq(notices.reportId, reportId))
    .orderBy(notices.seq);
  return described(rows, reportId, tx);
}

/** The same of posts that are in no report yet, in the order of `postIds`; unknown ids are left out. */
export async function confirmable(postIds: number[], tx: Tx) {
  if (postIds.length === 0) return [];
  const rows = await tx
    .select({ noticeId: sql<null>`null`, post: posts, author: authors, lastSeenAt })
    .from(posts)
    .leftJoin(authors, eq(authors.id, posts.authorId))
    .where(inArray(posts.id, postIds));
  const place = new Map(postIds.map((id, index) => [id, index]));
  rows.sort((a, b) => place.get(a.post.id)! - place.get(b.post.id)!);
  return described(rows, null, tx);
}

interface Noticed {
  noticeId: string | null;
  post: typeof posts.$inferSelect;
  author: typeof authors.$inferSelect | null;
  lastSeenAt: Date;
}

/** Adds offer, verdict, search, captures and earlier reports. */
async function described(rows: Noticed[], reportId: string | null, tx: Tx) {
  const ids = rows.map((row) => row.post.id);
  if (ids.length === 0) return [];
  const newest = await tx
    .selectDistinctOn([scores.postId], { postId: scores.postId, offer: scores.offer })
    .from(scores)
    .where(inArray(scores.postId, ids))
    .orderBy(scores.postId, desc(scores.postVersion), desc(scores.at));
  const verdictRows = await tx
    .selectDistinctOn([reviews.postId], {
      postId: reviews.postId,
      postVersion: reviews.postVersion,
      verdict: reviews.verdict,
      facts: reviews.facts,
    })
    .from(reviews)
    .where(
      and(
        inArray(reviews.postId, ids),
        isNull(reviews.undoes),
        sql`not exists (select 1 from reviews u where u.undoes = ${reviews.id})`,
      ),
    )
    .orderBy(reviews.postId, desc(reviews.id));
  const searches = await tx
    .selectDistinctOn([sightings.postId], {
      postId: sightings.postId,
      query: terms.query,
      gl: terms.gl,
      hl: terms.hl,
      rank: sightings.rank,
    })
    .from(sightings)
    .innerJoin(runs, eq(runs.id, sightings.runId))
    .innerJoin(terms, eq(terms.id, runs.termId))
    .where(inArray(sightings.postId, ids))
    .orderBy(sightings.postId, desc(sightings.seenAt));
  const files = await tx
    .select()
    .from(captures)
    .where(inArray(captures.postId, ids))
    .orderBy(desc(captures.capturedAt));
  const earlier = await tx
    .select({ postId: notices.postId, number: reports.number })
    .from(notices)
    .innerJoin(reports, eq(reports.id, notices.reportId))
    .where(
      and(
        inArray(notices.postId, ids),
        reportId === null ? undefined : ne(notices.reportId, reportId),
        isNotNull(reports.approvedAt),
      ),
    );
  return rows.map(({ noticeId, post, author, lastSeenAt: seenAt }) => ({
    noticeId,
    post,
    author,
    lastSeenAt: seenAt,
    offer: newest.find((score) => score.postId === post.id)?.offer ?? null,
    review: verdictRows.find((review) => review.postId === post.id) ?? null,
    search: searches.find((search) => search.postId === post.id) ?? null,
    captures: files.filter((capture) => capture.postId === post.id),
    previousReports: earlier.filter((notice) => notice.postId === post.id).map((notice) => notice.number),
  }));
}

export type ConfirmedRow = Awaited<ReturnType<typeof confirmed>>[number];
