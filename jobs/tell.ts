/**
 * Tells people outside of the pages. Alarms that come close together are one message; a channel speaks at most once in five
 * minutes, however many there are; what a channel was told is remembered, so that another one's failure repeats nothing. A
 * worker that dies between sending and noting it sends the same message once more, under the same id.
 */
import * as alarms from '../db/alarms.ts';
import * as channels from '../db/channels.ts';
import type { ChannelName } from '../db/channels.ts';
import type { Database } from '../db/client.server.ts';
import { errorId } from '../errors.ts';
import { log } from '../log.ts';
import type { Tools } from './handlers.ts';
import type { PayloadOf } from './jobs.ts';
import { messageOf } from './notify/message.ts';
import { NotSent } from './notify/not-sent.ts';
import { send } from './notify/send.ts';

/** How long the first alarm waits for others to join it; one that settles within it was no news. */
const companySeconds = 30;
/** Least time between two messages of a channel. */
const restSeconds = 300;

/** Channels that may speak now and have something to tell. */
export async function toBeTold(db: Database): Promise<ChannelName[]> {
  const found: ChannelName[] = [];
  for (const name of await channels.free(db)) if (await alarms.waits(name, companySeconds, db)) found.push(name);
  return found;
}

export async function tell({ channel }: PayloadOf<'tell'>, { db, signal }: Tools): Promise<void> {
  if (!(await alarms.waits(channel, companySeconds, db))) return;
  if (!(await channels.claim(channel, restSeconds, db))) return;
  const waiting = await alarms.untold(channel, db);
  try {
    const refused = await send(channel, messageOf(waiting), db, signal);
    await noteTold(channel, waiting, refused, db);
    log.info({ channel, alarms: waiting.length }, 'people were told of alarms');
  } catch (error) {
    // The worker stops: nothing is known of the channel. The next one may speak when the claim has run out.
    if (signal.aborted) throw error;
    const { problem, detail } = error instanceof NotSent ? error : surprise(error);
    await channels.noteFailed(channel, { problem, detail }, db);
    log.warn({ channel, problem, alarms: waiting.length }, 'people could not be told of alarms');
  }
}

async function noteTold(channel: ChannelName, told: { id: string }[], refused: number, db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    await alarms.noteTold(
      told.map(({ id }) => id),
      channel,
      tx,
    );
    await channels.noteSent(channel, refused, tx);
  });
}

function surprise(error: unknown): { problem: 'unexpected'; detail: string } {
  const id = errorId();
  log.error({ err: error, errorId: id }, 'a message ended in a surprise');
  return { problem: 'unexpected', detail: id };
}
