/** The body of an answer, bounded both as it comes over the wire and as it grows when it is decompressed. */
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, zstdDecompress } from 'node:zlib';
import { FetchFailed } from './fetch-failed.ts';

/** What we ask for. A server that sends another encoding all the same has sent something that cannot be read. */
export const acceptedEncodings = 'gzip, deflate, br, zstd';

type Decode = (wire: Buffer, limits: { maxOutputLength: number }) => Promise<Buffer>;

const decoders = new Map<string, Decode>([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
  ['zstd', promisify(zstdDecompress)],
]);

/**
 * All bytes of a body: at most `maxBytes` of them, on the wire and decompressed. Throws FetchFailed when it is larger or
 * cannot be decompressed to its end (half a page is no page with fewer posts), and whatever the stream throws.
 */
export async function bytesOf(body: Readable, encoding: string | undefined, maxBytes: number): Promise<Buffer> {
  const wire = await gathered(body, maxBytes);
  const names = (encoding ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (names.length === 0 || wire.length === 0) return wire;
  const decode = names.length === 1 ? decoders.get(names[0]!) : undefined;
  if (!decode) throw new FetchFailed('The answer is encoded in a way that was not asked for.');
  try {
    return await decode(wire, { maxOutputLength: maxBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(maxBytes);
    throw new FetchFailed('The answer could not be decompressed.', { cause: error });
  }
}

async function gathered(stream: AsyncIterable<unknown>, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    const piece = chunk as Buffer;
    bytes += piece.length;
    // Leaving the loop destroys the stream, and with it the connection.
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    chunks.push(piece);
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, bytes);
}

export const tooLarge = (maxBytes: number): FetchFailed =>
  new FetchFailed(
    `The answer is larger than ${maxBytes < 1e6 ? `${Math.round(maxBytes / 1e3)} kB` : `${Math.round(maxBytes / 1e6)} MB`}.`,
  );

/** The text of a body in the charset that its header names; UTF-8 where it names none, or one that nobody knows. */
export function decodedText(bytes: Uint8Array, contentType: string | undefined): string {
  const label = /;\s*charset\s*=\s*"?([\w:.-]+)/i.exec(contentType ?? '')?.[1];
  try {
    return new TextDecoder(label).decode(bytes);
  } catch (error) {
    if (error instanceof RangeError) return new TextDecoder().decode(bytes);
    throw error;
  }
}
