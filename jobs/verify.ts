/**
 * Re-hashes every piece of evidence that the database names, follows the chain of custody, and says what is wrong. Nothing is
 * held in memory but one piece's bytes on their way and some rows at a time, whatever the store weighs.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import * as captures from '../db/captures.ts';
import type { Database } from '../db/client.server.ts';
import * as custody from '../db/custody.ts';
import * as evidence from '../db/evidence.server.ts';
import type { EvidenceStore } from '../db/evidence/store.ts';
import { named, namedAmong, type NamedPiece } from '../db/evidence-names.ts';
import { canonicalJson } from '../db/json.ts';
import * as reports from '../db/reports.ts';
import { packagePath } from './packages.server.ts';

export interface Finding {
  /** A note is worth knowing and no fault. */
  severity: 'fault' | 'note';
  kind: 'missing' | 'changed' | 'orphan' | 'chain' | 'custody' | 'package';
  /** A hash, `custody 12`, `capture 0197…` or a report's number. */
  subject: string;
  /** One plain sentence. */
  sentence: string;
}

export interface Verification {
  pieces: number;
  bytes: number;
  records: number;
  packages: number;
  faults: number;
  notes: number;
  /** The chain's newest record: written down elsewhere, it fixes the whole chain up to there. */
  head: { seq: number; hash: string };
}

interface Watcher {
  found(finding: Finding): void;
  /** After each piece. */
  progress?(so: { pieces: number; bytes: number }): void;
}

type Report = (severity: Finding['severity'], kind: Finding['kind'], subject: string, sentence: string) => void;

/** Verifies all of it. Throws RetryLaterError when a bucket cannot be reached: then nothing is known. */
export async function verifyEvidence(
  db: Database,
  watcher: Watcher,
  store: EvidenceStore = evidence.store(),
): Promise<Verification> {
  const result: Verification = {
    pieces: 0,
    bytes: 0,
    records: 0,
    packages: 0,
    faults: 0,
    notes: 0,
    head: { seq: 0, hash: custody.beginning },
  };
  const report: Report = (severity, kind, subject, sentence) => {
    result[severity === 'fault' ? 'faults' : 'notes'] += 1;
    watcher.found({ severity, kind, subject, sentence });
  };
  const strays: string[] = [];
  for await (const { piece, stored } of side(named(db), store.list())) {
    if (!piece) strays.push(stored!);
    else result.bytes += await checkPiece(piece, store, report);
    result.pieces += piece ? 1 : 0;
    if (strays.length >= 500) await checkStrays(strays.splice(0), db, report);
    watcher.progress?.(result);
  }
  await checkStrays(strays, db, report);
  Object.assign(result, await checkChain(db, report));
  await checkCaptures(db, report);
  result.packages = await checkPackages(db, report);
  return result;
}

/** The same, and that somebody looked, with what they found and the chain's head, is itself a record of the chain. */
export async function verifyOnRecord(db: Database, actor: string, watcher: Watcher): Promise<Verification> {
  const result = await verifyEvidence(db, watcher);
  await custody.append([{ event: 'verified', actor, record: { ...result } }], db);
  return result;
}

/** Two sorted lists walked side by side. */
async function* side(
  pieces: AsyncIterator<NamedPiece>,
  names: AsyncIterable<string>,
): AsyncGenerator<{ piece: NamedPiece | null; stored: string | null }> {
  const stored = names[Symbol.asyncIterator]();
  let [left, right] = [await pieces.next(), await stored.next()];
  while (!left.done || !right.done) {
    const piece = left.done ? null : left.value;
    const name = right.done ? null : right.value;
    const takePiece = piece !== null && (name === null || piece.sha256 <= name);
    const takeName = name !== null && (piece === null || name <= piece.sha256);
    yield { piece: takePiece ? piece : null, stored: takeName ? name : null };
    if (takePiece) left = await pieces.next();
    if (takeName) right = await stored.next();
  }
}

/** Bytes that were read. What the list did not show may have been filed since: the piece itself is asked for. */
async function checkPiece(
  { sha256, bytes, namedBy }: NamedPiece,
  store: EvidenceStore,
  report: Report,
): Promise<number> {
  const now = await evidence.rehash(sha256, store);
  if (!now) report('fault', 'missing', sha256, `It is missing from the store; ${namedBy} names it.`);
  else if (now.sha256 !== sha256)
    report('fault', 'changed', sha256, `It was changed after it was filed by ${namedBy}.`);
  else if (bytes !== null && bytes !== now.bytes)
    report('fault', 'changed', sha256, `It holds ${now.bytes} bytes, and ${namedBy} says ${bytes}.`);
  return now?.bytes ?? 0;
}

/** What was stored while its row was still to be written is named by now. */
async function checkStrays(strays: string[], db: Database, report: Report): Promise<void> {
  const by = await namedAmong(strays, db);
  for (const hash of strays)
    if (!by.has(hash)) report('note', 'orphan', hash, 'It lies in the store and nothing names it.');
}

const broken: Record<custody.Break['what'], string> = {
  changed: 'The record is not the one that was hashed.',
  gap: 'A record was taken out here.',
  unbound: 'The record does not follow the one before it.',
};

async function checkChain(db: Database, report: Report): Promise<Pick<Verification, 'records' | 'head'>> {
  const follow = custody.follower();
  let head = { seq: 0, hash: custody.beginning };
  let records = 0;
  for await (const row of custody.all(db)) {
    records += 1;
    for (const { seq, what } of follow(row)) report('fault', 'chain', `custody ${seq}`, broken[what]);
    head = { seq: row.seq, hash: row.hash };
  }
  return { records, head };
}

/** Each capture against the record of its filing. */
async function checkCaptures(db: Database, report: Report): Promise<void> {
  for await (const { capture, record } of captures.withCustody(db)) {
    const subject = `capture ${capture.id}`;
    if (record && canonicalJson(captures.custodyOf(capture)) !== canonicalJson(record))
      report('fault', 'custody', subject, 'It is not what the chain of custody says was filed.');
    else if (!record && capture.beforeCustody)
      report('note', 'custody', subject, 'It was filed before there was a chain of custody.');
    else if (!record) report('fault', 'custody', subject, 'It has no record in the chain of custody.');
  }
  for (const { seq, captureId } of await captures.goneFromCustody(db))
    report('fault', 'custody', `custody ${seq}`, `It names the capture ${captureId}, which is no longer there.`);
}

async function checkPackages(db: Database, report: Report): Promise<number> {
  const exported = await reports.packages(db);
  for (const { number, packageSha256 } of exported) {
    const hash = await hashOfFile(packagePath(number));
    if (hash === null)
      report('note', 'package', number, 'Its package is not here; npx vigia export makes the same one again.');
    else if (hash !== packageSha256)
      report('fault', 'package', number, 'Its package was changed after it was written.');
  }
  return exported.length;
}

async function hashOfFile(file: string): Promise<string | null> {
  const digest = createHash('sha256');
  try {
    for await (const chunk of createReadStream(file)) digest.update(chunk as Buffer);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return digest.digest('hex');
}
