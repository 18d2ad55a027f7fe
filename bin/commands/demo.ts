import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'demo',
  summary: 'Run the demo workspace: invented posts on a small internet of our own, crawled for real',
  usage: `npm run demo [-- --fresh]

  --fresh   begin again with an empty demo workspace

Data lies in data/demo. The demo never touches DATABASE_URL, REDIS_URL or a platform's real address.`,
  async run(args) {
    const { values } = parseArgs({ args, options: { fresh: { type: 'boolean', default: false } } });
    useDemoSettings();
    if (values.fresh) await forget();
    const { runWorkspace } = await import('../workspace.ts');
    const { root } = await import('../build.ts');
    const { freePort } = await import('../postgres.ts');
    const { openOnScreen } = await import('../screen.ts');
    const { seedDemo } = await import('../../demo/seed.ts');
    let signIn: { email: string; password: string } | undefined;
    return runWorkspace({
      say: (line) => console.log(line),
      before: async (supervisor) => {
        const { said } = await supervisor.start({
          name: 'demo-internet',
          script: path.join(root, 'demo/main.ts'),
          // The same address again when it is restarted: the others have been told.
          args: ['--port', String(await freePort())],
          env: {},
          ready: (line) => typeof line['demoInternet'] === 'string',
        });
        return {
          VIGIA_DEMO_INTERNET: String(said['demoInternet']),
          VIGIA_DEMO_SPKI: String(said['spki']),
          X_BEARER_TOKEN: 'demo',
        };
      },
      fill: async (databaseUrl) => {
        signIn = await seedDemo(databaseUrl);
      },
      up: ({ address }) => {
        console.log(`\nThe demo is ready: ${address}`);
        console.log(`Sign in as ${signIn!.email} with the password ${signIn!.password}`);
        console.log('Every post in it is invented. The queue fills within two minutes. Stop with Ctrl-C.');
        openOnScreen(address);
      },
    });
  },
};

/** Before the configuration is read: the person's own servers and tokens are not the demo's. An empty value counts as none, also before .env. */
function useDemoSettings(): void {
  const demo = {
    VIGIA_DATA: path.resolve(import.meta.dirname, '../../data/demo'),
    DATABASE_URL: '',
    REDIS_URL: '',
    X_API_BASE: '',
    X_BEARER_TOKEN: 'demo',
    VIGIA_ORIGIN: '',
    VIGIA_EVIDENCE_S3_ENDPOINT: '',
    VIGIA_EVIDENCE_S3_BUCKET: '',
    // Our own pages: only fast enough to be read one after another.
    VIGIA_PACE_MS: '300',
  };
  Object.assign(process.env, demo);
}

async function forget(): Promise<void> {
  const { rm } = await import('node:fs/promises');
  const { config } = await import('../../config.ts');
  const { assertStopped } = await import('../workspace.ts');
  assertStopped();
  await rm(config.dataDir, { recursive: true, force: true });
}
