/** `vigia import` of saved pages and API answers. */
import { decode } from '../crawler/intake/decode.ts';
import { isMhtml, unfold } from '../crawler/intake/mhtml.ts';
import { recognise } from '../crawler/intake/payload.ts';
import { parse } from '../crawler/parse.ts';
import type { Platform } from '../crawler/source.ts';
import type { Database } from '../db/client.server.ts';
import { scoreWaiting } from '../jobs/classify.ts';
import { importPayload } from '../jobs/import.ts';
import { inBatches } from '../jobs/jobs.ts';

export interface PageOptions {
  filename: string;
  platform?: Platform | undefined;
  url?: string | undefined;
  at?: Date | undefined;
}

/** What became of a file: for programs, for people, and whether all of it could be read. */
export interface Shown {
  shown: Record<string, unknown>;
  line: string;
  ok: boolean;
}

/** Scored here rather than by the queue: a person at a terminal waits for it, and no worker need run. */
export async function importPage(body: Buffer, options: PageOptions, db: Database): Promise<Shown> {
  const imported = await importPayload({ body, ...options }, db);
  for (const batch of inBatches(imported.toClassify)) await scoreWaiting(batch, db);
  const { platform, outcome, detail, found, fresh } = imported;
  return {
    shown: { platform, outcome, detail, found, new: fresh },
    line: `${platform ?? 'unknown'}, ${outcome}, ${found} posts, ${fresh} new${detail ? ` — ${detail}` : ''}`,
    ok: platform !== null,
  };
}

/** What a file would bring, with nothing stored. */
export async function previewPage(
  body: Buffer,
  { filename, platform, url, at }: PageOptions,
): Promise<Pick<Shown, 'shown' | 'ok'>> {
  const page = isMhtml(body) ? await unfold(body) : null;
  const read = page ? { text: page.html } : decode(body);
  if ('problem' in read) return { shown: { platform: null, detail: read.problem }, ok: false };
  const from = url ?? page?.url ?? undefined;
  const whose = platform ?? recognise(read.text, { filename, url: from });
  if (!whose) return { shown: { platform: null }, ok: false };
  const parsed = parse(whose, { body: read.text, at: at ?? page?.at ?? new Date(), ...(from ? { url: from } : {}) });
  return {
    shown: {
      platform: whose,
      outcome: parsed.outcome,
      found: parsed.posts.length,
      keys: parsed.posts.map(({ key }) => key),
    },
    ok: true,
  };
}
