import path from 'node:path';
import { parseArgs } from 'node:util';
import { PermanentError } from '../../errors.ts';
import { printJson, UsageError, type Command } from '../command.ts';

export const command: Command = {
  name: 'export',
  summary: 'Write the package of an approved report',
  usage: `npx vigia export REPORT --out DIR [--json]

  REPORT      number (SRE-FB-2026-000123) or id
  --out DIR   the folder for REPORT.zip; made when it is not there

Works on DATABASE_URL, or joins the workspace in VIGIA_DATA. Check the result with: npx vigia verify DIR/REPORT.zip`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { out: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    const [wanted, ...more] = positionals;
    if (!wanted || more.length > 0) throw new UsageError('name one report');
    if (!values.out) throw new UsageError('--out is needed');
    const out = values.out;
    const { withStore } = await import('../database.ts');
    const { exportTo, noteExported } = await import('../../jobs/export.ts');
    const reports = await import('../../db/reports.ts');
    const written = await withStore(async (db) => {
      const report = await reports.find(wanted, db);
      if (!report) throw new PermanentError(`There is no report ${wanted}.`, 'report_unknown');
      const file = path.join(out, `${report.number}.zip`);
      const made = await exportTo(report, file);
      await noteExported(report, made, 'command:export', db);
      return { number: report.number, file, ...made };
    });
    if (values.json) printJson(written);
    else console.log(`${written.file}: ${written.bytes} bytes, SHA-256 ${written.sha256}`);
    return 0;
  },
};
