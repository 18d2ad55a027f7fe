import { and, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, notInArray, sql } from 'drizzle-orm';
import type { Outcome, Platform } from '../crawler/source.ts';
import type { Tx } from './client.server.ts';
import * as custody from './custody.ts';
import { sha256 } from './evidence/digest.ts';
import { canonicalJson } from './json.ts';
import { captures, custody as chain, pieceKinds, posts, type CustodyRecord, type PieceKind } from './schema/index.ts';

export type CaptureRow = typeof captures.$inferSelect;

export const maxTries = 4;

/**
 * Posts scored at or above `threshold` whose newest text has no capture, most harmful first. Those of `closed` platforms are
 * left out: nobody has switched on the way to them.
 */
export async function missing(threshold: number, closed: Platform[], tx: Tx, limit = 200): Promise<number[]> {
  const found = await tx
    .select({ id: posts.id })
    .from(posts)
    .where(
      and(
        gte(posts.score, threshold),
        lt(posts.capturedVersion, posts.version),
        lt(posts.captureTries, maxTries),
        notInArray(posts.platform, closed),
      ),
    )
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

/** PostgreSQL takes 65,535 parameters a statement. */
const rowsAtOnce = 1_000;

/** A piece that lies in the evidence store. */
export interface KeptPiece {
  sha256: string;
  bytes: number;
}

export interface NewCapture {
  postId: number;
  postVersion: number;
  runId?: string;
  capturedAt: Date;
  pieces: { page: KeptPiece } & { [kind in PieceKind]?: KeptPiece };
  pageMediaType: string;
  record: CustodyRecord;
}

/**
 * Files captures, each with its record in the chain of custody. The same page of the same post is one capture, however
 * often it is handed in. `actor` as in db/custody.ts. In a transaction of the caller, call it as late as possible.
 */
export async function file(batch: NewCapture[], event: 'captured' | 'imported', actor: string, tx: Tx): Promise<void> {
  if (batch.length === 0) return;
  await tx.transaction(async (inner) => {
    const filed: CaptureRow[] = [];
    for (let from = 0; from < batch.length; from += rowsAtOnce) {
      const rows = batch.slice(from, from + rowsAtOnce).map(rowOf);
      filed.push(...(await inner.insert(captures).values(rows).onConflictDoNothing().returning()));
    }
    for (const capture of batch) {
      await inner
        .update(posts)
        .set({
          capturedVersion: sql`greatest(${posts.capturedVersion}, ${capture.postVersion})`,
          captureOutcome: 'ok',
          captureTries: 0,
        })
        .where(eq(posts.id, capture.postId));
    }
    await custody.append(
      filed.map((row) => ({ event, actor, captureId: row.id, record: custodyOf(row) })),
      inner,
    );
  });
}

function rowOf({ pieces, ...capture }: NewCapture): typeof captures.$inferInsert {
  const { page, screenshot, mhtml, text, headers, wacz } = pieces;
  return {
    ...capture,
    pageSha256: page.sha256,
    pageBytes: page.bytes,
    screenshotSha256: screenshot?.sha256 ?? null,
    screenshotBytes: screenshot?.bytes ?? null,
    mhtmlSha256: mhtml?.sha256 ?? null,
    mhtmlBytes: mhtml?.bytes ?? null,
    textSha256: text?.sha256 ?? null,
    textBytes: text?.bytes ?? null,
    headersSha256: headers?.sha256 ?? null,
    headersBytes: headers?.bytes ?? null,
    waczSha256: wacz?.sha256 ?? null,
    waczBytes: wacz?.bytes ?? null,
  };
}

/** The pieces that there are of a capture. */
export function piecesOf(row: CaptureRow): { kind: PieceKind; sha256: string; bytes: number }[] {
  return pieceKinds.flatMap((kind) => {
    const [hash, bytes] = [row[`${kind}Sha256`], row[`${kind}Bytes`]];
    return hash === null || bytes === null ? [] : [{ kind, sha256: hash, bytes }];
  });
}

/**
 * What the chain says of a capture: its pieces and circumstances. The record with its addresses is bound by its hash alone,
 * so that it can be erased one day without breaking the chain.
 */
export function custodyOf(row: CaptureRow): Record<string, unknown> {
  const { tool, browser, viewport, locale, timezone, egress, worker, session } = row.record;
  return {
    post: row.postId,
    postVersion: row.postVersion,
    capturedAt: row.capturedAt.toISOString(),
    pieces: Object.fromEntries(piecesOf(row).map(({ kind, ...piece }) => [kind, piece])),
    pageMediaType: row.pageMediaType,
    recordSha256: sha256(canonicalJson(row.record)),
    tool,
    browser,
    viewport,
    locale,
    timezone,
    egress: egress ?? null,
    worker,
    session,
  };
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

/** Every capture with the record of its filing in the chain of custody, some at a time. */
export async function* withCustody(tx: Tx, atOnce = 1_000) {
  for (let after: string | null = null; ;) {
    const rows = await tx
      .select({ capture: captures, record: chain.record })
      .from(captures)
      .leftJoin(chain, and(eq(chain.captureId, captures.id), inArray(chain.event, ['captured', 'imported'])))
      .where(after === null ? undefined : gt(captures.id, after))
      .orderBy(captures.id)
      .limit(atOnce);
    yield* rows;
    if (rows.length < atOnce) return;
    after = rows.at(-1)!.capture.id;
  }
}

/** Records whose capture is no longer there. */
export async function goneFromCustody(tx: Tx, limit = 1_000): Promise<{ seq: number; captureId: string }[]> {
  const rows = await tx
    .select({ seq: chain.seq, captureId: chain.captureId })
    .from(chain)
    .leftJoin(captures, eq(captures.id, chain.captureId))
    .where(and(isNotNull(chain.captureId), isNull(captures.id)))
    .orderBy(chain.seq)
    .limit(limit);
  return rows.map(({ seq, captureId }) => ({ seq, captureId: captureId! }));
}
