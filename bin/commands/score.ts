import { createInterface } from 'node:readline';
import type { ScoreInput } from '../../classifier/index.ts';
import { UsageError, type Command } from '../command.ts';

export const command: Command = {
  name: 'score',
  summary: 'Score posts from standard input, one JSON object a line',
  usage: `npx vigia score [--model FILE] < posts.jsonl

Each line is {id, text, platform?, surface?, author_name?, handle?, url?, links?}. Prints one JSON line for each, in order:
{id, score, label, labels, signals: [{text, weight, start, end}], offer: {contacts, price, consulate, procedures, documents}}
or {id, error}. Offsets are UTF-16 units of the text. Nothing is stored; a score is not a verdict.

  --model FILE   another model file than the shipped one`,
  async run(args) {
    const { parseArgs } = await import('node:util');
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { model: { type: 'string' }, json: { type: 'boolean' } },
    });
    if (positionals.length > 0) throw new UsageError('posts are read from standard input');
    const { loadModel, score } = await import('../../classifier/index.ts');
    const model = loadModel(values.model);
    let failed = false;
    let pending = '';
    for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
      if (line.trim() === '') continue;
      const read = readPost(line.replace(/^\ufeff/, ''));
      if ('error' in read) failed = true;
      pending += `${JSON.stringify('error' in read ? read : { id: read.id, ...score(read.input, model) })}\n`;
      if (pending.length > 1 << 16) {
        await write(pending);
        pending = '';
      }
    }
    await write(pending);
    return failed ? 1 : 0;
  },
};

/** Writes and waits until a slow reader has caught up, so that memory stays flat. */
const write = (text: string): Promise<void> =>
  new Promise((resolve, reject) => process.stdout.write(text, (error) => (error ? reject(error) : resolve())));

type Read = { id: unknown; input: ScoreInput } | { id: unknown; error: string };

function readPost(line: string): Read {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { id: null, error: 'not a JSON object' };
  }
  if (typeof value !== 'object' || value === null) return { id: null, error: 'not a JSON object' };
  const post = value as Record<string, unknown>;
  const id = post['id'] ?? null;
  if (typeof id === 'number' && !Number.isSafeInteger(id))
    return { id: null, error: 'id: too large for a number, send it as a string' };
  if (typeof post['text'] !== 'string') return { id, error: 'text: a string is needed' };
  const word = (name: string): string | undefined => {
    const field = post[name];
    return typeof field === 'string' ? field : undefined;
  };
  return {
    id,
    input: {
      text: post['text'],
      platform: word('platform'),
      surface: word('surface') ?? word('kind'),
      authorName: word('author_name') ?? word('authorName'),
      handle: word('handle'),
      url: word('url'),
    },
  };
}
