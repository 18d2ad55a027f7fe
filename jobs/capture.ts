/** Files a post's page as evidence. A wall or a blank page is noted and refused: it shows nothing of the post. */
import { SwitchedOff, type Captured, type NotCaptured } from '../crawler/index.ts';
import { config } from '../config.ts';
import * as captures from '../db/captures.ts';
import * as evidence from '../db/evidence.server.ts';
import type { Database } from '../db/client.server.ts';
import { PermanentError, RetryLaterError } from '../errors.ts';
import { log } from '../log.ts';
import type { Tools } from './handlers.ts';
import type { PayloadOf } from './jobs.ts';
import { look } from './look.ts';
import { NotYet } from './turns.ts';

/** An address that can never be captured and a browser that failed are refusals like any other: they count as a try. */
async function attempt(url: string, db: Database, signal: AbortSignal): Promise<Captured | NotCaptured | 'off'> {
  try {
    return await look(url, db, signal);
  } catch (error) {
    // Nothing was tried: when somebody switches the way in on, the sweep asks again.
    if (error instanceof SwitchedOff) return 'off';
    if (error instanceof NotYet) throw error;
    if (error instanceof PermanentError) return { outcome: 'not_available', detail: error.message };
    if (error instanceof RetryLaterError) return { outcome: 'network_error', detail: error.message };
    throw error;
  }
}

export async function capture({ postId }: PayloadOf<'capture'>, { db, signal }: Tools): Promise<void> {
  const post = await captures.target(postId, db);
  if (!post || post.capturedVersion >= post.version) return;
  // Before anything is asked for: a page that could not be kept would be fetched again and again.
  await evidence.ready();
  const taken = await attempt(post.url, db, signal);
  if (taken === 'off') return;
  if (taken.outcome !== 'ok') {
    await captures.noteRefusal(post.id, taken.outcome, db);
    log.info({ postId, outcome: taken.outcome }, 'capture refused');
    return;
  }
  await fileCaptured(post, taken, db);
}

/** Keeps what was taken of a post, as evidence of the version that it shows. */
export async function fileCaptured(
  post: { id: number; version: number },
  taken: Captured,
  db: Database,
): Promise<void> {
  const { pieces, pageMediaType, capturedAt } = taken;
  const record = { ...taken.record, egress: config.egress, worker: config.workerName };
  const ofPost = { postId: post.id, postVersion: post.version };
  const filed = { ...ofPost, capturedAt, pieces: await kept(pieces), pageMediaType, record };
  await captures.file([filed], 'captured', `worker:${config.workerName}`, db);
}

/** Lays the pieces into the store. What arrives there must be what was hashed when it was taken. */
async function kept(pieces: Captured['pieces']): Promise<captures.NewCapture['pieces']> {
  const entries = Object.entries(pieces).map(async ([kind, piece]) => {
    const stored = await evidence.keep(piece.bytes);
    if (stored.sha256 !== piece.sha256) throw new Error(`the ${kind} of a capture changed before it was stored`);
    return [kind, stored];
  });
  return Object.fromEntries(await Promise.all(entries)) as captures.NewCapture['pieces'];
}
