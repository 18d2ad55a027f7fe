import { parseArgs } from 'node:util';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'web',
  summary: 'Run the dashboard by itself',
  usage: `npx vigia web

Listens on VIGIA_HOST and VIGIA_PORT; works on DATABASE_URL and REDIS_URL, or joins the workspace in VIGIA_DATA.`,
  async run(args) {
    parseArgs({ args, options: {} });
    const { ensureBuild } = await import('../build.ts');
    const { runStandalone } = await import('../standalone.ts');
    await ensureBuild((line) => console.error(`${line} …`));
    return runStandalone('web/server.ts');
  },
};
