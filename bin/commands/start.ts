import { parseArgs } from 'node:util';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'start',
  summary: 'Run Vigía: database, dashboard and worker, until Ctrl-C',
  usage: `npm start            (or: npx vigia start)

Data lies in data/workspace (VIGIA_DATA). DATABASE_URL and REDIS_URL name other servers than the built-in ones;
VIGIA_HOST and VIGIA_PORT say where the dashboard listens. All settings: .env.example`,
  async run(args) {
    parseArgs({ args, options: {} });
    const { runWorkspace } = await import('../workspace.ts');
    const { openOnScreen } = await import('../screen.ts');
    const { firstAdministrator } = await import('../first-user.ts');
    let signIn: string | undefined;
    return runWorkspace({
      say: (line) => console.log(line),
      fill: async (databaseUrl) => {
        signIn = await firstAdministrator(databaseUrl);
      },
      up: ({ address }) => {
        console.log(`\nVigía is ready: ${address}`);
        if (signIn)
          console.log(`${signIn}\nThis password is shown once. Change it, or add users with: npx vigia user add`);
        console.log('Stop with Ctrl-C.');
        openOnScreen(address);
      },
    });
  },
};
