/**
 * The dashboard's process: `node web/server.ts`. Prints one line `{"listening":"http://…"}` when it is ready, stops on
 * SIGTERM after the requests at hand, and stops when the supervisor that started it is gone.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { config } from '../config.ts';
import { log } from '../log.ts';
import { isOurHost } from './host.ts';

/** Largest form we take, in bytes: what staff hand in below /import, little everywhere else. */
const bodyLimit = { '/import': 52_000_000, elsewhere: 1_000_000 };
/** How long requests at hand may take after a stop was asked for, in milliseconds. */
const graceMs = 10_000;

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

async function pages(): Promise<Handler> {
  const built = path.resolve('build/handler.js');
  if (!existsSync(built)) throw new Error('The dashboard is not built. Run: npx vite build');
  // The handler reads these when it loads. Behind no proxy the header is ours: set for each request below.
  process.env['PROTOCOL_HEADER'] = 'x-forwarded-proto';
  process.env['BODY_SIZE_LIMIT'] = String(bodyLimit['/import']);
  if (config.trustProxy) process.env['ADDRESS_HEADER'] = 'x-forwarded-for';
  const module = (await import(pathToFileURL(built).href)) as { handler: Handler };
  return module.handler;
}

/** Without a trusted proxy nobody but us says how a request came. */
function stamp(request: IncomingMessage): void {
  if (config.trustProxy && request.headers['x-forwarded-proto'] && request.headers['x-forwarded-for']) return;
  const scheme = config.origin ? new URL(config.origin).protocol.replace(':', '') : 'http';
  request.headers['x-forwarded-proto'] = scheme;
  request.headers['x-forwarded-for'] = request.socket.remoteAddress ?? '';
}

/** On every answer, pages and files alike; the content policy comes with each page from Kit. */
const headers: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  ...(config.origin?.startsWith('https:') && { 'strict-transport-security': 'max-age=31536000' }),
};

function refuse(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${sentence}\n`);
}

/** A body that is too large for where it goes, or that does not say how large it is. */
function isTooLarge(request: IncomingMessage): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false;
  if (request.headers['transfer-encoding'] !== undefined) return true;
  const atImport = /^\/import(?:\/|$)/.test(request.url?.split('?')[0] ?? '');
  return Number(request.headers['content-length'] ?? 0) > (atImport ? bodyLimit['/import'] : bodyLimit.elsewhere);
}

if (!config.databaseUrl) throw new Error('DATABASE_URL is not set: start the dashboard through `npm start`.');
const handler = await pages();

const server = createServer((request, response) => {
  if (!isOurHost(request.headers.host, config.origin)) {
    return refuse(response, 421, 'This address is not configured. Set VIGIA_ORIGIN to the public address of Vigía.');
  }
  if (isTooLarge(request)) return refuse(response, 413, 'The form is too large. Lo que se envió pesa demasiado.');
  stamp(request);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  handler(request, response, () => refuse(response, 404, 'Not found'));
});

let stopping = false;
function stop(): void {
  if (stopping) return;
  stopping = true;
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  setTimeout(() => process.exit(0), graceMs).unref();
}

process.once('SIGTERM', stop);
process.once('SIGINT', stop);
if (process.connected) process.once('disconnect', stop);

server.once('error', (error) => {
  log.fatal({ error: error.message }, `the dashboard cannot listen on ${config.host}:${config.port}`);
  process.exit(1);
});
server.listen(config.port, config.host, () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no TCP address.');
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  process.stdout.write(`${JSON.stringify({ listening: `http://${host}:${address.port}` })}\n`);
});
