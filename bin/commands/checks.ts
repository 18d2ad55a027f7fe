import { parseArgs } from 'node:util';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'checks',
  summary: 'Run every check that a change must pass: lint, format, types, imports, schema, tests, build',
  usage: `npm run verify [-- --only STEP,STEP…]

  --only   run these alone: lint, format, types, pages, unused, imports, schema, build, tests

Every step runs, also after one that failed. The exit code is 0 only when all passed.`,
  async run(args) {
    const { values } = parseArgs({ args, options: { only: { type: 'string' } } });
    const { runChecks } = await import('../checks.ts');
    return runChecks(values.only?.split(',').filter(Boolean));
  },
};
