import { parseArgs } from 'node:util';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'worker',
  summary: 'Run one worker by itself (crawls, scores, captures); any number may run',
  usage: `npx vigia worker

Works on DATABASE_URL and REDIS_URL, or joins the workspace in VIGIA_DATA.`,
  async run(args) {
    parseArgs({ args, options: {} });
    const { runStandalone } = await import('../standalone.ts');
    return runStandalone('jobs/main.ts');
  },
};
