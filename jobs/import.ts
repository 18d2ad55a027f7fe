/** A payload that staff handed in: kept as evidence first, then read like any other page. */
import { parse } from '../crawler/parse.ts';
import { decode } from '../crawler/intake/decode.ts';
import { recognise } from '../crawler/intake/payload.ts';
import type { Outcome, Platform } from '../crawler/source.ts';
import * as captures from '../db/captures.ts';
import type { Database } from '../db/client.server.ts';
import * as evidence from '../db/evidence.server.ts';
import * as posts from '../db/posts.ts';
import * as runs from '../db/runs.ts';
import { log } from '../log.ts';
import type { Tools } from './handlers.ts';
import { inBatches, type PayloadOf } from './jobs.ts';

export interface Handed {
  body: Buffer;
  filename: string;
  /** Known when staff said so; else it is told from the payload. */
  platform?: Platform | undefined;
  url?: string | undefined;
  at?: Date | undefined;
}

export interface Imported {
  platform: Platform | null;
  outcome: Outcome;
  detail?: string | undefined;
  found: number;
  fresh: number;
  toClassify: number[];
}

const mediaType = (body: string): string => (/^\s*[[{]/.test(body) ? 'application/json' : 'text/html');

/** Imports one file as a run of its own. The same file again finds the same posts and adds none. */
export async function importPayload(handed: Handed, db: Database): Promise<Imported> {
  const file = await evidence.keep(handed.body);
  const at = handed.at ?? new Date();
  const read = decode(handed.body);
  const body = 'text' in read ? read.text : '';
  const hints = { filename: handed.filename, ...(handed.url ? { url: handed.url } : {}) };
  const platform = 'text' in read ? (handed.platform ?? recognise(body, hints)) : null;
  const run = await runs.begin(null, 'import', new Date(), db);
  if (!platform) {
    const unknown =
      'This file is none that Vigía can read: a saved Google or Facebook page, or an answer of the X API.';
    const detail = 'problem' in read ? read.problem : unknown;
    await runs.finish(run.id, { outcome: 'layout_changed', detail, evidenceSha256: file.sha256 }, db);
    return { platform, outcome: 'layout_changed', detail, found: 0, fresh: 0, toClassify: [] };
  }
  const parsed = parse(platform, { body, at, ...(handed.url ? { url: handed.url } : {}) });
  const saved = await db.transaction(async (tx) => {
    const saving = await posts.save(parsed.posts, run.id, at, tx);
    await captures.file(
      [...saving.idByKey.values()].map((postId) => ({
        postId,
        postVersion: 1,
        runId: run.id,
        capturedAt: at,
        screenshot: null,
        page: { ...file, mediaType: mediaType(body) },
        record: {
          urlRequested: handed.url ?? '',
          urlFinal: handed.url ?? '',
          redirectChain: [],
          httpStatus: null,
          tool: 'vigia import',
          browser: '',
          viewport: '',
          locale: '',
          session: 'supplied_by_staff' as const,
        },
      })),
      tx,
    );
    const { outcome, detail } = parsed;
    await runs.finish(
      run.id,
      { outcome, detail, evidenceSha256: file.sha256, foundCount: saving.found, newCount: saving.fresh },
      tx,
    );
    return saving;
  });
  log.info({ run: run.id, platform, outcome: parsed.outcome, found: saved.found, fresh: saved.fresh }, 'file imported');
  return {
    platform,
    outcome: parsed.outcome,
    detail: parsed.detail,
    found: saved.found,
    fresh: saved.fresh,
    toClassify: saved.toClassify,
  };
}

export async function importFile(payload: PayloadOf<'import'>, { db, queue }: Tools): Promise<void> {
  const body = await evidence.read(payload.sha256);
  const imported = await importPayload({ body, filename: payload.filename }, db);
  await queue.addAll(
    'classify',
    inBatches(imported.toClassify).map((postIds) => ({ postIds })),
  );
}
