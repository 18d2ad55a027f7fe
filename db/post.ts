/** Everything the post page shows of one post. */
import { desc, eq } from 'drizzle-orm';
import type { Tx } from './client.server.ts';
import {
  authors,
  captures,
  notices,
  postVersions,
  posts,
  reports,
  reviews,
  runs,
  scores,
  sightings,
  terms,
  users,
} from './schema/index.ts';

/** The post with its author, newest score, captures, sightings, versions, history and reports; null when there is none. */
export async function whole(id: number, tx: Tx) {
  const [found] = await tx
    .select({ post: posts, author: authors })
    .from(posts)
    .leftJoin(authors, eq(authors.id, posts.authorId))
    .where(eq(posts.id, id));
  if (!found) return null;
  const [score] = await tx
    .select()
    .from(scores)
    .where(eq(scores.postId, id))
    .orderBy(desc(scores.postVersion), desc(scores.at))
    .limit(1);
  return {
    ...found,
    score: score ?? null,
    captures: await tx.select().from(captures).where(eq(captures.postId, id)).orderBy(desc(captures.capturedAt)),
    versions: await tx
      .select()
      .from(postVersions)
      .where(eq(postVersions.postId, id))
      .orderBy(desc(postVersions.version)),
    sightings: await tx
      .select({
        seenAt: sightings.seenAt,
        rank: sightings.rank,
        source: runs.source,
        query: terms.query,
        runId: runs.id,
      })
      .from(sightings)
      .innerJoin(runs, eq(runs.id, sightings.runId))
      .leftJoin(terms, eq(terms.id, runs.termId))
      .where(eq(sightings.postId, id))
      .orderBy(desc(sightings.seenAt))
      .limit(100),
    history: await tx
      .select({
        id: reviews.id,
        at: reviews.at,
        verdict: reviews.verdict,
        facts: reviews.facts,
        note: reviews.note,
        undoes: reviews.undoes,
        postVersion: reviews.postVersion,
        userName: users.name,
      })
      .from(reviews)
      .innerJoin(users, eq(users.id, reviews.userId))
      .where(eq(reviews.postId, id))
      .orderBy(desc(reviews.id)),
    reports: await tx
      .select({ id: reports.id, number: reports.number, status: reports.status, createdAt: reports.createdAt })
      .from(notices)
      .innerJoin(reports, eq(reports.id, notices.reportId))
      .where(eq(notices.postId, id))
      .orderBy(desc(reports.createdAt)),
  };
}
