/** The checks of `npm run verify`, each with its time, so that a slow one is noticed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { ensureBuild, root, syncTypes } from './build.ts';
import { UsageError } from './command.ts';
import { schemaMatchesMigrations } from './migrations.ts';
import { runTests } from './tests.ts';

type Check = () => Promise<boolean>;

const rooms = [
  'crawler',
  'classifier',
  'reports',
  'db',
  'jobs',
  'web',
  'demo',
  'bin',
  'test',
  'config.ts',
  'log.ts',
  'errors.ts',
];

const checks: Record<string, Check> = {
  lint: () => tool('oxlint/bin/oxlint', '--type-aware', '--quiet'),
  format: () => tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
  types: () => tool('typescript/bin/tsc', '--noEmit'),
  pages: () => tool('svelte-check/bin/svelte-check', '--fail-on-warnings', '--output', 'human'),
  unused: () => tool('knip/bin/knip.js', '--no-progress', '--no-config-hints'),
  imports: () => tool('dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.mjs', ...rooms),
  schema: schemaMatchesMigrations,
  build: async () => {
    await ensureBuild(console.log);
    return true;
  },
  tests: async () => (await runTests([])) === 0,
};

/** Runs all checks, or those named; resolves to the exit code. Throws UsageError for a name that is none. */
export async function runChecks(only?: string[]): Promise<number> {
  const unknown = only?.find((name) => !Object.hasOwn(checks, name));
  if (unknown) throw new UsageError(`there is no check "${unknown}"; there are ${Object.keys(checks).join(', ')}`);
  await syncTypes();
  const results: string[] = [];
  let failures = 0;
  for (const [name, check] of Object.entries(checks)) {
    if (only && !only.includes(name)) continue;
    console.log(`\n── ${name}`);
    const started = performance.now();
    const passed = await check();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    if (!passed) failures += 1;
    results.push(`${passed ? '✓' : '✗'} ${name.padEnd(8)} ${seconds.padStart(6)} s`);
  }
  console.log(`\n${results.join('\n')}`);
  return failures === 0 ? 0 : 1;
}

async function tool(script: string, ...args: string[]): Promise<boolean> {
  const child = spawn(process.execPath, [path.join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  return (await once(child, 'exit'))[0] === 0;
}
