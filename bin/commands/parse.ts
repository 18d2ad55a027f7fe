import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { platforms, type Payload, type Platform } from '../../crawler/source.ts';
import { printJson, UsageError, type Command } from '../command.ts';

export const command: Command = {
  name: 'parse',
  summary: 'Say what a saved page or API answer is, and which posts it shows',
  usage: `npx vigia parse <${platforms.join('|')}> FILE [--url U] [--status N] [--at ISO]

  --url U        the final address, after redirects
  --status N     the HTTP status it came with
  --at ISO       when it was taken; relative dates are counted from it

Prints one JSON document: {outcome, posts: [...], next, detail?}. Nothing is stored. "-" reads standard input.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        url: { type: 'string' },
        status: { type: 'string' },
        at: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    const [platform, file, ...more] = positionals;
    if (!isPlatform(platform)) throw new UsageError(`the first word is a platform: ${platforms.join(', ')}`);
    if (file === undefined || more.length > 0) throw new UsageError('name one file');
    const payload: Payload = { body: '' };
    if (values.url !== undefined) payload.url = values.url;
    if (values.status !== undefined) payload.status = status(values.status);
    if (values.at !== undefined) payload.at = moment(values.at);
    const { parse } = await import('../../crawler/parse.ts');
    const { decode } = await import('../../crawler/intake/decode.ts');
    try {
      const read = decode(await readFile(file === '-' ? '/dev/stdin' : file));
      if ('problem' in read) throw new Error(read.problem);
      payload.body = read.text;
    } catch (error) {
      console.error(`vigia parse: ${error instanceof Error ? error.message : String(error)}`);
      return 1;
    }
    printJson(parse(platform, payload));
    return 0;
  },
};

const isPlatform = (word: string | undefined): word is Platform =>
  (platforms as readonly string[]).includes(word ?? '');

function status(text: string): number {
  if (!/^[1-5]\d\d$/.test(text)) throw new UsageError(`"${text}" is not an HTTP status`);
  return Number(text);
}

function moment(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new UsageError(`"${text}" is not a date`);
  return at;
}
