/** HTTP from Node through a guard: every hop is checked, and time, size and redirects are bounded. */
import { createHash } from 'node:crypto';
import net from 'node:net';
import tls from 'node:tls';
import { callbackify } from 'node:util';
import { Agent, fetch, type buildConnector } from 'undici';
import { AddressRefused, type Guard } from './guard.ts';

export interface Fetched {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
  /** The final address. */
  url: string;
  redirects: string[];
}

export interface FetchOptions {
  signal?: AbortSignal;
  headers?: Record<string, string>;
  /** Of the body after decompression; 5 MB unless told otherwise. */
  maxBytes?: number;
  /** For the whole exchange with all its redirects; 30 s unless told otherwise. */
  timeoutMs?: number;
  maxRedirects?: number;
  /** GET unless told otherwise. */
  method?: 'GET' | 'HEAD';
  /** False: an answer that leads elsewhere is the answer, with its `location` header, and is not followed. */
  follow?: boolean;
}

/** The answer was larger than we take, or led on and on. A network fault throws what undici throws. */
export class FetchFailed extends Error {
  override name = 'FetchFailed';
}

const agents = new WeakMap<Guard, Agent>();

/**
 * GETs (or HEADs) an address. Any status is an answer; throws AddressRefused when a hop may not be reached, FetchFailed when the
 * answer breaks a limit, the abort reason when the signal fires, and undici's error on a network fault.
 */
export async function guardedFetch(guard: Guard, address: string | URL, options: FetchOptions = {}): Promise<Fetched> {
  const { maxBytes = 5_000_000, timeoutMs = 30_000, maxRedirects = 5, method = 'GET', follow = true } = options;
  const limit = AbortSignal.timeout(timeoutMs);
  const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit;
  const redirects: string[] = [];
  let url = guard.check(address);
  let headers = options.headers ?? {};
  for (;;) {
    const dispatcher = agentOf(guard);
    const response = await fetch(url, { method, headers, signal, redirect: 'manual', dispatcher }).catch(
      (error: unknown) => {
        throw refusalWithin(error) ?? error;
      },
    );
    const location = response.headers.get('location');
    const leads = location !== null && response.status >= 300 && response.status <= 399;
    if (!leads || !follow) {
      if (leads) await response.body?.cancel();
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: leads ? '' : await textOf(response, maxBytes),
        url: url.href,
        redirects,
      };
    }
    await response.body?.cancel();
    if (redirects.length >= maxRedirects) throw new FetchFailed(`The address led on more than ${maxRedirects} times.`);
    const next = URL.parse(location, url);
    if (!next) throw new FetchFailed('The address led to something that is not an address.');
    guard.check(next);
    if (next.origin !== url.origin) headers = withoutSecrets(headers);
    redirects.push(url.href);
    url = next;
  }
}

/** Undici wraps whatever its connector throws; a refusal is told as it is. */
function refusalWithin(error: unknown): AddressRefused | null {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof AddressRefused) return at;
  return null;
}

function withoutSecrets(headers: Record<string, string>): Record<string, string> {
  const secret = new Set(['authorization', 'cookie']);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !secret.has(name.toLowerCase())));
}

async function textOf(response: Awaited<ReturnType<typeof fetch>>, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new FetchFailed(`The answer is larger than ${Math.round(maxBytes / 1e6)} MB.`);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function agentOf(guard: Guard): Agent {
  let agent = agents.get(guard);
  if (!agent) {
    agent = new Agent({ connect: connectorOf(guard), keepAliveTimeout: 4_000, headersTimeout: 30_000 });
    agents.set(guard, agent);
  }
  return agent;
}

function connectorOf(guard: Guard): buildConnector.connector {
  const open = callbackify(async ({ hostname, port, protocol, servername }: buildConnector.Options) => {
    const secure = protocol === 'https:';
    const socket = await guard.connect(hostname, Number(port) || (secure ? 443 : 80));
    return secure || guard.demo ? encrypted(guard, socket, servername || hostname) : socket;
  });
  return (options, callback) =>
    open(options, (error, socket) => (error ? callback(error, null) : callback(null, socket)));
}

/** TLS over a checked connection: public certificates, or in the demo exactly the one key that the demo has published. */
async function encrypted(guard: Guard, socket: net.Socket, servername: string): Promise<tls.TLSSocket> {
  const pinned = guard.demo !== null;
  const secured = tls.connect({
    socket,
    host: servername,
    // An address in figures is no server name, yet it is what the certificate must be for.
    ...(net.isIP(servername) === 0 && { servername }),
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: !pinned,
  });
  await new Promise<void>((done, failed) => {
    secured.once('secureConnect', done);
    secured.once('error', failed);
    secured.once('close', () => failed(new FetchFailed('The connection closed before it was secured.')));
    secured.setTimeout(10_000, () => secured.destroy(new FetchFailed('The connection was not secured within 10 s.')));
  });
  secured.setTimeout(0);
  if (pinned && spkiOf(secured) !== guard.demo?.spki) {
    secured.destroy();
    throw new FetchFailed('The demo internet did not show the key that it had published.');
  }
  return secured;
}

/** SHA-256 of the peer's public key (SubjectPublicKeyInfo), base64, as Chromium's pins are written. */
function spkiOf(socket: tls.TLSSocket): string | null {
  const key = socket.getPeerX509Certificate()?.publicKey.export({ type: 'spki', format: 'der' });
  return key ? createHash('sha256').update(key).digest('base64') : null;
}
