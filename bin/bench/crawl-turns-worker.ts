/** One of the workers of `crawl-turns.ts`: visits every host again and again, each in its turn, until it is told to stop. */
import { request } from 'node:http';
import { connect } from '../../db/client.server.ts';
import { sharedTurns } from '../../jobs/turns.ts';

const [databaseUrl, port, hosts, gapMs] = process.argv.slice(2) as [string, string, string, string];
const { db } = connect(databaseUrl, 12);
const turn = sharedTurns(db, () => Number(gapMs));
const signal = new AbortController().signal;

const visit = (host: string): Promise<void> =>
  new Promise((done, failed) => {
    request({ host: '127.0.0.1', port, headers: { host } }, (answer) => answer.resume().once('end', done))
      .once('error', failed)
      .end();
  });

process.on('disconnect', () => process.exit(0));
await Promise.all(
  Array.from({ length: Number(hosts) }, async (_, number) => {
    for (;;) await turn(`host-${number}.example`, signal, () => visit(`host-${number}.example`));
  }),
);
