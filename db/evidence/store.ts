/** A place that holds pieces of evidence under their SHA-256: a folder, or a bucket. Neither changes what it holds. */
export interface EvidenceStore {
  /** Names the place to a person: a folder, or bucket and host. */
  place: string;
  /** Throws RetryLaterError when nothing could be put there now. */
  ready(): Promise<void>;
  /** Bytes of the piece, or null where there is none. */
  size(hash: string): Promise<number | null>;
  /** Stores a piece that is not there yet; a crash leaves the whole piece or none. */
  put(hash: string, bytes: Uint8Array): Promise<void>;
  /** The piece from its beginning, or null where there is none. */
  stream(hash: string): Promise<AsyncIterable<Uint8Array> | null>;
  /** Every name in the store, in order. */
  list(): AsyncIterable<string>;
}

/** The name of a piece. */
export const isHash = (name: string): boolean => /^[0-9a-f]{64}$/.test(name);
