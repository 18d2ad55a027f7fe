import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startPostgres } from '../../bin/postgres.ts';
import { isAlive } from '../../crawler/browser/process.ts';

async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

describe('the PostgreSQL of a workspace', () => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'vigia-postgres-'));
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  const server = (): number =>
    Number(readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

  it('starts from nothing, keeps its rows over a stop, and leaves no process', async () => {
    const first = await startPostgres({ dataDir });
    await query(first.url, 'create table kept (n int); insert into kept values (7)');
    const pid = server();
    await first.stop();
    expect(isAlive(pid)).toBe(false);
    const second = await startPostgres({ dataDir });
    expect(await query(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
    await second.stop();
  });

  it('is PostgreSQL 18 with what the schema needs', async () => {
    const { url, stop } = await startPostgres({ dataDir });
    const [row] = await query<{ version: number; locale: string; connections: string }>(
      url,
      `select current_setting('server_version_num')::int / 10000 as version, current_setting('max_connections') as connections,
       (select datlocprovider::text from pg_database where datname = current_database()) as locale`,
    );
    expect(row).toEqual({ version: 18, locale: 'b', connections: '200' });
    await query(url, 'create extension pg_trgm; create extension unaccent');
    await stop();
  });

  it('is one server for two users, which the last one stops', async () => {
    const [one, two] = await Promise.all([startPostgres({ dataDir }), startPostgres({ dataDir })]);
    expect(one.url).toBe(two.url);
    const pid = server();
    await one.stop();
    expect(await query(two.url, 'select 1 as n')).toEqual([{ n: 1 }]);
    await two.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('wants its password, also on this machine', async () => {
    const { url, stop } = await startPostgres({ dataDir });
    await expect(query(url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow(
      'password authentication failed',
    );
    expect(statSync(path.join(dataDir, 'postgres.password')).mode & 0o777).toBe(0o600);
    await stop();
  });

  it('comes back with every committed row after a kill -9 of the server', async () => {
    const before = await startPostgres({ dataDir });
    await query(before.url, 'create table survivors as select generate_series(1, 500) as n');
    process.kill(server(), 'SIGKILL');
    const after = await startPostgres({ dataDir });
    expect(await query(after.url, 'select count(*)::int as n from survivors')).toEqual([{ n: 500 }]);
    await before.stop();
    await after.stop();
  });

  it('is started again under the same address when it dies while it is in use', async () => {
    const { url, revive, stop } = await startPostgres({ dataDir });
    await query(url, 'create table used (n int); insert into used values (9)');
    const killed = server();
    expect(await revive!()).toBe(false);
    process.kill(killed, 'SIGKILL');
    await vi.waitUntil(() => !isAlive(killed), { timeout: 10_000 });
    expect(await revive!()).toBe(true);
    expect(await query(url, 'select n from used')).toEqual([{ n: 9 }]);
    const revived = server();
    await stop();
    expect(isAlive(revived)).toBe(false);
  });

  it('is stopped by its watchdog when the only user is killed with kill -9', async () => {
    const program = `import { startPostgres } from ${JSON.stringify(path.resolve('bin/postgres.ts'))};
      await startPostgres({ dataDir: ${JSON.stringify(dataDir)} }); console.log('up'); setInterval(() => {}, 1000);`;
    const user = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(user.stdout, 'data');
    const pid = server();
    user.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), { timeout: 45_000 }).toBe(false);
    await expect.poll(() => existsSync(path.join(dataDir, 'postgres.lock')), { timeout: 45_000 }).toBe(false);
  });
});
