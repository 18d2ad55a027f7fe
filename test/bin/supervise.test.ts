import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { supervise, type Program } from '../../bin/supervise.ts';
import { isAlive } from '../../crawler/browser/process.ts';

describe('the supervisor', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'vigia-supervise-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function program(name: string, source: string): Promise<Program> {
    const script = path.join(folder, `${name}.mjs`);
    await writeFile(script, source);
    return { name, script, env: { STOPS: path.join(folder, 'stops') }, ready: (said) => said['up'] === true };
  }

  const steady = (name: string) => `
    import { appendFileSync } from 'node:fs';
    process.on('SIGTERM', () => { appendFileSync(process.env.STOPS, '${name} '); process.exit(0); });
    process.on('disconnect', () => process.exit(0));
    console.log(JSON.stringify({ up: true, pid: process.pid }));
    setInterval(() => {}, 1000);`;

  it('stops its children in the opposite order and leaves none', async () => {
    const supervisor = supervise(folder, () => undefined, new AbortController().signal);
    const first = await supervisor.start(await program('first', steady('first')));
    const second = await supervisor.start(await program('second', steady('second')));
    await supervisor.stop();
    expect(await readFile(path.join(folder, 'stops'), 'utf8')).toBe('second first ');
    expect([first, second].map((one) => isAlive(Number(one.said['pid'])))).toEqual([false, false]);
  });

  it('starts a child again that was killed', async () => {
    const said: string[] = [];
    const supervisor = supervise(folder, (line) => said.push(line), new AbortController().signal);
    const child = await supervisor.start(await program('again', steady('again')));
    const before = child.pid()!;
    process.kill(before, 'SIGKILL');
    await expect.poll(() => child.pid() !== before && isAlive(child.pid()!), { timeout: 45_000 }).toBe(true);
    expect(said[0]).toContain('again ended (SIGKILL)');
    await supervisor.stop();
  });

  it('gives up on a child that dies again and again, with its complaint in one line', async () => {
    const supervisor = supervise(folder, () => undefined, new AbortController().signal);
    const broken = await program('broken', `throw new TypeError('no luck today')`);
    await expect(supervisor.start(broken)).rejects.toThrow(
      /broken ended \(code 1\): TypeError: no luck today\. It does not stay up/,
    );
    expect(await supervisor.failed).toContain('broken.log');
    await supervisor.stop();
  });

  it('lets go of whoever waits when the start is called off', async () => {
    const off = new AbortController();
    const supervisor = supervise(folder, () => undefined, off.signal);
    const waiting = supervisor.start(await program('silent', `setInterval(() => {}, 1000)`));
    off.abort();
    await expect(waiting).rejects.toThrow('stopped while it was starting');
    await supervisor.stop();
  });
});
