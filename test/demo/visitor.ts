/** A demo internet with a clock of the test's own, and a visitor that follows redirects as a browser does. */
import { mkdtempSync, rmSync } from 'node:fs';
import https from 'node:https';
import type { TLSSocket } from 'node:tls';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startDemoInternet, type DemoInternet } from '../../demo/server.ts';
import type { Payload } from '../../crawler/source.ts';

export const began = new Date('2026-11-20T18:00:00Z');

export interface Visited extends Required<Payload> {
  /** The certificate that the server presented, DER. */
  certificate: Buffer;
}

export interface DemoWorld {
  internet: DemoInternet;
  dataDir: string;
  /** Moves the clock to this many minutes after the beginning. */
  minutes(after: number): void;
  visit(address: string, headers?: Record<string, string>): Promise<Visited>;
  stop(): Promise<void>;
}

export async function openDemo(options: { stormy?: boolean } = {}): Promise<DemoWorld> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'vigia-demo-'));
  let now = began;
  const internet = await startDemoInternet({ dataDir, now: () => now, stormy: options.stormy ?? false });
  const port = Number(internet.address.split(':')[1]);
  return {
    internet,
    dataDir,
    minutes(after) {
      now = new Date(began.getTime() + after * 60_000);
    },
    async visit(address, headers = {}) {
      let url = new URL(address);
      for (let hops = 0; hops < 5; hops += 1) {
        const answer = await get(url, port, headers, now);
        const location = answer.headers.location;
        if (location === undefined) return answer;
        url = new URL(location, url);
      }
      throw new Error('Too many redirects.');
    },
    async stop() {
      await internet.stop();
      rmSync(dataDir, { recursive: true });
    },
  };
}

/** One request over TLS to the demo's port, under the address's own host. */
export function get(url: URL, port: number, headers: Record<string, string>, at: Date): Promise<Visited> {
  return new Promise((done, failed) => {
    const request = https.get(
      {
        host: '127.0.0.1',
        port,
        servername: url.hostname,
        rejectUnauthorized: false,
        agent: false,
        path: url.pathname + url.search,
        headers: { host: url.host, ...headers },
      },
      (response) => {
        const { socket } = response;
        const certificate =
          'getPeerCertificate' in socket ? (socket as TLSSocket).getPeerCertificate().raw : Buffer.of();
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', failed);
        response.on('end', () =>
          done({
            body: Buffer.concat(chunks).toString('utf8'),
            url: url.href,
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
            at,
            certificate,
          }),
        );
      },
    );
    request.on('error', failed);
  });
}
