/** Verdicts: append-only rows; the post carries the one in force. */
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { PermanentError } from '../errors.ts';
import type { Tx } from './client.server.ts';
import * as audit from './audit.ts';
import { posts, reviews, type Fact, type Verdict } from './schema/index.ts';

export interface NewReview {
  postId: number;
  /** The version the person read; a newer text refuses the verdict. */
  postVersion: number;
  verdict: Verdict;
  facts?: Fact[];
  note?: string;
}

async function locked(postId: number, tx: Tx) {
  const [post] = await tx
    .select({ id: posts.id, version: posts.version, verdict: posts.verdict })
    .from(posts)
    .where(eq(posts.id, postId))
    .for('update');
  if (!post) throw new PermanentError('There is no such post.', 'post_unknown');
  return post;
}

/**
 * Records a verdict and returns its id, which an undo needs. The same verdict sent twice by the same person is one review.
 * Throws PermanentError when the post is unknown or its text is newer than what was read.
 */
export async function record(review: NewReview, userId: string, tx: Tx): Promise<number> {
  return tx.transaction(async (inner) => {
    const post = await locked(review.postId, inner);
    if (post.version !== review.postVersion) {
      throw new PermanentError(
        'The text of this post changed while it was open. Read the new text, then decide.',
        'post_changed',
      );
    }
    const facts = [...new Set(review.facts ?? [])].sort();
    const note = (review.note ?? '').trim();
    const [last] = await inner
      .select()
      .from(reviews)
      .where(eq(reviews.postId, review.postId))
      .orderBy(desc(reviews.id))
      .limit(1);
    const repeated =
      last?.userId === userId &&
      last.verdict === review.verdict &&
      last.postVersion === review.postVersion &&
      last.note === note &&
      [...last.facts].sort().join() === facts.join();
    if (repeated) return last.id;
    const [row] = await inner
      .insert(reviews)
      .values({ postId: post.id, postVersion: post.version, userId, verdict: review.verdict, facts, note })
      .returning({ id: reviews.id });
    await inner
      .update(posts)
      .set({ verdict: review.verdict, reviewedAt: sql`date_trunc('milliseconds', now())` })
      .where(eq(posts.id, post.id));
    await audit.note(userId, 'review.record', `post:${post.id}`, { verdict: review.verdict, review: row!.id }, inner);
    return row!.id;
  });
}

/**
 * Takes a review back: the verdict before it, not itself taken back, is in force again. Throws PermanentError when the
 * review is unknown, already undone, or not the one in force.
 */
export async function undo(
  reviewId: number,
  userId: string,
  tx: Tx,
): Promise<{ postId: number; verdict: Verdict | null }> {
  return tx.transaction(async (inner) => {
    const [review] = await inner.select().from(reviews).where(eq(reviews.id, reviewId));
    if (!review?.verdict) throw new PermanentError('There is no such verdict to take back.', 'review_unknown');
    await locked(review.postId, inner);
    const standing = await inner
      .select({ id: reviews.id, verdict: reviews.verdict, at: reviews.at })
      .from(reviews)
      .where(
        and(
          eq(reviews.postId, review.postId),
          isNull(reviews.undoes),
          sql`not exists (select 1 from reviews u where u.undoes = ${reviews.id})`,
        ),
      )
      .orderBy(desc(reviews.id))
      .limit(2);
    if (standing[0]?.id !== reviewId)
      throw new PermanentError('A newer verdict stands, or this one was already taken back.', 'review_superseded');
    await inner
      .insert(reviews)
      .values({ postId: review.postId, postVersion: review.postVersion, userId, undoes: reviewId });
    const before = standing[1];
    const verdict = before?.verdict ?? null;
    await inner
      .update(posts)
      .set({ verdict, reviewedAt: before?.at ?? null })
      .where(eq(posts.id, review.postId));
    await audit.note(userId, 'review.undo', `post:${review.postId}`, { review: reviewId }, inner);
    return { postId: review.postId, verdict };
  });
}
