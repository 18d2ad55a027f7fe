/** What the patterns of a channel's fields cannot say: addresses, ports, and that no password leaves in plain text. */
import type { ChannelName } from '#vigia/db/channels.ts';

export type ChannelFault = 'email' | 'emails' | 'port' | 'host' | 'url' | 'https' | 'cleartext';

const mostReceivers = 20;
/** ASCII on purpose: what a mail server's header holds must be what the page shows. */
const address =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;
const isAddress = (text: string): boolean => text.length <= 254 && address.test(text);

export interface Sent {
  settings: Record<string, string>;
  /** Whether the channel will have a password once this is saved. */
  hasPassword: boolean;
}

/** By field; empty when all is well. `privateHosts`: HOST:PORT of our own network, where encryption may be missing. */
export function faultsOf(name: ChannelName, sent: Sent, privateHosts: readonly string[]): Record<string, ChannelFault> {
  const given = Object.entries(name === 'email' ? mailFaults(sent) : hookFaults(sent, privateHosts));
  return Object.fromEntries(given.flatMap(([field, fault]) => (fault === null ? [] : [[field, fault]])));
}

function mailFaults({ settings, hasPassword }: Sent): Record<string, ChannelFault | null> {
  const { host = '', port = '', from = '', to = '', user, security } = settings;
  const receivers = to.split(',').map((one) => one.trim());
  const isPlain = security === 'none' && (hasPassword || user !== undefined);
  return {
    host: host === '' || URL.parse(`smtp://${host}`)?.hostname === host ? null : 'host',
    port: port === '' || (Number(port) >= 1 && Number(port) <= 65_535) ? null : 'port',
    from: from === '' || isAddress(from) ? null : 'email',
    to: to === '' || (receivers.length <= mostReceivers && receivers.every(isAddress)) ? null : 'emails',
    security: isPlain ? 'cleartext' : null,
  };
}

function hookFaults({ settings }: Sent, privateHosts: readonly string[]): Record<string, ChannelFault | null> {
  const { url: text = '' } = settings;
  if (text === '') return {};
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || /\s/.test(text)) return { url: 'url' };
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return { url: url.protocol === 'https:' || privateHosts.includes(`${url.hostname}:${port}`) ? null : 'https' };
}
