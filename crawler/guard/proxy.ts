/**
 * A forward proxy on loopback through which Chromium reaches the web, and the only place where its requests are let
 * out: interception inside the browser misses WebSockets and preconnects, a proxy misses nothing.
 *
 * Our own rather than proxy-chain: that one opens the connection itself, to the host and port that were asked for. Here
 * the guard opens it, to an address it has checked (in the demo to another address and port), and one proxy is lent per
 * run, so closing it cuts every connection that a page still holds, and its count is the size of that run's pages.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { log } from '../../log.ts';
import { AddressRefused, type Guard } from './guard.ts';

export interface Proxy {
  /** `127.0.0.1:PORT` */
  address: string;
  username: string;
  password: string;
  /** Lets this many more bytes come in; what comes after cuts all connections and calls `exhausted`. */
  allow(bytes: number, exhausted: () => void): void;
  /** Cuts every connection; new ones may be made. */
  cut(): void;
  /** Hosts that were asked for and refused since the last allowance. */
  refused(): ReadonlySet<string>;
  /** Cuts every connection and stops listening. */
  close(): Promise<void>;
}

const idleTimeoutMs = 60_000;
const hopByHop = /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade)$/i;

export async function openProxy(guard: Guard): Promise<Proxy> {
  const username = 'vigia';
  const password = randomBytes(24).toString('base64url');
  const expected = Buffer.from(`Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`);
  const sockets = new Set<Duplex>();
  let refused = new Set<string>();
  let left = 0;
  let exhausted = (): void => undefined;
  let closed = false;

  const known = (request: http.IncomingMessage): boolean => {
    const given = Buffer.from(request.headers['proxy-authorization'] ?? '');
    return given.length === expected.length && timingSafeEqual(given, expected);
  };
  const hold = (socket: Duplex): void => {
    // A connection that was being made while we closed.
    if (closed) return void socket.destroy();
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  };
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const count = (chunk: Buffer): void => {
    left -= chunk.length;
    if (left >= 0) return;
    cut();
    exhausted();
  };
  /** The HTTP status that tells Chromium why there is no connection. */
  const statusFor = (error: unknown, host: string): number => {
    if (!(error instanceof AddressRefused)) return 502;
    refused.add(host);
    log.debug({ host }, 'the guard refused a host');
    return 403;
  };

  const server = http.createServer(async (request, response) => {
    if (!known(request)) return void response.writeHead(407, { 'proxy-authenticate': 'Basic realm="vigia"' }).end();
    const url = URL.parse(request.url ?? '');
    if (!url || url.protocol !== 'http:') return void response.writeHead(400).end();
    try {
      guard.check(url);
      if (guard.demo) {
        // The demo internet speaks TLS only: plain addresses are sent on to their secure twin.
        return void response.writeHead(307, { location: url.href.replace(/^http:/, 'https:') }).end();
      }
      forward(request, response, await guard.connect(url.hostname, Number(url.port || 80)), url, count, hold);
    } catch (error) {
      response.writeHead(statusFor(error, url.hostname)).end();
    }
  });

  server.on('connect', async (request, client: Socket, head) => {
    client.on('error', () => client.destroy());
    if (!known(request)) {
      return void client.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="vigia"\r\nContent-Length: 0\r\n\r\n',
      );
    }
    const target = URL.parse(`https://${request.url}`);
    if (!target || target.pathname !== '/' || target.username)
      return void client.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    try {
      const upstream = await guard.connect(target.hostname, Number(target.port || 443));
      tunnel(client, upstream, head, count, hold);
    } catch (error) {
      const status = statusFor(error, target.hostname);
      client.end(`HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\nContent-Length: 0\r\n\r\n`);
    }
  });
  server.on('connection', hold);
  server.on('clientError', (_error, socket) => socket.destroy());
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', listening);
  });

  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    username,
    password,
    cut,
    allow(bytes, whenExhausted) {
      left = bytes;
      exhausted = whenExhausted;
      refused = new Set();
    },
    refused: () => refused,
    close() {
      closed = true;
      cut();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

type Count = (chunk: Buffer) => void;
type Hold = (socket: Duplex) => void;

function tunnel(client: Socket, upstream: Socket, head: Buffer, count: Count, hold: Hold): void {
  hold(upstream);
  // Gone while we were connecting: its end would never be told to the other side.
  if (client.destroyed) return void upstream.destroy();
  for (const [one, other] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    one.setTimeout(idleTimeoutMs, () => one.destroy());
    one.on('error', () => one.destroy());
    one.once('close', () => other.destroySoon());
  }
  client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
  if (head.length > 0) upstream.write(head);
  upstream.on('data', count);
  upstream.pipe(client);
  client.pipe(upstream);
}

function forward(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  upstream: Socket,
  url: URL,
  count: Count,
  hold: Hold,
): void {
  hold(upstream);
  upstream.setTimeout(idleTimeoutMs, () => upstream.destroy());
  upstream.on('data', count);
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !hopByHop.test(name)));
  const outgoing = http.request(
    {
      createConnection: () => upstream,
      method: request.method,
      path: url.pathname + url.search,
      headers: { ...headers, host: url.host, connection: 'close' },
    },
    (answer) => {
      const kept = Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !hopByHop.test(name)));
      response.writeHead(answer.statusCode ?? 502, kept);
      answer.pipe(response);
      answer.once('error', () => response.destroy());
    },
  );
  outgoing.once('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
  response.once('close', () => outgoing.destroy());
  request.pipe(outgoing);
}
