import { createInterface } from 'node:readline';
import { printJson, UsageError, type Command } from '../command.ts';

export const command: Command = {
  name: 'url',
  summary: 'Say what an address names: platform, kind, canonical key and address',
  usage: `npx vigia url [URL…]

Without a URL, reads one per line from standard input. Prints one JSON line for each, in order:
{input, platform, kind, key, canonicalUrl, ids} or {input, error}. Nothing is fetched: a share link, a t.co
link, a hidden number (pfbid) and a name have no key; {needs: "network", detail} then says what would tell it.`,
  async run(args) {
    const unknown = args.find((word) => /^--?[a-z]/.test(word) && word !== '--json');
    if (unknown !== undefined) throw new UsageError(`unknown option ${unknown}`);
    const { identify } = await import('../../crawler/url.ts');
    const given = args.filter((word) => word !== '--json');
    for (const input of given) printJson(identify(input));
    if (given.length > 0) return 0;
    for await (const line of createInterface({ input: process.stdin })) printJson(identify(line));
    return 0;
  },
};
