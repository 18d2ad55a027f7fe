/** The labelled posts that come with the project. */
import { readdirSync } from 'node:fs';
import { type LabelledPost, readLabelled } from './labelled.ts';

/** The project's own labelled posts, all synthetic, in a fixed order. */
export function seedPosts(): LabelledPost[] {
  const folder = new URL('labelled/', import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readLabelled(new URL(name, folder)));
}
