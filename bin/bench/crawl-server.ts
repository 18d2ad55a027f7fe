/** Starts the pages of `bench -- crawl` in a process of their own, and says how to reach them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { makeGuard, type Guard } from '../../crawler/guard/guard.ts';

export interface Site {
  /** Ports on 127.0.0.1. */
  plain: number;
  secure: number;
  spki: string;
  pid: number;
  host: string;
  /** Leads `host` to the pages over TLS, as a source's guard does in the demo. */
  guard: Guard;
  /** Leads `http://host:plain` to the pages. */
  plainGuard: Guard;
  stop(): void;
}

const host = 'www.bench.example';

export async function startSite(): Promise<Site> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'crawl-site.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const { plain, secure, spki } = JSON.parse(line.toString()) as { plain: number; secure: number; spki: string };
  return {
    plain,
    secure,
    spki,
    pid: child.pid!,
    host,
    guard: makeGuard({ allowedHosts: [host], demoInternet: `127.0.0.1:${secure}`, demoSpki: spki }),
    plainGuard: makeGuard({
      allowedHosts: [],
      allowPrivate: [`${host}:${plain}`],
      resolve: async () => ['127.0.0.1'],
    }),
    stop: () => void child.stdin.end(),
  };
}
