/** Files a post's page as evidence. A wall or a blank page is noted and refused: it shows nothing of the post. */
import { capturePost, sources, type Captured, type NotCaptured } from '../crawler/index.ts';
import * as captures from '../db/captures.ts';
import * as evidence from '../db/evidence.server.ts';
import * as pace from '../db/pace.ts';
import { PermanentError, RetryLaterError } from '../errors.ts';
import { log } from '../log.ts';
import { gapMs } from './gaps.ts';
import type { Tools } from './handlers.ts';
import type { PayloadOf } from './jobs.ts';

/** An address that can never be captured and a browser that failed are refusals like any other: they count as a try. */
async function attempt(url: string, signal: AbortSignal): Promise<Captured | NotCaptured> {
  try {
    return await capturePost({ url, signal });
  } catch (error) {
    if (error instanceof PermanentError) return { outcome: 'not_available', detail: error.message };
    if (error instanceof RetryLaterError) return { outcome: 'network_error', detail: error.message };
    throw error;
  }
}

export async function capture({ postId }: PayloadOf<'capture'>, { db, signal }: Tools): Promise<void> {
  const post = await captures.target(postId, db);
  if (!post || post.capturedVersion >= post.version) return;
  const source = sources[post.platform].name;
  const wait = await pace.take(source, gapMs(source), db);
  if (wait > 0) throw new RetryLaterError(`${source} has its turn in ${wait} ms.`, wait);

  const taken = await attempt(post.url, signal);
  if (taken.outcome !== 'ok') {
    await captures.noteRefusal(post.id, taken.outcome, db);
    log.info({ postId, outcome: taken.outcome }, 'capture refused');
    return;
  }
  const screenshot = taken.screenshot ? await evidence.keep(taken.screenshot) : null;
  const page = await evidence.keep(taken.page);
  await captures.file(
    [
      {
        postId: post.id,
        postVersion: post.version,
        capturedAt: taken.capturedAt,
        screenshot,
        page: { ...page, mediaType: taken.pageMediaType },
        record: taken.record,
      },
    ],
    db,
  );
}
