/**
 * The pages that `bench -- crawl` reads, served from a process of its own so that its cost is nobody's. Once plainly and once
 * over TLS, as real sites are. Prints one line of JSON when it listens and ends with its standard input.
 */
import { createHash, X509Certificate } from 'node:crypto';
import http, { type RequestListener } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { resultsPage, script, stylesheet } from './crawl-pages.ts';

const pages = new Map<number, Buffer>();

/** A hundred different pages, made once each. */
function page(number: number): Buffer {
  const made = pages.get(number % 100) ?? Buffer.from(resultsPage(number % 100));
  pages.set(number % 100, made);
  return made;
}

const answer: RequestListener = (request, response) => {
  const path = request.url ?? '/';
  const number = /^\/page\/(\d+)$/.exec(path)?.[1];
  const [type, body, age] =
    number !== undefined
      ? (['text/html; charset=utf-8', page(Number(number)), 0] as const)
      : path === '/look.css'
        ? (['text/css', stylesheet, 3600] as const)
        : path === '/act.js'
          ? (['text/javascript', script, 3600] as const)
          : (['text/plain', '', 3600] as const);
  response.writeHead(200, { 'content-type': type, 'cache-control': age === 0 ? 'no-store' : `max-age=${age}` });
  response.end(body);
};

const pair = await generate([{ name: 'commonName', value: 'bench' }]);
const spki = createHash('sha256')
  .update(new X509Certificate(pair.cert).publicKey.export({ type: 'spki', format: 'der' }))
  .digest('base64');
const plain = http.createServer(answer);
const secure = https.createServer({ key: pair.private, cert: pair.cert }, answer);
for (const server of [plain, secure]) {
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
}
const portOf = (server: http.Server | https.Server): number => (server.address() as AddressInfo).port;
console.log(JSON.stringify({ plain: portOf(plain), secure: portOf(secure), spki }));
process.stdin.resume().once('end', () => process.exit(0));
