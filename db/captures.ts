import { and, desc, eq, gte, inArray, isNotNull, lt, sql } from 'drizzle-orm';
import type { Outcome } from '../crawler/source.ts';
import type { Tx } from './client.server.ts';
import { captures, posts, type CustodyRecord } from './schema/index.ts';

export const maxTries = 4;

/** Posts scored at or above `threshold` whose newest text has no capture, most harmful first. */
export async function missing(threshold: number, tx: Tx, limit = 200): Promise<number[]> {
  const found = await tx
    .select({ id: posts.id })
    .from(posts)
    .where(and(gte(posts.score, threshold), lt(posts.capturedVersion, posts.version), lt(posts.captureTries, maxTries)))
    .orderBy(desc(posts.harm), desc(posts.score))
    .limit(limit);
  return found.map((row) => row.id);
}

/** What a capture needs to know of its post, or null when there is no such post. */
export async function target(postId: number, tx: Tx) {
  const [row] = await tx
    .select({
      id: posts.id,
      key: posts.key,
      platform: posts.platform,
      platformId: posts.platformId,
      kind: posts.kind,
      url: posts.url,
      version: posts.version,
      capturedVersion: posts.capturedVersion,
    })
    .from(posts)
    .where(eq(posts.id, postId));
  return row ?? null;
}

export interface NewCapture {
  postId: number;
  postVersion: number;
  runId?: string;
  capturedAt: Date;
  screenshot: { sha256: string; bytes: number } | null;
  page: { sha256: string; bytes: number; mediaType: string };
  record: CustodyRecord;
}

/** Files captures. The same page of the same post is one capture, however often it is handed in. */
export async function file(batch: NewCapture[], tx: Tx): Promise<void> {
  if (batch.length === 0) return;
  await tx
    .insert(captures)
    .values(
      batch.map((capture) => ({
        postId: capture.postId,
        postVersion: capture.postVersion,
        runId: capture.runId ?? null,
        capturedAt: capture.capturedAt,
        screenshotSha256: capture.screenshot?.sha256 ?? null,
        screenshotBytes: capture.screenshot?.bytes ?? null,
        pageSha256: capture.page.sha256,
        pageBytes: capture.page.bytes,
        pageMediaType: capture.page.mediaType,
        record: capture.record,
      })),
    )
    .onConflictDoNothing();
  for (const capture of batch) {
    await tx
      .update(posts)
      .set({
        capturedVersion: sql`greatest(${posts.capturedVersion}, ${capture.postVersion})`,
        captureOutcome: 'ok',
        captureTries: 0,
      })
      .where(eq(posts.id, capture.postId));
  }
}

/** Notes a try that ended at a wall or a blank page: it is no evidence, and nothing is filed. */
export async function noteRefusal(postId: number, outcome: Outcome, tx: Tx): Promise<void> {
  await tx
    .update(posts)
    .set({ captureOutcome: outcome, captureTries: sql`${posts.captureTries} + 1` })
    .where(eq(posts.id, postId));
}

/** The newest capture with a screenshot of each of the posts, where there is one. */
export async function pictures(postIds: number[], tx: Tx): Promise<Map<number, string>> {
  if (postIds.length === 0) return new Map();
  const rows = await tx
    .selectDistinctOn([captures.postId], { postId: captures.postId, id: captures.id })
    .from(captures)
    .where(and(inArray(captures.postId, postIds), isNotNull(captures.screenshotSha256)))
    .orderBy(captures.postId, desc(captures.capturedAt));
  return new Map(rows.map(({ postId, id }) => [postId, id]));
}

export async function byId(id: string, tx: Tx) {
  const [row] = await tx.select().from(captures).where(eq(captures.id, id));
  return row ?? null;
}
