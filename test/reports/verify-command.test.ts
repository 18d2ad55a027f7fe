import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
    expect((await verify()).code).toBe(2);
  });
});
