/** One run of one term: collect, save once, end typed, ask for scores. */
import { collect, sourceOf } from '../crawler/index.ts';
import { priceOf } from '../crawler/prices.ts';
import {
  covered,
  type Access,
  type Collected,
  type CollectedPage,
  type Outcome,
  type Source,
} from '../crawler/source.ts';
import type { Tx } from '../db/client.server.ts';
import * as evidence from '../db/evidence.server.ts';
import * as holds from '../db/holds.ts';
import * as posts from '../db/posts.ts';
import * as runs from '../db/runs.ts';
import type { RunPage } from '../db/schema/collection.ts';
import * as spend from '../db/spend.ts';
import * as terms from '../db/terms.ts';
import * as turns from '../db/turns.ts';
import { errorId, PermanentError, RetryLaterError } from '../errors.ts';
import { log } from '../log.ts';
import { accessOf, isOn } from './access.ts';
import { afterBudget, aftermath, isSurprise, type Ended } from './aftermath.ts';
import { allowance } from './budget.ts';
import type { Tools } from './handlers.ts';
import { inBatches, type PayloadOf } from './jobs.ts';
import { sharedTurns } from './turns.ts';

/** A run that began this often without an end is given up: its page kills the browser or the worker. */
const maxAttempts = 6;

/** How late a run may begin at least, however short its cadence. */
const leastPatienceMs = 5 * 60_000;

export async function crawl(payload: PayloadOf<'crawl'>, tools: Tools): Promise<void> {
  const { db } = tools;
  const term = await terms.byId(payload.termId, db);
  if (!term) return;
  const source = sourceOf(term.source);
  const plannedAt = payload.plannedAt ? new Date(payload.plannedAt) : tools.plannedAt;

  const refused = await notNow(term, source, plannedAt, db);
  if (refused === 'off') return runs.giveUp(term.id, plannedAt, switchedOff, db);
  const run = await runs.begin(term.id, source.name, plannedAt, db);
  if (run.outcome) return;
  const result = refused ?? (await collected(term, run, source, tools));
  const ending = { term, run, source, result, before: await runs.yields(term.id, run.plannedAt, db) };
  const toClassify = await file(ending, tools);
  if (result === budgetSpent) await afterBudget(ending, tools);
  else if (!refused) await aftermath(ending, tools);
  await tools.queue.addAll(
    'classify',
    inBatches(toClassify).map((postIds) => ({ postIds })),
  );
}

/**
 * Why this run is not made: `off` while its term rests or its source is not switched on (then there is no run, which is
 * missing coverage too), or the end of a run that asks for nothing.
 * Null when it may begin. Throws RetryLaterError when it may begin later and is not overtaken by the next by then.
 */
async function notNow(term: terms.TermRow, source: Source, plannedAt: Date, tx: Tx): Promise<Collected | 'off' | null> {
  if (!term.active || !(await isOn(source.name, tx))) return 'off';
  if (term.restsUntil && term.restsUntil > new Date()) return budgetSpent;
  const held = await holds.waitFor(source.name, tx);
  const patience = plannedAt.getTime() + Math.max(leastPatienceMs, term.everyMinutes * 60_000) - Date.now();
  if (held && held.ms > patience)
    return ended(held.reason, 'Not asked: the source was left alone after it put up a wall.');
  const wait = Math.max(held?.ms ?? 0, await turns.waitFor(source.host, tx));
  if (wait > 0) throw new RetryLaterError(`${source.name} has its turn in ${wait} ms.`, wait);
  return null;
}

async function collected(term: terms.TermRow, run: runs.RunRow, source: Source, tools: Tools): Promise<Collected> {
  const { db, signal } = tools;
  const { platform, query, gl, hl, since } = term;
  try {
    const { isSpent, mostPosts, mostQueries } = await allowance(term, db);
    if (isSpent) return budgetSpent;
    const access = await opened(source.name, db);
    if ('problem' in access) return ended('auth_expired', access.problem);
    return await collect(
      source.name,
      { platform, query, gl, hl, since, mostPosts, mostQueries },
      { access, turn: sharedTurns(db), signal },
    );
  } catch (error) {
    if (error instanceof PermanentError) return ended('bad_query', error.message);
    if (!tools.lastAttempt && run.attempts < maxAttempts) throw error;
    if (error instanceof RetryLaterError) return ended('network_error', error.message);
    const id = errorId();
    log.error({ err: error, errorId: id, runId: run.id }, 'a run ended in a surprise');
    return ended('network_error', `Something unexpected stopped this run (${id}).`);
  }
}

/** A secret that this deployment's key does not open is like one that the platform does not take: people have to enter it again. */
async function opened(source: string, tx: Tx): Promise<Access | { problem: string }> {
  try {
    return await accessOf(source, tx);
  } catch (error) {
    if (error instanceof PermanentError) return { problem: error.message };
    throw error;
  }
}

const ended = (outcome: Outcome, detail: string): Collected => ({ outcome, detail, posts: [], pages: [], since: null });

const switchedOff: runs.Ending = {
  outcome: 'network_error',
  detail: 'The term or its source was switched off before this run had ended.',
};

const budgetSpent = ended('quota_exhausted', 'The monthly budget of this term is spent.');

/** Files what came, in one transaction: run again after a crash, it adds nothing twice. Returns the posts to classify. */
async function file(ending: Ended, { db }: Tools): Promise<number[]> {
  const { term, run, result } = ending;
  const payload = isSurprise(ending) ? result.pages.findLast((page) => page.payload)?.payload : undefined;
  const evidenceSha256 = payload ? (await evidence.keep(payload)).sha256 : undefined;
  const saved = await db.transaction(async (tx) => {
    const saving = await posts.save(result.posts, run.id, new Date(), tx);
    const counts = { foundCount: saving.found, newCount: saving.fresh };
    const pages = result.pages.map(withoutContents);
    const { outcome, detail } = result;
    const isFirst = await runs.finish(run.id, { outcome, detail, evidenceSha256, ...counts, pages }, tx);
    if (isFirst) await meter(ending, tx);
    if (result.since && covered(outcome)) await terms.noteSince(term.id, result.since, tx);
    return saving;
  });
  const { found, fresh } = saved;
  log.info({ run: run.id, source: run.source, outcome: result.outcome, found, fresh }, 'run ended');
  return saved.toClassify;
}

/** What a run keeps of a page for good: no address and no words of other people. */
const withoutContents = ({ outcome, detail, status, organic, ads }: CollectedPage): RunPage => ({
  outcome,
  ...(detail !== undefined && { detail }),
  ...(status !== undefined && { status }),
  organic,
  ads,
});

async function meter({ term, run, source, result }: Ended, tx: Tx): Promise<void> {
  const { usd, oncePerDay } = priceOf(source.name);
  if (Object.keys(usd).length === 0) return;
  const found = oncePerDay ? await spend.firstOfDay(run.id, tx) : { post: result.posts.length };
  await spend.note({ source: source.name, termId: term.id, reads: { ...found, query: result.queries ?? 0 }, usd }, tx);
}
