import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { printJson, type Command } from '../command.ts';

export const command: Command = {
  name: 'train',
  summary: 'Train the classifier from the seed posts and any labelled files',
  usage: `npx vigia train [FILE…] [--out FILE]

Trains on the project's seed posts and the labelled posts of each FILE (JSONL), and writes the model. The same posts give
the same bytes.

  --out FILE     where to write; classifier/model.json when not given`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { out: { type: 'string' }, json: { type: 'boolean' } },
    });
    const { seedPosts } = await import('../../classifier/seed.ts');
    const { readLabelled } = await import('../../classifier/labelled.ts');
    const { train } = await import('../../classifier/train.ts');
    const out = values.out ?? fileURLToPath(new URL('../../classifier/model.json', import.meta.url));
    try {
      const began = performance.now();
      const posts = [...seedPosts(), ...positionals.flatMap((file) => readLabelled(file))];
      const model = train(posts);
      writeFileSync(out, `${JSON.stringify(model)}\n`);
      const ms = Math.round(performance.now() - began);
      if (values.json) printJson({ version: model.version, posts: posts.length, ms, out });
      else console.log(`Model ${model.version} from ${posts.length} posts in ${ms} ms: ${out}`);
      return 0;
    } catch (error) {
      console.error(`vigia train: ${error instanceof Error ? error.message : String(error)}`);
      return 1;
    }
  },
};
