import { parseArgs } from 'node:util';
import { printJson, type Command } from '../command.ts';

export const command: Command = {
  name: 'migrate',
  summary: 'Bring the database up to the schema (start, web and worker do it by themselves)',
  usage: `npx vigia migrate [--json]`,
  async run(args) {
    const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } });
    const { withDatabase } = await import('../database.ts');
    await withDatabase(async () => undefined);
    if (values.json) printJson({ migrated: true });
    else console.log('The database is up to date.');
    return 0;
  },
};
