/** The demo internet: one TLS server on loopback that answers for many hosts, each with its site. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { errorId } from '../errors.ts';
import { log } from '../log.ts';
import { certificateFor } from './certificate.ts';
import { sites } from './hosts.ts';
import { plain, type Answer } from './sites/site.ts';
import { tellStory, type Story } from './story.ts';

export interface DemoInternet {
  /** `127.0.0.1:PORT` */
  address: string;
  /** base64 SHA-256 of the public key: the one certificate to trust. */
  spki: string;
  story: Story;
  stop(): Promise<void>;
}

export interface DemoOptions {
  /** 0, the default: a free one. */
  port?: number;
  /** Keeps the certificate and the time at which the story began. */
  dataDir: string;
  now?: () => Date;
  /** Passing troubles: rate limits, slow and broken pages. On unless told otherwise. */
  stormy?: boolean;
}

export async function startDemoInternet(options: DemoOptions): Promise<DemoInternet> {
  const { port = 0, dataDir, now = () => new Date(), stormy = true } = options;
  const certificate = await certificateFor([...sites.keys()], dataDir);
  const story = tellStory({ began: beginning(dataDir, now()) });

  const server = createServer({ key: certificate.key, cert: certificate.cert }, (request, response) => {
    answer(request, story, now(), stormy)
      .then((made) => send(made, request, response))
      .catch((error: unknown) => {
        const id = errorId();
        log.error({ err: error, id }, 'the demo internet could not answer');
        if (!response.headersSent) send(plain(`Error ${id}\n`, 500), request, response);
        else response.destroy();
      });
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', listening);
  });
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    spki: certificate.spki,
    story,
    stop() {
      server.closeAllConnections();
      return new Promise((stopped) => server.close(() => stopped()));
    },
  };
}

async function answer(request: IncomingMessage, story: Story, now: Date, stormy: boolean): Promise<Answer> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain('Method not allowed\n', 405);
  const host = (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '');
  const site = sites.get(host);
  if (!site) return plain('No such host in the demo internet.\n', 404);
  const url = URL.parse(`https://${host}${request.url ?? '/'}`);
  if (!url || url.hostname !== host) return plain('Bad request\n', 400);
  const names = ['authorization', 'user-agent', 'x-subscription-token'];
  const headers = Object.fromEntries(names.map((name) => [name, request.headers[name]?.toString()]));
  const made = site({ url, headers, world: story.at(now), sinceMs: now.getTime() - story.began.getTime(), stormy });
  if (made.waitMs) await wait(made.waitMs);
  return made;
}

function send(made: Answer, request: IncomingMessage, response: ServerResponse): void {
  const body = Buffer.from(made.body);
  response.writeHead(made.status, { 'cache-control': 'no-store', ...made.headers, 'content-length': body.length });
  if (request.method === 'HEAD') return void response.end();
  if (made.breaksAt === undefined) return void response.end(body);
  response.write(body.subarray(0, made.breaksAt), () => response.destroy());
}

/** The time at which this workspace's story began: now at the first start, the same ever after. */
function beginning(dataDir: string, now: Date): Date {
  const file = path.join(dataDir, 'demo-began');
  if (existsSync(file)) {
    const began = new Date(readFileSync(file, 'utf8').trim());
    if (!Number.isNaN(began.getTime())) return began;
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(file, `${now.toISOString()}\n`);
  return now;
}
