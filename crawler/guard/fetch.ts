/**
 * HTTP from Node through a guard: every hop is checked, and time, size and redirects are bounded. Sources and APIs read
 * through it; web hooks and buckets send through it.
 */
import { callbackify } from 'node:util';
import { Agent, request, type buildConnector, type Dispatcher } from 'undici';
import { acceptedEncodings, bytesOf, decodedText, tooLarge } from './fetch-body.ts';
import { FetchFailed } from './fetch-failed.ts';
import { AddressRefused, type Guard } from './guard.ts';
import { secured } from './secured.ts';

export { FetchFailed } from './fetch-failed.ts';

export interface Fetched {
  status: number;
  /** Names in lower case; several values of one name are joined with a comma. */
  headers: Record<string, string>;
  /** The body as text, in the charset that its header names. */
  body: string;
  /** The body as it is, decompressed. */
  bytes: Uint8Array;
  /** The final address. */
  url: string;
  redirects: string[];
}

export interface FetchOptions {
  signal?: AbortSignal;
  headers?: Record<string, string>;
  /** Of the answer's body, compressed and decompressed; 5 MB unless told otherwise. */
  maxBytes?: number;
  /** For the whole exchange with all its redirects; 30 s unless told otherwise. */
  timeoutMs?: number;
  /** How often the address may lead on: 5 times unless told otherwise, and never for a request with a body. */
  redirects?: number;
  /** GET unless told otherwise. */
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** What is sent; a `content-type` header is the caller's. */
  body?: string | Uint8Array;
  /** False: an answer that leads elsewhere is the answer, with its `location` header, and is not followed. */
  follow?: boolean;
}

/** What may follow a redirect to another host: nothing that names us or proves who we are. */
const harmless = new Set(['accept', 'accept-language', 'accept-encoding', 'user-agent']);

const agents = new WeakMap<Guard, Agent>();

/**
 * Asks for an address. Any status is an answer; throws AddressRefused when a hop may not be reached, FetchFailed when the
 * answer breaks a limit, the abort reason when the signal fires (a TimeoutError when time is up), and on a network fault
 * TypeError('fetch failed') with undici's error as its cause.
 */
export async function guardedFetch(guard: Guard, address: string | URL, options: FetchOptions = {}): Promise<Fetched> {
  const { maxBytes = 5_000_000, timeoutMs = 30_000, redirects = 5, method = 'GET', body, follow = true } = options;
  const limit = AbortSignal.timeout(timeoutMs);
  const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit;
  const way: string[] = [];
  let url = guard.check(address);
  let headers = withDefaults(options.headers ?? {});
  try {
    for (;;) {
      const answer = await request(url, { method, headers, signal, dispatcher: agentOf(guard), body: body ?? null });
      const found = { status: answer.statusCode, headers: joined(answer.headers), url: url.href, redirects: way };
      const location = leadsTo(answer);
      if (location === null) return await withBody(found, answer, maxBytes);
      // Nobody reads what a redirect says of itself.
      answer.body.on('error', () => undefined).destroy();
      if (!follow) return { ...found, body: '', bytes: new Uint8Array() };
      if (body !== undefined) throw new FetchFailed('The address leads elsewhere; what is sent does not follow.');
      if (way.length >= redirects) throw new FetchFailed(`The address led on more than ${redirects} times.`);
      const next = URL.parse(location, url);
      if (!next) throw new FetchFailed('The address led to something that is not an address.');
      guard.check(next);
      if (next.origin !== url.origin) headers = onlyHarmless(headers);
      way.push(url.href);
      url = next;
    }
  } catch (error) {
    throw told(error, signal);
  }
}

async function withBody(
  found: Omit<Fetched, 'body' | 'bytes'>,
  answer: Dispatcher.ResponseData,
  maxBytes: number,
): Promise<Fetched> {
  const { headers } = found;
  // What says that it is too large need not be read to find out.
  if (Number(headers['content-length'] ?? 0) > maxBytes && answer.statusCode < 300) {
    answer.body.on('error', () => undefined).destroy();
    throw tooLarge(maxBytes);
  }
  const bytes = await bytesOf(answer.body, headers['content-encoding'], maxBytes);
  return { ...found, bytes, body: decodedText(bytes, headers['content-type']) };
}

function leadsTo({ statusCode, headers }: Dispatcher.ResponseData): string | null {
  const location = headers.location;
  if (location === undefined || statusCode < 300 || statusCode > 399) return null;
  return Array.isArray(location) ? (location[0] ?? null) : location;
}

/** The signal's reason before all else; a refusal as it is, though undici wraps what its connector throws. */
function told(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof AddressRefused) return at;
  if (error instanceof FetchFailed) return error;
  if (error instanceof Error) return new TypeError('fetch failed', { cause: error });
  return error;
}

function withDefaults(given: Record<string, string>): Record<string, string> {
  const headers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  return { accept: '*/*', 'accept-encoding': acceptedEncodings, ...headers };
}

const onlyHarmless = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => harmless.has(name)));

function joined(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const all: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) all[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return all;
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
    const pin = guard.internal(hostname) ? null : guard.demo;
    return secure || pin ? secured(socket, { servername: servername || hostname, pin }) : socket;
  });
  return (options, callback) =>
    open(options, (error, socket) => (error ? callback(error, null) : callback(null, socket)));
}
