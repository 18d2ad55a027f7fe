/** Opening a connection to addresses that have been checked. */
import net from 'node:net';

const connectTimeoutMs = 10_000;

/**
 * Connects to one of the given addresses, asking no resolver again. Throws the signal's reason, a TimeoutError after 10 s, or
 * a network error with a `code`.
 */
export async function dial(addresses: readonly string[], port: number, signal?: AbortSignal): Promise<net.Socket> {
  const all = addresses.map((address) => ({ address, family: net.isIP(address) }));
  const socket = net.connect({
    host: 'checked.invalid',
    port,
    autoSelectFamily: true,
    lookup: (_name, _options, callback) => callback(null, all),
  });
  const limit = AbortSignal.any([AbortSignal.timeout(connectTimeoutMs), ...(signal ? [signal] : [])]);
  const stop = () => socket.destroy(limit.reason);
  limit.addEventListener('abort', stop, { once: true });
  try {
    await new Promise<void>((connected, failed) => {
      socket.once('connect', connected);
      socket.once('error', failed);
    });
  } finally {
    limit.removeEventListener('abort', stop);
  }
  return socket.setNoDelay(true);
}
