/** The database is the truth; the queue is only a hurry. What a crash lost from the queue is found here and asked for again. */
import { defaultThreshold } from '../classifier/index.ts';
import { facebookPageWay } from '../crawler/facebook/ways.ts';
import type { Platform } from '../crawler/source.ts';
import { xApiWay } from '../crawler/x/ways.ts';
import * as captures from '../db/captures.ts';
import type { Database } from '../db/client.server.ts';
import * as intake from '../db/intake.ts';
import * as reports from '../db/reports.ts';
import * as runs from '../db/runs.ts';
import * as scores from '../db/scores.ts';
import * as terms from '../db/terms.ts';
import { isOn } from './access.ts';
import { takeUp } from './hand-in.server.ts';
import type { Tools } from './handlers.ts';
import { toBeTold } from './tell.ts';
import { inBatches, type PayloadOf } from './jobs.ts';

/** A run without an end after this long has lost its worker. */
const abandonedMinutes = 5;

/** Ways to single posts, where a platform has one of its own. */
const captureWays = [xApiWay, facebookPageWay];

async function closed(db: Database): Promise<Platform[]> {
  const asked = captureWays.map(async (way) => ((await isOn(way.name, db)) ? [] : [way.platform]));
  return (await Promise.all(asked)).flat();
}

export async function sweep(_payload: PayloadOf<'sweep'>, { db, queue }: Tools): Promise<void> {
  const active = await terms.active(db);
  for (const term of active) await queue.schedule(term);
  const watched = new Set(active.map((term) => term.id));
  for (const termId of await queue.scheduled()) if (!watched.has(termId)) await queue.unschedule(termId);

  const lost = await runs.abandoned(abandonedMinutes, db);
  await queue.addAll(
    'crawl',
    lost.map(({ termId, plannedAt }) => ({ termId, plannedAt: plannedAt.toISOString() })),
  );
  await queue.addAll(
    'classify',
    inBatches(await scores.forgotten(db)).map((postIds) => ({ postIds })),
  );
  await queue.addAll(
    'capture',
    (await captures.missing(defaultThreshold, await closed(db), db)).map((postId) => ({ postId })),
  );
  for (const row of await intake.forgotten(abandonedMinutes, db)) await takeUp(row, db, queue);
  await queue.addAll(
    'export',
    (await reports.unexported(db)).map((reportId) => ({ reportId })),
  );
  await queue.addAll(
    'tell',
    (await toBeTold(db)).map((channel) => ({ channel })),
  );
}
