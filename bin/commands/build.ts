import { parseArgs } from 'node:util';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'build',
  summary: 'Build the dashboard if its sources have changed (start does it by itself)',
  usage: `npx vigia build`,
  async run(args) {
    parseArgs({ args, options: {} });
    const { ensureBuild, syncTypes } = await import('../build.ts');
    await syncTypes();
    await ensureBuild((line) => console.log(`${line} …`));
    return 0;
  },
};
