/** A handler for each job of the table: a missing one does not compile. */
import type { Database } from '../db/client.server.ts';
import { capture } from './capture.ts';
import { classify } from './classify.ts';
import { crawl } from './crawl.ts';
import { exportReport } from './export.ts';
import { importFile } from './import.ts';
import type { JobName, PayloadOf } from './jobs.ts';
import { link } from './link.ts';
import { picture } from './picture.ts';
import type { Queue } from './queue.server.ts';
import { sweep } from './sweep.ts';
import { table } from './table.ts';
import { tell } from './tell.ts';
import { test } from './test.ts';
import { verifyWeekly } from './verify-weekly.ts';

/** What a handler may use of the world. */
export interface Tools {
  db: Database;
  queue: Queue;
  signal: AbortSignal;
  /** When the job was planned for: the identity of a scheduled run. */
  plannedAt: Date;
  /** Whether another attempt will follow if this one throws. */
  lastAttempt: boolean;
}

export type Handlers = { [N in JobName]: (payload: PayloadOf<N>, tools: Tools) => Promise<unknown> };

export const handlers: Handlers = {
  crawl,
  classify,
  capture,
  import: importFile,
  link,
  table,
  picture,
  export: exportReport,
  sweep,
  tell,
  test,
  verify: verifyWeekly,
};
