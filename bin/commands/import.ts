import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { platforms, type Platform } from '../../crawler/source.ts';
import { printJson, UsageError, type Command } from '../command.ts';

export const command: Command = {
  name: 'import',
  summary: 'Store and score the posts of saved pages and API answers',
  usage: `npx vigia import FILE… [--platform P] [--url U] [--at ISO] [--json]

  --platform P   ${platforms.join(', ')}; without it, told from each file
  --url U        the address that the file was saved from (one file only)
  --at ISO       when it was saved; relative dates are counted from it (default: now)

Works on DATABASE_URL, or joins the workspace in VIGIA_DATA. The same file again adds nothing.
Exit code 1 when a file could not be read as a payload of any platform.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        platform: { type: 'string' },
        url: { type: 'string' },
        at: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    if (positionals.length === 0) throw new UsageError('name at least one file');
    if (values.url && positionals.length > 1) throw new UsageError('--url goes with one file');
    if (values.platform && !isPlatform(values.platform)) throw new UsageError(`"${values.platform}" is not a platform`);
    const at = values.at ? new Date(values.at) : undefined;
    if (at && Number.isNaN(at.getTime())) throw new UsageError(`"${values.at}" is not a date`);
    const known = { platform: values.platform as Platform | undefined, url: values.url, at };
    return importAll(positionals, known, values.json);
  },
};

const isPlatform = (value: string): value is Platform => (platforms as readonly string[]).includes(value);

async function importAll(
  files: string[],
  known: { platform?: Platform | undefined; url?: string | undefined; at?: Date | undefined },
  json: boolean,
): Promise<number> {
  const { withStore } = await import('../database.ts');
  const { importPayload } = await import('../../jobs/import.ts');
  const { scoreWaiting } = await import('../../jobs/classify.ts');
  const { inBatches } = await import('../../jobs/jobs.ts');
  let unread = 0;
  await withStore(async (db) => {
    for (const file of files) {
      const body = await readFile(file).catch((error: Error) => {
        console.error(`vigia import: ${error.message}`);
        return null;
      });
      const imported = body && (await importPayload({ body, filename: file, ...known }, db));
      if (!imported?.platform) unread += 1;
      if (!imported) continue;
      // Scored here rather than by the queue: a person at a terminal waits for it, and no worker need run.
      for (const batch of inBatches(imported.toClassify)) await scoreWaiting(batch, db);
      const { platform, outcome, detail, found, fresh } = imported;
      if (json) printJson({ file, platform, outcome, detail, found, new: fresh });
      else
        console.log(
          `${file}: ${platform ?? 'unknown'}, ${outcome}, ${found} posts, ${fresh} new${detail ? ` — ${detail}` : ''}`,
        );
    }
  });
  return unread > 0 ? 1 : 0;
}
