/** Writes model.json from the labelled posts beside it: `node classifier/build.ts`. */
import { readdirSync, writeFileSync } from 'node:fs';
import { type LabelledPost, readLabelled } from './labelled.ts';
import { train } from './train.ts';

/** The project's own labelled posts, all synthetic, in a fixed order. */
export function seedPosts(): LabelledPost[] {
  const folder = new URL('labelled/', import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readLabelled(new URL(name, folder)));
}

if (import.meta.main) {
  const began = performance.now();
  const posts = seedPosts();
  const file = train(posts);
  writeFileSync(new URL('model.json', import.meta.url), `${JSON.stringify(file)}\n`);
  console.log(`model ${file.version}: ${posts.length} posts, ${Math.round(performance.now() - began)} ms`);
}
