/** Scores the posts of a batch that have none yet, and asks for captures of the likely ones while they still stand. */
import { defaultThreshold, harm, modelVersion, scoreAll } from '../classifier/index.ts';
import * as scores from '../db/scores.ts';
import type { Database } from '../db/client.server.ts';
import type { Tools } from './handlers.ts';
import type { PayloadOf } from './jobs.ts';

/** Scores what waits among `postIds`. Returns the ids at or above the threshold. */
export async function scoreWaiting(postIds: number[], db: Database): Promise<number[]> {
  const waiting = await scores.waiting(postIds, db);
  const scored = scoreAll(waiting);
  const rows = waiting.map((post, index) => {
    const result = scored[index]!;
    return { ...result, id: post.id, version: post.version, harm: harm(result) };
  });
  await scores.record(rows, modelVersion(), db);
  return rows.filter((row) => row.score >= defaultThreshold).map((row) => row.id);
}

export async function classify({ postIds }: PayloadOf<'classify'>, { db, queue }: Tools): Promise<void> {
  const likely = await scoreWaiting(postIds, db);
  await queue.addAll(
    'capture',
    likely.map((postId) => ({ postId })),
  );
}
