import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it } from 'vitest';
import { get } from './visitor.ts';

const dataDir = mkdtempSync(path.join(tmpdir(), 'vigia-demo-main-'));
afterAll(() => rmSync(dataDir, { recursive: true }));

interface Line {
  demoInternet: string;
  spki: string;
}

async function start(args: string[] = []): Promise<{ child: ChildProcessWithoutNullStreams; line: Line }> {
  const child = spawn(process.execPath, ['demo/main.ts', ...args], {
    stdio: 'pipe',
    env: { ...process.env, VIGIA_DATA: dataDir, LOG_LEVEL: 'error' },
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, line: JSON.parse(line) as Line };
}

async function exit(child: ChildProcessWithoutNullStreams): Promise<number | null> {
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

describe('node demo/main.ts', () => {
  it('says on one line where it is and with which key, serves, and goes when its input closes', async () => {
    const { child, line } = await start();
    expect(line.demoInternet).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(Buffer.from(line.spki, 'base64').length).toBe(32);
    const port = Number(line.demoInternet.split(':')[1]);
    expect((await get(new URL('https://www.google.com/'), port, {}, new Date())).status).toBe(200);
    child.stdin.end();
    expect(await exit(child)).toBe(0);
  });

  it('keeps its key for the next start, and goes on SIGTERM', async () => {
    const first = await start();
    first.child.kill('SIGTERM');
    expect(await exit(first.child)).toBe(0);
    const second = await start();
    expect(second.line.spki).toBe(first.line.spki);
    second.child.kill('SIGTERM');
    expect(await exit(second.child)).toBe(0);
  });

  it('refuses a port that is none, in one line', async () => {
    const child = spawn(process.execPath, ['demo/main.ts', '--port', 'x'], {
      stdio: 'pipe',
      env: { ...process.env, VIGIA_DATA: dataDir },
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    expect(await exit(child)).toBe(2);
    expect(said).toMatch(/--port must be a number/);
  });
});
