import { parseArgs } from 'node:util';
import type { Database } from '../../db/client.server.ts';
import { printJson, UsageError, type Command } from '../command.ts';

export const command: Command = {
  name: 'secrets',
  summary: 'Say whether the stored keys and passwords open, or seal them under a new key',
  usage: `npx vigia secrets [rotate] [--json]

Without a word it counts what opens and with which key; the exit code is 1 when something does not open at all.

  rotate   With secret.key: puts a new key into its place, seals everything again, and forgets the old one. May run
           beside a running workspace; stopped half-way, run it again.
           With VIGIA_SECRET_KEY: set the new key there and the old one as VIGIA_SECRET_KEY_OLD for every process, restart
           them, run this, then remove VIGIA_SECRET_KEY_OLD.

A copy of secret.key that is kept elsewhere has to be replaced by the new one afterwards.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    const [word, ...more] = positionals;
    if (more.length > 0 || (word !== undefined && word !== 'rotate'))
      throw new UsageError(`"${positionals.join(' ')}" is unknown`);
    const { withStore } = await import('../database.ts');
    const { health } = await import('../../db/secrets.ts');
    const result = await withStore(async (db) => {
      if (word === 'rotate') await rotate(db);
      return health(db);
    });
    if (values.json) printJson(result);
    else console.log(sentence(result));
    return result.lost.length === 0 ? 0 : 1;
  },
};

async function rotate(db: Database): Promise<void> {
  const { sealAgain } = await import('../../db/secrets.ts');
  const { forgetOldKeyFile, isGiven, oldKey, replaceKeyFile } = await import('../../db/secret-key.server.ts');
  if (isGiven() && oldKey() === null)
    throw new UsageError('set VIGIA_SECRET_KEY_OLD to the key before, so that what it sealed can be opened');
  // An earlier rotation that was stopped half-way is ended first: its old key still opens something.
  if (!isGiven() && oldKey() === null) replaceKeyFile();
  await db.transaction((tx) => sealAgain(tx));
  // What a page sealed in the moment of the change.
  await db.transaction((tx) => sealAgain(tx));
  forgetOldKeyFile();
}

function sentence({ current, old, lost }: { current: number; old: number; lost: string[] }): string {
  const lines = [`${current} open with the present key.`];
  if (old > 0) lines.push(`${old} open with the key before only. Run: npx vigia secrets rotate`);
  if (lost.length > 0)
    lines.push(
      `${lost.length} do not open: ${lost.join(', ')}. Restore the key, or enter them again under Watch, Ways in.`,
    );
  return lines.join('\n');
}
