/** "Test connection": one cheap question to a platform, or one message through a channel, and what to do when it fails. */
import { testSource, type Tested } from '../crawler/index.ts';
import { priceOf } from '../crawler/prices.ts';
import { covered, type Access, type Way } from '../crawler/source.ts';
import { wayOf } from '../crawler/ways.ts';
import * as alarms from '../db/alarms.ts';
import { channelNames, type ChannelName } from '../db/channels.ts';
import type { Database } from '../db/client.server.ts';
import * as tests from '../db/connection-tests.ts';
import * as holds from '../db/holds.ts';
import * as spend from '../db/spend.ts';
import { errorId, PermanentError, RetryLaterError } from '../errors.ts';
import { log } from '../log.ts';
import { accessOf } from './access.ts';
import { ofSource } from './aftermath.ts';
import type { Tools } from './handlers.ts';
import type { PayloadOf } from './jobs.ts';
import { testMessage } from './notify/message.ts';
import { NotSent } from './notify/not-sent.ts';
import { send } from './notify/send.ts';
import { sharedTurns } from './turns.ts';

interface Ended {
  result: tests.TestResult;
  detail: string | null;
}

const patienceMs = 90_000;

export async function test({ subject }: PayloadOf<'test'>, { db, signal }: Tools): Promise<void> {
  await tests.start(subject, db);
  const limit = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
  const { result, detail } = await tried(subject, db, limit).catch((error: unknown) => {
    // The worker stops: another one makes the test.
    if (signal.aborted) throw error;
    return told(error);
  });
  await tests.end(subject, result, detail, db);
  log.info({ subject, result }, 'a connection was tested');
}

async function tried(subject: string, db: Database, signal: AbortSignal): Promise<Ended> {
  const channel = channelNames.find((name) => name === subject);
  if (channel) return testChannel(channel, db, signal);
  const way = wayOf(subject);
  if (!way) throw new PermanentError(`This version knows no source "${subject}".`);
  return testWay(way, db, signal);
}

async function testChannel(channel: ChannelName, db: Database, signal: AbortSignal): Promise<Ended> {
  const refused = await send(channel, testMessage(), db, signal);
  return refused > 0 ? { result: 'recipient_refused', detail: `${refused}` } : { result: 'ok', detail: null };
}

async function testWay(way: Way, db: Database, signal: AbortSignal): Promise<Ended> {
  const access = await accessOf(way.name, db);
  // A test is a visit too: pages whose host asks crawlers to stay out are not read before somebody has decided so.
  if (!access.on && way.robots === 'operator_decides') return { result: 'off', detail: null };
  const held = await holds.waitFor(way.name, db);
  if (held && !mended.has(held.reason)) return { result: 'held', detail: held.reason };
  const answer = await testSource(way.name, { access, turn: sharedTurns(db), signal });
  await follow(way, answer, db);
  return { result: answer.outcome, detail: without(access, answer.detail) || null };
}

/** Walls that a person takes down by entering another key or by paying; a test may see whether they have. */
const mended = new Set(['auth_expired', 'quota_exhausted']);

/** What it read is metered, at most; a good answer ends the pause that a bad key had brought. */
async function follow({ name }: Way, { outcome, found = 0 }: Tested, db: Database): Promise<void> {
  const { usd } = priceOf(name);
  const all = { post: found, user: found, query: covered(outcome) ? 1 : 0 };
  const reads = Object.fromEntries(Object.entries(all).filter(([unit]) => unit in usd));
  await spend.note({ source: name, termId: null, reads, usd }, db);
  if (covered(outcome) && (await holds.release(name, db))) await alarms.settle(ofSource, name, null, db);
}

/** No secret goes back to a page, not even in what a platform repeats of it. */
function without({ secrets }: Access, detail: string): string {
  return Object.values(secrets)
    .filter((secret) => secret.length > 3)
    .flatMap((secret) => [secret, encodeURIComponent(secret)])
    .reduce((text, secret) => text.replaceAll(secret, '…'), detail);
}

function told(error: unknown): Ended {
  if (error instanceof NotSent) return { result: error.problem, detail: error.detail };
  if (error instanceof RetryLaterError) return { result: 'busy', detail: null };
  if (error instanceof PermanentError) return { result: 'secret_lost', detail: error.message };
  if (error instanceof Error && error.name === 'TimeoutError') return { result: 'timeout', detail: null };
  const id = errorId();
  log.error({ err: error, errorId: id }, 'a connection test ended in a surprise');
  return { result: 'surprise', detail: id };
}
