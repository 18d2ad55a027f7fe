/** Looks each second whether a workspace's PostgreSQL still runs, and starts it again when it does not. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Postgres } from './postgres.ts';

export interface PostgresKeeper {
  /** Resolves with one sentence when the server could not be kept running. */
  readonly failed: Promise<string>;
  /** Lets the server be: after this it may be stopped. */
  stop(): Promise<void>;
}

const everyMs = 1_000;
/** A server that dies this often within the time below does not stay up. */
const deathsAtMost = 3;
const withinMs = 90_000;

/** `say` tells the person what they ought to know. A server that is not ours is left to whoever runs it. */
export function keepPostgres({ revive }: Postgres, say: (line: string) => void): PostgresKeeper {
  const stopped = new AbortController();
  let fail: (reason: string) => void = () => undefined;
  const failed = new Promise<string>((resolve) => (fail = resolve));
  const ended = revive ? watch(revive, say, stopped.signal).catch(failWith(fail)) : Promise.resolve();
  return {
    failed,
    async stop() {
      stopped.abort();
      await ended;
    },
  };
}

const failWith = (fail: (reason: string) => void) => (error: unknown) =>
  fail(error instanceof Error ? error.message : String(error));

async function watch(revive: () => Promise<boolean>, say: (line: string) => void, signal: AbortSignal): Promise<void> {
  let deaths: number[] = [];
  while (!signal.aborted) {
    if (await revive()) {
      deaths = [...deaths.filter((at) => at > Date.now() - withinMs), Date.now()];
      if (deaths.length >= deathsAtMost)
        throw new Error('PostgreSQL does not stay up; read postgres.log in the workspace');
      say('PostgreSQL ended and was started again.');
    }
    // Ends at once when it is aborted, and the loop with it.
    await pause(everyMs, undefined, { signal }).catch(() => undefined);
  }
}
