/** What a person says of a picture: whose post it shows, with the text that they corrected. */
import { config } from '../config.ts';
import { author as named, cleanText, found, moment } from '../crawler/found.ts';
import { unread } from '../crawler/intake/unread.ts';
import { isPublicPlace } from '../crawler/guard/place.ts';
import { needsNetwork } from '../crawler/intake/redirectors.ts';
import type { FoundPost, Platform } from '../crawler/source.ts';
import { identify } from '../crawler/url.ts';
import * as captures from '../db/captures.ts';
import type { Database } from '../db/client.server.ts';
import * as evidence from '../db/evidence.server.ts';
import * as intake from '../db/intake.ts';
import * as posts from '../db/posts.ts';
import * as runs from '../db/runs.ts';

export interface Pictured {
  platform: Platform;
  /** As typed; empty where nobody knows it. */
  address: string;
  text: string;
  authorName: string;
  takenAt: Date;
}

export type PicturedProblem = 'address_unusable' | 'address_share' | 'address_other' | 'address_needed' | 'text_needed';

const homes: Record<Platform, string> = {
  facebook: 'https://www.facebook.com/',
  x: 'https://x.com/',
  google: 'https://www.google.com/',
};

/**
 * The post that a picture shows. Without an address its key is the picture's own hash: two pictures of one post stay two
 * posts, and no post ever takes another's. Its address is then the platform's front page, with which it cannot be reported.
 */
function identified(pictured: Pictured, sha256: string): FoundPost | PicturedProblem {
  const { platform, address } = pictured;
  if (address.trim() === '') {
    if (platform === 'google') return 'address_needed';
    const key = `${platform}:capture:${sha256}`;
    return found({
      platform,
      platformId: null,
      key,
      url: homes[platform],
      kind: 'post',
      author: null,
      text: '',
      publishedAt: null,
    });
  }
  const read = identify(address);
  if ('error' in read || !isPublicPlace(read.canonicalUrl)) return 'address_unusable';
  if (needsNetwork(address)) return 'address_share';
  if (read.platform !== platform) return 'address_other';
  return unread(read) ?? 'address_unusable';
}

/**
 * Saves the post of a picture and files the picture as its capture. Returns the post, or what is wrong with what was said.
 * A post that has its text from its own page keeps it: a text read off a picture is less than that.
 */
export async function savePictured(
  row: intake.Intake,
  pictured: Pictured,
  userId: string,
  db: Database,
): Promise<{ postId: number; toClassify: number[] } | { problem: PicturedProblem }> {
  const sha256 = row.fileSha256!;
  const post = identified(pictured, sha256);
  if (typeof post === 'string') return { problem: post };
  const text = cleanText(pictured.text);
  if (text === '') return { problem: 'text_needed' };
  const words = await evidence.keep(text);
  const at = new Date(moment(pictured.takenAt, undefined) ?? row.createdAt);
  return db.transaction(async (tx) => {
    const now = await intake.locked(row.id, tx);
    if (now?.state !== 'ready') return { problem: 'text_needed' };
    const run = await runs.begin(null, 'intake-picture', new Date(), tx, userId);
    const hasText = await intake.hasText(post.key, tx);
    const seen = {
      ...post,
      text: hasText ? '' : text,
      author: hasText ? null : named(null, null, pictured.authorName),
    };
    const saved = await posts.save([seen], run.id, at, tx);
    const postId = saved.idByKey.get(post.key)!;
    await runs.finish(run.id, { outcome: 'ok', foundCount: 1, newCount: saved.fresh, evidenceSha256: sha256 }, tx);
    await intake.count(row.id, { found: 1, fresh: saved.fresh, runId: run.id }, tx);
    await intake.finish(row.id, tx);
    const { version } = (await captures.target(postId, tx))!;
    const picture = { sha256, bytes: row.fileBytes };
    const record = {
      urlRequested: pictured.address,
      urlFinal: post.url,
      redirectChain: [],
      httpStatus: null,
      tool: 'vigia import',
      browser: '',
      viewport: '',
      locale: '',
      session: 'supplied_by_staff' as const,
      egress: null,
      worker: config.workerName,
    };
    const capture = {
      postId,
      postVersion: version,
      runId: run.id,
      capturedAt: at,
      pageMediaType: 'text/plain; charset=utf-8',
      record,
    };
    await captures.file(
      [{ ...capture, pieces: { page: words, screenshot: picture } }],
      'imported',
      `user:${userId}`,
      tx,
    );
    return { postId, toClassify: saved.toClassify };
  });
}
