import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { commands } from '../../bin/commands.ts';

interface Ended {
  code: number;
  out: string;
  err: string;
}

async function vigia(...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, ['bin/main.ts', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended: Ended = { code: 0, out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (ended.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (ended.err += chunk.toString()));
  ended.code = ((await once(child, 'close')) as [number])[0];
  return ended;
}

describe('vigia', () => {
  it('lists every command with one line', async () => {
    const { code, out } = await vigia('--help');
    expect(code).toBe(0);
    for (const name of Object.keys(commands)) expect(out).toMatch(new RegExp(`^ {2}${name} +\\S.{8,110}$`, 'm'));
  });

  it.each(Object.keys(commands))('%s is the command of that name and has a usage', async (name) => {
    const { command } = await commands[name]!();
    expect(command.name).toBe(name);
    expect(command.usage).toMatch(/^(npx vigia|npm (start|test|run))/);
    expect(command.summary).not.toMatch(/\.$|\n/);
  });

  it('ends with 2 and one line for a command that there is not', async () => {
    expect(await vigia('vanish')).toEqual({
      code: 2,
      out: '',
      err: expect.stringMatching(/^vigia: there is no command "vanish".*\n$/),
    });
    expect((await vigia('constructor')).code).toBe(2);
  });

  it('ends with 2 and the usage for wrong arguments', async () => {
    const { code, err } = await vigia('user', 'add', '--email', 'nobody');
    expect(code).toBe(2);
    expect(err).toMatch(/^vigia user: .*needed\nUsage: npx vigia user add/);
  });

  it('shows the help of a command without running it', async () => {
    const { code, out } = await vigia('start', '--help');
    expect(code).toBe(0);
    expect(out).toContain('Usage: npm start');
  });
});
