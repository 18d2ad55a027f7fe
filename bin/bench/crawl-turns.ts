/** Politeness: four workers on one database visit the same hosts, and the hosts say how far apart the visits were. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { migrate } from '../../db/migrate.ts';
import { startPostgres } from '../postgres.ts';
import type { Figure } from './figure.ts';

const workers = 4;
const hosts = 4;
const gapMs = 1_000;
const seconds = 15;

export async function turnFigures(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vigia-bench-'));
  const postgres = await startPostgres({ dataDir: folder });
  const visits = new Map<string, number[]>();
  const site = createServer(({ headers: { host = '' } }, answer) => {
    visits.set(host, [...(visits.get(host) ?? []), performance.now()]);
    answer.end('a page');
  });
  try {
    await migrate(postgres.url);
    await once(site.listen(0, '127.0.0.1'), 'listening');
    const port = String((site.address() as AddressInfo).port);
    const script = path.join(import.meta.dirname, 'crawl-turns-worker.ts');
    const children = Array.from({ length: workers }, () =>
      fork(script, [postgres.url, port, String(hosts), String(gapMs)]),
    );
    await wait(seconds * 1000);
    for (const child of children) child.kill('SIGKILL');
    return figures([...visits.values()]);
  } finally {
    site.close();
    site.closeAllConnections();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function figures(visits: number[][]): Figure[] {
  const gaps = visits.flatMap((times) => times.slice(1).map((time, index) => time - times[index]!));
  const smallest = Math.min(...gaps);
  const mean = gaps.reduce((total, gap) => total + gap, 0) / gaps.length;
  return [
    {
      suite: 'crawl',
      name: `smallest gap between two visits to a host, ${workers} workers (≥ 1)`,
      value: smallest,
      unit: 'ms',
      reference: gapMs,
      ratio: smallest / gapMs,
    },
    {
      suite: 'crawl',
      name: `visits to ${hosts} hosts beside the most that the gap allows`,
      value: (1000 / mean) * hosts,
      unit: 'pages/s',
      reference: (1000 / gapMs) * hosts,
      ratio: gapMs / mean,
    },
  ];
}
