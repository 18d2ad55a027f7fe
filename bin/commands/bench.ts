import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { suites } from '../bench/suites.ts';
import { printJson, UsageError, type Command } from '../command.ts';

export const command: Command = {
  name: 'bench',
  summary: 'Measure a part beside a reference run: ratios, since machines differ',
  usage: `npm run bench -- SUITE [--json]

  SUITE    one of: ${Object.keys(suites).join(', ')}
  --json   one line a figure: {"suite","name","value","unit","reference","ratio"}

Each figure is the median of several rounds in which the reference runs too.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    const [name, ...more] = positionals;
    const load = name !== undefined && Object.hasOwn(suites, name) ? suites[name] : undefined;
    if (!load || more.length > 0) throw new UsageError(`name one suite: ${Object.keys(suites).join(', ')}`);
    const figures = await (await load())();
    if (values.json) {
      for (const figure of figures) printJson(figure);
      return 0;
    }
    const shown = (value: number | null) =>
      value === null ? '' : value.toLocaleString('en', { maximumSignificantDigits: 4 });
    console.table(
      figures.map(({ name: what, value, unit, reference, ratio }) => ({
        figure: what,
        value: `${shown(value)} ${unit}`,
        reference: shown(reference),
        ratio: shown(ratio),
      })),
    );
    console.log(
      `load average ${loadavg()
        .map((load1) => load1.toFixed(1))
        .join(' ')}`,
    );
    return 0;
  },
};
