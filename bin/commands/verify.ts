import { parseArgs } from 'node:util';
import { printJson, UsageError, type Command } from '../command.ts';

export const command: Command = {
  name: 'verify',
  summary: 'Check that a package is whole and unchanged',
  usage: `npx vigia verify PACKAGE.zip… [--json]

Checks the structure, all four manifests, report.json against its schema, and the evidence against report.json.
Needs no database. Exit code 0 when every package holds, 1 when one does not.
With --json: one line {file, ok, number, problems} per package.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    if (positionals.length === 0) throw new UsageError('name at least one package');
    const { verifyPackage } = await import('../../reports/verify.ts');
    let whole = true;
    for (const file of positionals) {
      const result = await verifyPackage(file);
      whole &&= result.ok;
      if (values.json) printJson({ file, ...result });
      else if (result.ok) console.log(`${file}: whole and unchanged (${result.number})`);
      else console.log([`${file}: NOT valid`, ...result.problems.map((problem) => `  - ${problem}`)].join('\n'));
    }
    return whole ? 0 : 1;
  },
};
