/** Sends one message through one channel. Every connection passes the guard. */
import { config } from '../../config.ts';
import { makeGuard, type Guard } from '../../crawler/guard/guard.ts';
import * as channels from '../../db/channels.ts';
import type { ChannelName, GivenChannel } from '../../db/channels.ts';
import type { Database } from '../../db/client.server.ts';
import { PermanentError } from '../../errors.ts';
import type { Message } from './message.ts';
import { NotSent } from './not-sent.ts';
import { mail } from './smtp.ts';
import { post } from './webhook.ts';

/** Where mail is handed in (RFC 8314, RFC 6409), and where the web answers. Servers in VIGIA_PRIVATE_HOSTS name their own. */
const ports: Record<ChannelName, readonly number[]> = { email: [25, 465, 587, 2525], webhook: [80, 443, 8443] };

const guardOf = (channel: ChannelName): Guard =>
  makeGuard({
    allowedHosts: ['*'],
    allowedPorts: ports[channel],
    allowPrivate: config.privateHosts,
    demoInternet: config.demoInternet,
    demoSpki: config.demoSpki,
  });

/**
 * Sends `message` as the channel is set now. Returns how many receivers were refused while others were not. Throws NotSent with
 * what an administrator can do something about, or the signal's reason.
 */
export async function send(channel: ChannelName, message: Message, db: Database, signal: AbortSignal): Promise<number> {
  const given = await givenTo(channel, db);
  const guard = guardOf(channel);
  if (config.demoInternet && !guard.internal(hostOf(channel, given))) throw new NotSent('demo');
  if (channel === 'email') return mail(given, message, guard, signal);
  await post(given, message, guard, signal);
  return 0;
}

async function givenTo(channel: ChannelName, db: Database): Promise<GivenChannel> {
  try {
    return await channels.given(channel, db);
  } catch (error) {
    if (error instanceof PermanentError) throw new NotSent('secret_lost', null, { cause: error });
    throw error;
  }
}

const hostOf = (channel: ChannelName, { settings }: GivenChannel): string =>
  (channel === 'email' ? settings['host'] : URL.parse(settings['url'] ?? '')?.hostname) ?? '';
