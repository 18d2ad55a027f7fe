import { parseArgs } from 'node:util';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'test',
  summary: 'Run every test, or those of the given folders and files',
  usage: `npm test [-- FILE…]

The last line says how many passed, failed and were skipped; the exit code is 0 only when none failed.`,
  async run(args) {
    const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
    const { ensureBuild, syncTypes } = await import('../build.ts');
    const { runTests } = await import('../tests.ts');
    await syncTypes();
    await ensureBuild((line) => console.log(`${line} …`));
    return runTests(positionals);
  },
};
