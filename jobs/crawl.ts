/** One run of one term: collect, save once, end typed, ask for scores. */
import { collect, sources } from '../crawler/index.ts';
import { covered, type Collected } from '../crawler/source.ts';
import * as evidence from '../db/evidence.server.ts';
import * as pace from '../db/pace.ts';
import * as posts from '../db/posts.ts';
import * as runs from '../db/runs.ts';
import * as terms from '../db/terms.ts';
import { errorId, PermanentError, RetryLaterError } from '../errors.ts';
import { log } from '../log.ts';
import { gapMs } from './gaps.ts';
import type { Tools } from './handlers.ts';
import { inBatches, type PayloadOf } from './jobs.ts';

/** A run that began this often without an end is given up: its page kills the browser or the worker. */
const maxAttempts = 6;

/** How long a wall keeps us away, in turns of the source's usual gap, when the platform does not say. */
const wallTurns = 10;

/** Never longer than this on a platform's word alone, so that a broken header does not silence a source for days. */
const maxHoldMs = 60 * 60_000;

async function collected(term: terms.TermRow, run: runs.RunRow, tools: Tools): Promise<Collected> {
  const { platform, query, gl, hl, since } = term;
  try {
    return await collect({ platform, query, gl, hl, since }, tools.signal);
  } catch (error) {
    if (error instanceof PermanentError) return ended('bad_query', error.message);
    if (!tools.lastAttempt && run.attempts < maxAttempts) throw error;
    if (error instanceof RetryLaterError) return ended('network_error', error.message);
    const id = errorId();
    log.error({ err: error, errorId: id, runId: run.id }, 'a run ended in a surprise');
    return ended('network_error', `Something unexpected stopped this run (${id}).`);
  }
}

const ended = (outcome: Collected['outcome'], detail: string): Collected => ({
  outcome,
  detail,
  posts: [],
  pages: [],
  since: null,
});

export async function crawl(payload: PayloadOf<'crawl'>, tools: Tools): Promise<void> {
  const { db, queue } = tools;
  const term = await terms.byId(payload.termId, db);
  if (!term?.active) return;
  const source = sources[term.platform];
  const plannedAt = payload.plannedAt ? new Date(payload.plannedAt) : tools.plannedAt;
  const wait = await pace.take(source.name, gapMs(source.name), db);
  if (wait > 0) throw new RetryLaterError(`${source.name} has its turn in ${wait} ms.`, wait);

  const run = await runs.begin(term.id, source.name, plannedAt, db);
  if (run.outcome) return;
  const result = await collected(term, run, tools);
  const kept = result.pages.find((page) => page.evidence);
  const evidenceSha256 = kept?.evidence ? (await evidence.keep(kept.evidence)).sha256 : undefined;

  const saved = await db.transaction(async (tx) => {
    const saving = await posts.save(result.posts, run.id, new Date(), tx);
    await runs.finish(
      run.id,
      {
        outcome: result.outcome,
        detail: result.detail,
        evidenceSha256,
        foundCount: saving.found,
        newCount: saving.fresh,
      },
      tx,
    );
    if (result.since && covered(result.outcome)) await terms.noteSince(term.id, result.since, tx);
    return saving;
  });
  if (result.retryAfterMs !== undefined || result.outcome === 'captcha' || result.outcome === 'rate_limited') {
    const ms = Math.min(maxHoldMs, result.retryAfterMs ?? wallTurns * gapMs(source.name));
    await pace.hold(source.name, ms, result.outcome, db);
  }
  await queue.addAll(
    'classify',
    inBatches(saved.toClassify).map((postIds) => ({ postIds })),
  );
  log.info(
    { run: run.id, source: source.name, outcome: result.outcome, found: saved.found, fresh: saved.fresh },
    'run ended',
  );
}
