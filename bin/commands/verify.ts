import { parseArgs } from 'node:util';
import { config } from '../../config.ts';
import { printJson, type Command } from '../command.ts';

export const command: Command = {
  name: 'verify',
  summary: 'Check that evidence, packages and web archives are whole and unchanged',
  usage: `npx vigia verify [--json]
npx vigia verify FILE… [--json]

Without a file: re-hashes every piece of evidence that the database names (captures, runs, imports, packages), follows the
chain of custody, and names what is missing, changed or unbound. Works on DATABASE_URL, or joins the workspace in
VIGIA_DATA, and on a bucket as on a folder; leaves a record in the chain. What nothing names is told as a note.
With --json: one line per finding {severity, kind, subject, sentence}, and a last one with the totals and the chain's head.

With files: packages of reports (structure, manifests, report.json against its schema and its evidence) and web archives
(.wacz: layout, hashes, each record). Needs no database.
With --json: one line {file, ok, number, problems} per file.

Exit code 0 when everything holds, 1 when something does not.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    return positionals.length > 0 ? verifyFiles(positionals, values.json) : verifyStore(values.json);
  },
};

async function verifyFiles(files: string[], json: boolean): Promise<number> {
  let whole = true;
  for (const file of files) {
    const result = await (file.toLowerCase().endsWith('.wacz') ? verifyWacz(file) : verifyReport(file));
    whole &&= result.ok;
    if (json) printJson({ file, ...result });
    else if (result.ok) console.log(`${file}: whole and unchanged (${result.number})`);
    else console.log([`${file}: NOT valid`, ...result.problems.map((problem) => `  - ${problem}`)].join('\n'));
  }
  return whole ? 0 : 1;
}

interface Verified {
  ok: boolean;
  number: string;
  problems: string[];
}

async function verifyReport(file: string): Promise<Verified> {
  const { verifyPackage } = await import('../../reports/verify.ts');
  return verifyPackage(file);
}

async function verifyWacz(file: string): Promise<Verified> {
  const { unzip } = await import('../../reports/unzip.ts');
  const { checkWacz } = await import('../../crawler/capture/wacz-check.ts');
  const { PermanentError } = await import('../../errors.ts');
  try {
    const entries = await unzip(file);
    const { ok, pages, responses, problems } = await checkWacz(
      new Map(entries.map(({ path, bytes }) => [path, bytes])),
    );
    return { ok, number: `${pages.length} pages, ${responses} answers`, problems };
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error;
    return { ok: false, number: '', problems: [error.message] };
  }
}

async function verifyStore(json: boolean): Promise<number> {
  const { withStore } = await import('../database.ts');
  const { verifyOnRecord } = await import('../../jobs/verify.ts');
  const evidence = await import('../../db/evidence.server.ts');
  return withStore(async (db) => {
    const show = !json && process.stderr.isTTY;
    const line = (text: string): void => void process.stderr.write(`\r\u001b[K${text}`);
    const result = await verifyOnRecord(db, `command:${config.workerName}`, {
      found: (finding) => {
        if (show) line('');
        if (json) printJson(finding);
        else console.log(`${finding.severity === 'fault' ? '✗' : '·'} ${finding.subject}: ${finding.sentence}`);
      },
      progress: ({ pieces, bytes }) => {
        if (show && pieces % 50 === 0) line(`${pieces} pieces, ${(bytes / 1e6).toFixed(0)} MB …`);
      },
    });
    if (show) line('');
    if (json) printJson({ ok: result.faults === 0, ...result });
    else {
      console.log(
        `${evidence.store().place}: ${result.pieces} pieces (${(result.bytes / 1e6).toFixed(1)} MB), ${result.records} records of custody, ${result.packages} packages: ${result.faults === 0 ? 'all whole and unchanged' : `${result.faults} WRONG`}${result.notes > 0 ? `, ${result.notes} notes` : ''}.`,
      );
      console.log(`Custody up to record ${result.head.seq}: ${result.head.hash}`);
    }
    return result.faults === 0 ? 0 : 1;
  });
}
