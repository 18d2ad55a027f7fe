import { expect, it } from 'vitest';
import { keepPostgres } from '../../bin/postgres-keeper.ts';

const server = (revive?: () => Promise<boolean>) => ({
  url: 'postgres://127.0.0.1/vigia',
  stop: () => Promise.resolve(),
  ...(revive ? { revive } : {}),
});

it('tells that the server ended and was started again, and stops when asked', async () => {
  const said: string[] = [];
  let keeper: ReturnType<typeof keepPostgres> | undefined;
  const told = new Promise<void>((resolve) => {
    keeper = keepPostgres(
      server(() => Promise.resolve(said.length === 0)),
      (line) => {
        said.push(line);
        resolve();
      },
    );
  });
  await told;
  await keeper!.stop();
  expect(said).toEqual(['PostgreSQL ended and was started again.']);
});

it('gives up with one sentence when it cannot be started again', async () => {
  const keeper = keepPostgres(
    server(() => Promise.reject(new Error('PostgreSQL did not start: the disk is full'))),
    () => undefined,
  );
  expect(await keeper.failed).toBe('PostgreSQL did not start: the disk is full');
  await keeper.stop();
});

it('leaves a server that is not ours alone', async () => {
  await expect(keepPostgres(server(), () => undefined).stop()).resolves.toBeUndefined();
});
