/** Labelled posts: one JSON object a line, as data/labelling.md of the project's brief describes. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type ScoreInput, actionableLabels, labels } from './score.types.ts';

const Labelled = z.object({
  id: z.string().min(1),
  platform: z.string(),
  surface: z.string().optional(),
  lang: z.string().default('es'),
  author_name: z.string().nullish(),
  text: z.string(),
  url: z.string().nullish(),
  label: z.enum(labels),
  hard: z.boolean().default(false),
  evasion: z.string().default('none'),
  /** What the post offers; absent where nobody has read it off yet. */
  contacts: z.array(z.string()).optional(),
  price: z.object({ amount: z.number(), currency: z.string() }).nullish(),
  consulate: z.string().nullish(),
  procedures: z.array(z.string()).optional(),
  campaign: z.string().nullish(),
});
export type LabelledPost = z.infer<typeof Labelled>;

/** Reads a JSONL file. Throws an Error that names the file and line of the first unreadable post. */
export function readLabelled(file: string | URL): LabelledPost[] {
  const posts: LabelledPost[] = [];
  readFileSync(file, 'utf8')
    .split('\n')
    .forEach((line, index) => {
      if (line.trim() === '') return;
      posts.push(parseLine(line, `${String(file)}:${index + 1}`));
    });
  return posts;
}

function parseLine(line: string, place: string): LabelledPost {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Error(`${place}: not a JSON object.`);
  }
  const parsed = Labelled.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new Error(`${place}: ${issue.path.join('.')}: ${issue.message}`);
}

export const inputOf = (post: LabelledPost): ScoreInput => ({
  text: post.text,
  platform: post.platform,
  surface: post.surface,
  authorName: post.author_name,
  url: post.url,
});

export const actionable = (label: string): boolean => (actionableLabels as readonly string[]).includes(label);

/** The person who wrote a set of posts, taken from the id's prefix: posts of one set never stand on both sides of a split. */
export const authorSet = (post: LabelledPost): string => post.id.split('-', 1)[0]!;

/**
 * Sets v1, v2 … were written after reading the errors made on t1–t3, so they teach but never help to measure or to
 * calibrate: a model that read them would look better on t1–t3 than it is.
 */
export const writtenAfterErrors = (post: LabelledPost): boolean => /^v\d+$/.test(authorSet(post));
