/** A small internet of a test: an HTTPS server on loopback with a fresh key, and guards whose every name leads to it. */
import { createHash, X509Certificate } from 'node:crypto';
import dgram from 'node:dgram';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { generate } from 'selfsigned';
import { makeGuard, type Guard, type GuardOptions } from '../../crawler/guard/guard.ts';

export interface Internet {
  port: number;
  spki: string;
  /** What was asked for, `host/path`, in order. */
  asked: string[];
  guard(allowedHosts: readonly string[], options?: Partial<GuardOptions>): Guard;
  close(): Promise<void>;
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export async function openInternet(answer: Answer): Promise<Internet> {
  const pair = await generate([{ name: 'commonName', value: 'a small internet' }]);
  const spki = createHash('sha256')
    .update(new X509Certificate(pair.cert).publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
  const asked: string[] = [];
  const server = https.createServer({ key: pair.private, cert: pair.cert }, (request, response) => {
    asked.push(`${request.headers.host}${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    spki,
    asked,
    guard: (allowedHosts, options = {}) =>
      makeGuard({ allowedHosts, demoInternet: `127.0.0.1:${port}`, demoSpki: spki, ...options }),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

export interface Secret {
  port: number;
  /** TCP connections and UDP packets that came in. */
  connections(): number;
  close(): Promise<void>;
}

/** A server on loopback that nobody may reach: TCP and UDP on one port, IPv4 and, where there is one, IPv6. */
export async function openSecret(): Promise<Secret> {
  let connections = 0;
  const server = net.createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  const v6 = await new Promise<boolean>((listening) => {
    server.once('error', () => server.listen(0, '0.0.0.0', () => listening(false)));
    server.listen({ port: 0, host: '::', ipv6Only: false }, () => listening(true));
  });
  const { port } = server.address() as AddressInfo;
  const packets = dgram.createSocket(v6 ? 'udp6' : 'udp4', () => void (connections += 1));
  await new Promise<void>((listening) => packets.bind(port, listening));
  return {
    port,
    connections: () => connections,
    close: async () => {
      await new Promise<void>((closed) => packets.close(closed));
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}

export const html = (response: ServerResponse, body: string, status = 200): void => {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(`<!doctype html>${body}`);
};
