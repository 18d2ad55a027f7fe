/** A message to a web hook: JSON signed as Standard Webhooks says (standardwebhooks.com). The body: docs/operations.md. */
import { Webhook } from 'standardwebhooks';
import { guardedFetch } from '../../crawler/guard/fetch.ts';
import type { Guard } from '../../crawler/guard/guard.ts';
import type { GivenChannel } from '../../db/channels.ts';
import type { Message } from './message.ts';
import { networkProblem, NotSent } from './not-sent.ts';

const timeoutMs = 10_000;
/** Nobody reads the answer; it only must not be endless. */
const maxBytes = 64_000;

export function bodyOf({ at, isTest, alarms, total, link }: Message): string {
  return JSON.stringify({
    type: isTest ? 'vigia.test' : 'vigia.alarms',
    timestamp: at.toISOString(),
    data: {
      total,
      link,
      alarms: alarms.map(({ id, kind, source, openedAt }) => ({ id, kind, source, since: openedAt.toISOString() })),
    },
  });
}

/** Posts the message. Any 2xx is an arrival; a redirect is not followed. Throws NotSent, or the signal's reason. */
export async function post(
  { settings, secrets }: GivenChannel,
  message: Message,
  guard: Guard,
  signal: AbortSignal,
): Promise<void> {
  const { url } = settings;
  const { secret } = secrets;
  if (!url || !secret) throw new NotSent('incomplete');
  const address = URL.parse(url);
  if (!address || (address.protocol !== 'https:' && !guard.internal(address.hostname)))
    throw new NotSent('address_refused', 'https is needed');
  const body = bodyOf(message);
  const status = await answerTo(address, { body, headers: headersOf(message, body, secret) }, guard, signal);
  if (status < 200 || status > 299) throw new NotSent('answer_refused', `HTTP ${status}`);
}

function headersOf({ id, at }: Message, body: string, secret: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Vigia/0.1',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
}

async function answerTo(
  address: URL,
  sent: { body: string; headers: Record<string, string> },
  guard: Guard,
  signal: AbortSignal,
): Promise<number> {
  try {
    const answer = await guardedFetch(guard, address, {
      ...sent,
      method: 'POST',
      follow: false,
      timeoutMs,
      maxBytes,
      signal,
    });
    return answer.status;
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw networkProblem(error);
  }
}
