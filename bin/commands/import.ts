import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { dateForms, meanings } from '../../crawler/intake/table.types.ts';
import { platforms, type Platform } from '../../crawler/source.ts';
import { printJson, UsageError, type Command } from '../command.ts';
import type { TableOptions } from '../import-table.ts';

export const command: Command = {
  name: 'import',
  summary: 'Store and score saved pages, API answers and tables; hand in links',
  usage: `npx vigia import FILE… [--links FILE] [--dry-run] [--json]
             [--platform P] [--url U] [--at ISO] [--map M] [--dates F] [--zone Z]

  --links FILE   a text that holds links ("-": standard input); a running worker visits them
  --dry-run      say what would be imported, and store nothing
  --platform P   ${platforms.join(', ')}; without it, told from each file
  --url U        the address that a page was saved from (one file only)
  --at ISO       when it was saved; relative dates are counted from it (default: what the file says, or now)

Tables (CSV, TSV, XLSX, and JSON of any other shape):
  --map M        which column means what, e.g. "url=Enlace,text=Texto,published=Fecha"; ${meanings.join(', ')}.
                 Without it, guessed from the headers
  --dates F      ${dateForms.join(', ')} (default: guessed)
  --zone Z       for dates that name none (default: America/Mexico_City)

Works on DATABASE_URL, or joins the workspace in VIGIA_DATA. The same file again adds nothing.
Exit code 1 when a file could not be read, or rows of a table were refused.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        links: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        platform: { type: 'string' },
        url: { type: 'string' },
        at: { type: 'string' },
        map: { type: 'string' },
        dates: { type: 'string' },
        zone: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    if (positionals.length === 0 && values.links === undefined)
      throw new UsageError('name at least one file, or --links');
    if (values.url && positionals.length > 1) throw new UsageError('--url goes with one file');
    if (values.platform && !isPlatform(values.platform)) throw new UsageError(`"${values.platform}" is not a platform`);
    if (values.dates && !dateForms.some((form) => form === values.dates))
      throw new UsageError(`--dates: ${dateForms.join(', ')}`);
    const at = values.at ? new Date(values.at) : undefined;
    if (at && Number.isNaN(at.getTime())) throw new UsageError(`"${values.at}" is not a date`);
    const given: Given = {
      platform: values.platform as Platform | undefined,
      url: values.url,
      at,
      map: values.map,
      dates: values.dates as TableOptions['dates'],
      zone: values.zone,
      isTable: values.map !== undefined || values.dates !== undefined,
      isDry: values['dry-run'],
      asJson: values.json,
    };
    const links = values.links === undefined ? 0 : await handIn(values.links, given);
    const files = positionals.length === 0 ? 0 : await importAll(positionals, given);
    return Math.max(links, files);
  },
};

interface Given extends TableOptions {
  url: string | undefined;
  isTable: boolean;
}

const isPlatform = (value: string): value is Platform => (platforms as readonly string[]).includes(value);

/** What a person named; null, with a line, when it cannot be read. */
async function contents(file: string): Promise<Buffer | null> {
  return readFile(file).catch((error: Error) => {
    console.error(`vigia import: ${error.message}`);
    return null;
  });
}

async function handIn(file: string, { isDry, asJson }: Given): Promise<number> {
  const { handInLinks } = await import('../import-links.ts');
  const text = file === '-' ? await standardInput() : (await contents(file))?.toString('utf8');
  return text === undefined ? 1 : handInLinks(text, { isDry, asJson });
}

async function standardInput(): Promise<string> {
  const { text } = await import('node:stream/consumers');
  return text(process.stdin);
}

async function importAll(files: string[], given: Given): Promise<number> {
  const { importPage, previewPage } = await import('../import-page.ts');
  const { importTable, isTable, previewTable } = await import('../import-table.ts');
  const { withStore } = await import('../database.ts');
  const each = async (one: (file: string, body: Buffer, asTable: boolean) => Promise<boolean>): Promise<number> => {
    let unread = 0;
    for (const file of files) {
      const body = await contents(file);
      const done = body && (await one(file, body, given.isTable || isTable(body, path.basename(file))));
      if (!done) unread += 1;
    }
    return unread > 0 ? 1 : 0;
  };
  if (given.isDry) {
    return each(async (file, body, asTable) => {
      const seen = asTable ? await previewTable(body, given) : await previewPage(body, { ...given, filename: file });
      printJson({ file, ...seen.shown });
      return seen.ok;
    });
  }
  let failed = 0;
  await withStore(async (db) => {
    failed = await each(async (file, body, asTable) => {
      const { shown, line, ok } = asTable
        ? await importTable(body, { ...given, filename: file }, db)
        : await importPage(body, { ...given, filename: file }, db);
      if (given.asJson) printJson({ file, ...shown });
      else console.log(`${file}: ${line}`);
      return ok;
    });
  });
  return failed;
}
