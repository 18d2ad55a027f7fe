/** What is kept of one capture: pieces, each with the hash it had at the moment it was taken, before anything was done with it. */
import { createHash } from 'node:crypto';
import type { CustodyRecord, PieceKind } from '../../db/schema/evidence.ts';
import type { Outcome } from '../source.ts';

export interface Piece {
  bytes: Uint8Array;
  /** Lower-case hex. */
  sha256: string;
}

export type Pieces = { page: Piece } & { [kind in PieceKind]?: Piece };

export interface Captured {
  outcome: 'ok';
  /**
   * `screenshot` PNG, `page` rendered HTML or the API's JSON, `mhtml`, `text` UTF-8, `headers` JSON of the main document's
   * answer, `wacz`. An API answer has no look of its own: no screenshot, MHTML or text.
   */
  pieces: Pieces;
  pageMediaType: 'text/html; charset=utf-8' | 'application/json';
  record: CustodyRecord;
  capturedAt: Date;
}

export interface NotCaptured {
  outcome: Exclude<Outcome, 'ok'>;
  /** One plain sentence for a person. */
  detail: string;
}

/** Version of this program as custody records and archives name it. */
export const tool = 'Vigia/0.1';

/** The piece of these bytes. */
export function piece(content: Uint8Array | string): Piece {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Status and headers of an answer as a piece, in one order; `headers` hold no cookies and no keys. */
export function headersPiece(url: string, status: number, headers: Record<string, string>): Piece {
  const sorted = Object.fromEntries(Object.entries(headers).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return piece(`${JSON.stringify({ url, status, headers: sorted }, null, 2)}\n`);
}
