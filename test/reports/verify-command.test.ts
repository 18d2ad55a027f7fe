import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeWacz } from '../../crawler/capture/wacz.ts';
import { buildReport } from '../../reports/build.ts';
import { writePackage } from '../../reports/package.ts';
import { input, store } from './confirmed.ts';

const run = promisify(execFile);

describe('vigia verify', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'vigia-verify-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const verify = async (...args: string[]) => {
    const done = await run(process.execPath, ['bin/main.ts', 'verify', ...args]).catch(
      (error: { code: number; stdout: string; stderr: string }) => error,
    );
    return { code: 'code' in done ? done.code : 0, stdout: done.stdout, stderr: done.stderr };
  };

  test('exits with 0 on a whole package, with 1 on a changed one, with 2 on wrong arguments', async () => {
    const whole = path.join(folder, 'SRE-X-2026-000123.zip');
    const changed = path.join(folder, 'changed.zip');
    await writePackage(buildReport(input('x')).content, store(), whole);
    const bytes = await readFile(whole);
    const at = bytes.indexOf('citas_mx');
    bytes[at]! ^= 1;
    await writeFile(changed, bytes);

    expect(await verify(whole)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('whole and unchanged') as string,
    });
    const both = await verify(whole, changed, '--json');
    expect(both.code).toBe(1);
    const lines = both.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { ok: boolean; number: string; problems: string[] });
    expect(lines[0]).toMatchObject({ ok: true, number: 'SRE-X-2026-000123', problems: [] });
    expect(lines[1]!.ok).toBe(false);
    expect(lines[1]!.problems.length).toBeGreaterThan(0);
    expect((await verify(whole, '--loud')).code).toBe(2);
  });

  test('checks a web archive by its name, and says of a damaged one what is wrong', async () => {
    const at = new Date('2026-11-24T10:00:00Z');
    const url = 'https://gestoria.example/';
    const body = Buffer.from('<h1>Citas</h1>');
    const headers = { 'content-type': 'text/html' };
    const exchange = { url, at, method: 'GET', requestHeaders: {}, status: 200, statusText: 'OK', headers, body };
    const page = { url, title: 'Citas', at, text: 'Citas', exchanges: [exchange], screenshot: null };
    const bytes = await writeWacz({ ...page, software: 'Vigia/0.1' });
    const [whole, cut] = [path.join(folder, 'page.wacz'), path.join(folder, 'cut.WACZ')];
    await writeFile(whole, bytes);
    expect(await verify(whole)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('1 pages, 1 answers') as string,
    });
    await writeFile(cut, bytes.subarray(0, 900));
    expect(await verify(cut)).toMatchObject({ code: 1, stdout: expect.stringContaining('NOT valid') as string });
  });
});
