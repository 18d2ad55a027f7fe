import { parseArgs } from 'node:util';
import { printJson, type Command } from '../command.ts';

export const command: Command = {
  name: 'doctor',
  summary: 'Say what is there, what is missing, and what to run',
  usage: `npx vigia doctor [--json]

The exit code is 1 when something that Vigía needs is missing.`,
  async run(args) {
    const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } });
    const { examine } = await import('../examine.ts');
    let missing = 0;
    for await (const finding of examine()) {
      if (finding.state === 'missing') missing += 1;
      if (values.json) printJson(finding);
      else
        console.log(
          `${marks[finding.state]} ${finding.subject.padEnd(12)} ${finding.detail}${finding.run ? `\n${' '.repeat(15)}→ ${finding.run}` : ''}`,
        );
    }
    if (!values.json) console.log(missing === 0 ? '\nEverything that Vigía needs is there.' : `\n${missing} missing.`);
    return missing === 0 ? 0 : 1;
  },
};

const marks = { ok: '✓', optional: '·', missing: '✗' } as const;
