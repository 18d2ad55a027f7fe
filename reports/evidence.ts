/**
 * The files that go out as evidence of an item. The redacted text is a function of the item alone, so the frozen
 * report.json determines it; a screenshot is read from the evidence store by its hash.
 */
import { digest } from './digest.ts';
import type { ConfirmedPost, EvidenceFile, PostCapture, ReportItem } from './report.types.ts';
import { utc } from './utc.ts';

type Described = Omit<ReportItem, 'evidence'>;

const folder = (seq: number) => `data/evidence/${String(seq).padStart(4, '0')}`;

/** `page.redacted.txt`: the post's words as they may leave, under header lines of our own. */
export function pageText(item: Described, captured: { at: string; tool: string; master: string }): string {
  return [
    'TEXTO PÚBLICO CON DATOS PERSONALES OMITIDOS / PUBLIC TEXT WITH PERSONAL DATA REMOVED',
    `URL: ${item.url}`,
    `Cuenta / Account: ${item.author_display_name ?? '—'}${item.author_url ? ` <${item.author_url}>` : ''}`,
    `Publicado / Posted: ${item.posted_at ?? 'no consta / not stated'}`,
    `Visto por primera vez / First seen: ${item.first_seen_at}`,
    `Visto en línea por última vez / Last seen live: ${item.last_verified_live_at}`,
    `Capturado / Captured: ${captured.at} (${captured.tool})`,
    `SHA-256 del original, en resguardo / of the original, kept apart: ${captured.master}`,
    '',
    item.excerpt_original ?? '[sin texto / no text]',
    '',
  ].join('\n');
}

/** The bytes of an item's redacted text, rendered again from the item. */
export function renderedText(item: ReportItem, file: EvidenceFile): Uint8Array {
  const captured = { at: file.captured_at, tool: file.tool, master: file.master_sha256 ?? '' };
  return Buffer.from(pageText(item, captured), 'utf8');
}

export const isRendered = (file: EvidenceFile): boolean => file.path.endsWith('/page.redacted.txt');

function textEvidence(item: Described, capture: PostCapture): EvidenceFile {
  const captured = { at: utc(capture.capturedAt), tool: toolName(capture), master: capture.pageSha256 };
  const bytes = Buffer.from(pageText(item, captured), 'utf8');
  return {
    path: `${folder(item.seq)}/page.redacted.txt`,
    sha256: digest('sha256', bytes),
    bytes: bytes.length,
    media_type: 'text/plain',
    captured_at: captured.at,
    tool: captured.tool,
    redacted: true,
    master_sha256: capture.pageSha256,
  };
}

const toolName = ({ tool }: PostCapture) => tool.slice(0, 120) || 'vigia';

/** A master that leaves as it is, because a person has looked at it and confirmed that it shows nobody's data but the seller's. */
function reviewed(
  item: Described,
  capture: PostCapture,
  name: string,
  mediaType: string,
  master: { sha256: string; bytes: number },
): EvidenceFile {
  return {
    path: `${folder(item.seq)}/${name}`,
    ...master,
    media_type: mediaType,
    captured_at: utc(capture.capturedAt),
    tool: toolName(capture),
    redacted: true,
    master_sha256: master.sha256,
  };
}

/** Evidence of an item: always the redacted text; with `include` also the newest screenshot and web archive, unaltered. */
export function evidenceOf(
  item: Described,
  post: ConfirmedPost,
  include: { screenshots: boolean; archives: boolean },
): EvidenceFile[] {
  const newest = post.captures.toSorted((a, b) => Date.parse(b.capturedAt) - Date.parse(a.capturedAt));
  const files = newest.slice(0, 1).map((capture) => textEvidence(item, capture));
  const pictured = newest.find(({ screenshotSha256 }) => screenshotSha256 !== null);
  if (include.screenshots && pictured?.screenshotSha256 && pictured.screenshotBytes) {
    const master = { sha256: pictured.screenshotSha256, bytes: pictured.screenshotBytes };
    files.push(reviewed(item, pictured, 'screenshot.reviewed.png', 'image/png', master));
  }
  const archived = newest.find(({ waczSha256 }) => waczSha256);
  if (include.archives && archived?.waczSha256 && archived.waczBytes) {
    const master = { sha256: archived.waczSha256, bytes: archived.waczBytes };
    files.push(reviewed(item, archived, 'page.reviewed.wacz', 'application/wacz', master));
  }
  return files;
}
