/** What follows from how a run ended: a wall pauses its source, an odd page tells people, a good run settles both. */
import { covered, type Collected, type Source } from '../crawler/source.ts';
import * as alarms from '../db/alarms.ts';
import type { Database } from '../db/client.server.ts';
import * as holds from '../db/holds.ts';
import type { RunRow } from '../db/runs.ts';
import type { AlarmKind } from '../db/schema/sources.ts';
import * as terms from '../db/terms.ts';
import { nextMonth } from './budget.ts';
import { meetWall } from './wall.ts';
import { isLow } from './yield.ts';

export interface Ended {
  term: terms.TermRow;
  run: RunRow;
  source: Source;
  result: Collected;
  /** What the covered runs of the term found before, newest first. */
  before: number[];
}

/** Only a way in that reads a whole page each time has a usual yield: one that asks for what is new may well find nothing. */
const yieldsTooLittle = ({ source, result, before }: Ended): boolean =>
  source.mode === 'public_page' && covered(result.outcome) && isLow(result.posts.length, before);

/** Whether a person should be able to look at the run's last page. */
export const isSurprise = (ended: Ended): boolean =>
  ended.result.outcome === 'layout_changed' || ended.result.outcome === 'needs_js' || yieldsTooLittle(ended);

/** Alarms about a whole source that one covered run of it settles. */
export const ofSource: AlarmKind[] = ['blocked', 'auth_expired', 'quota_exhausted'];

/** Raised alarms lie in the database: the sweep finds them and has people told (jobs/tell.ts). */
export async function aftermath(ended: Ended, { db }: { db: Database }): Promise<void> {
  await (covered(ended.result.outcome) ? afterCover(ended, db) : afterMiss(ended, db));
}

async function afterCover(ended: Ended, db: Database): Promise<void> {
  const { term, run, source, result, before } = ended;
  if (await holds.release(source.name, db)) await alarms.settle(ofSource, source.name, null, db);
  if (!yieldsTooLittle(ended)) {
    await alarms.settle(['layout_changed', 'low_yield', 'budget_spent'], source.name, term.id, db);
    return;
  }
  const detail = `${result.posts.length} found; the last runs found ${Math.min(...before)} to ${Math.max(...before)}.`;
  await alarms.raise({ kind: 'low_yield', source: source.name, termId: term.id, runId: run.id, detail }, db);
}

async function afterMiss({ term, run, source, result }: Ended, db: Database): Promise<void> {
  const { outcome, detail = null, retryAfterMs } = result;
  const about = { source: source.name, runId: run.id, detail };
  if (outcome === 'layout_changed') await alarms.raise({ ...about, kind: 'layout_changed', termId: term.id }, db);
  await meetWall(source, { outcome, detail, runId: run.id, retryAfterMs }, db);
}

/** The budget of a term is spent: it rests until the next month, and people know why. */
export async function afterBudget(
  { term, run, source }: Omit<Ended, 'result' | 'before'>,
  { db }: { db: Database },
): Promise<void> {
  const until = nextMonth(new Date());
  await terms.rest(term.id, until, db);
  const detail = `US$ ${term.monthlyBudgetUsd} of this month are spent; the term goes on by itself on ${until.toISOString().slice(0, 10)}.`;
  await alarms.raise({ kind: 'budget_spent', source: source.name, termId: term.id, runId: run.id, detail }, db);
}
