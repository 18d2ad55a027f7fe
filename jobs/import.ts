/** A payload that staff handed in: kept as evidence first, then read like any other page. */
import { config } from '../config.ts';
import { parse } from '../crawler/parse.ts';
import { decode } from '../crawler/intake/decode.ts';
import { isMhtml, unfold } from '../crawler/intake/mhtml.ts';
import { recognise } from '../crawler/intake/payload.ts';
import type { Outcome, Platform } from '../crawler/source.ts';
import * as captures from '../db/captures.ts';
import type { Database } from '../db/client.server.ts';
import * as evidence from '../db/evidence.server.ts';
import * as intake from '../db/intake.ts';
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
  /** Who handed it in; null at a terminal. */
  userId?: string | null;
}

export interface Imported {
  runId: string;
  platform: Platform | null;
  outcome: Outcome;
  detail?: string | undefined;
  found: number;
  fresh: number;
  toClassify: number[];
}

const mediaType = (body: string): string => (/^\s*[[{]/.test(body) ? 'application/json' : 'text/html');

/** The text of a file with where and when it was saved: as staff say, else as the file itself notes it. */
async function opened({ body, url, at }: Handed) {
  const page = isMhtml(body) ? await unfold(body) : null;
  const read = page ? { text: page.html } : decode(body);
  return { read, isWhole: page !== null, url: url ?? page?.url ?? undefined, at: at ?? page?.at ?? new Date() };
}

/** Imports one file as a run of its own. The same file again finds the same posts and adds none. */
export async function importPayload(given: Handed, db: Database): Promise<Imported> {
  const file = await evidence.keep(given.body);
  const { read, isWhole, url, at } = await opened(given);
  const handed = { ...given, url };
  const body = 'text' in read ? read.text : '';
  const hints = { filename: handed.filename, ...(handed.url ? { url: handed.url } : {}) };
  const platform = 'text' in read ? (handed.platform ?? recognise(body, hints)) : null;
  const run = await runs.begin(null, 'import', new Date(), db, handed.userId ?? null);
  if (!platform) {
    const unknown =
      'This file is none that Vigía can read: a saved Google or Facebook page, or an answer of the X API.';
    const detail = 'problem' in read ? read.problem : unknown;
    await runs.finish(run.id, { outcome: 'layout_changed', detail, evidenceSha256: file.sha256 }, db);
    return { runId: run.id, platform, outcome: 'layout_changed', detail, found: 0, fresh: 0, toClassify: [] };
  }
  const parsed = parse(platform, { body, at, ...(handed.url ? { url: handed.url } : {}) });
  const pieces = isWhole ? { page: await evidence.keep(body), mhtml: file } : { page: file };
  const saved = await db.transaction(async (tx) => {
    const saving = await posts.save(parsed.posts, run.id, at, tx);
    await captures.file(
      [...saving.idByKey.values()].map((postId) => ({
        postId,
        postVersion: 1,
        runId: run.id,
        capturedAt: at,
        pieces,
        pageMediaType: mediaType(body),
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
          egress: null,
          worker: config.workerName,
        },
      })),
      'imported',
      handed.userId ? `user:${handed.userId}` : 'command:import',
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
    runId: run.id,
    platform,
    outcome: parsed.outcome,
    detail: parsed.detail,
    found: saved.found,
    fresh: saved.fresh,
    toClassify: saved.toClassify,
  };
}

export async function importFile(payload: PayloadOf<'import'>, { db, queue }: Tools): Promise<void> {
  const { sha256, filename, userId, intakeId } = payload;
  const handIn = intakeId ? await intake.byId(intakeId, db) : null;
  if (handIn && handIn.state !== 'running') return;
  const body = await evidence.read(sha256);
  const url = handIn?.savedFrom ?? undefined;
  const at = handIn?.savedAt ?? undefined;
  const imported = await importPayload({ body, filename, userId, url, at }, db);
  if (handIn) await conclude(handIn.id, imported, db);
  await queue.addAll(
    'classify',
    inBatches(imported.toClassify).map((postIds) => ({ postIds })),
  );
}

async function conclude(id: string, { runId, platform, found, fresh }: Imported, db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    await intake.count(id, { runId, found, fresh }, tx);
    if (platform && found > 0) await intake.finish(id, tx);
    else await intake.refuse(id, platform ? 'page_empty' : 'page_unknown', tx);
  });
}
