/** Bytes of a file that staff hand in → its text. Programs on Windows save UTF-16, and people send archives. */
import { isUtf8 } from 'node:buffer';

/** Larger than any page or answer of a platform, in bytes. Reading one keeps a core and ten times the memory busy. */
export const largestPayload = 32_000_000;

export type Decoded = { text: string } | { problem: string };

/**
 * By its byte order mark UTF-16; else UTF-8, unless the bytes are none and the page names another encoding (Google's pages of 2016 are
 * ISO-8859-1). What is no text, or too much of it, is a sentence for the person.
 */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) return { problem: 'The file is empty.' };
  if (bytes.length > largestPayload) {
    const size = (count: number) => `${Math.ceil(count / 1_000_000)} MB`;
    return { problem: `The file is too large: ${size(bytes.length)}, of at most ${size(largestPayload)}.` };
  }
  if (isArchive(bytes)) return { problem: 'The file is compressed: unpack it first.' };
  return { text: new TextDecoder(encodingOf(bytes)).decode(bytes) };
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : (namedEncoding(bytes) ?? 'utf-8');
}

/** What a page's head says of its encoding, where it is one that this program knows. */
function namedEncoding(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4_096));
  const label = /<meta[^>]{0,200}\bcharset\s*=\s*["']?([\w-]{2,40})/i.exec(head)?.[1];
  if (label === undefined) return null;
  try {
    return new TextDecoder(label).encoding;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** gzip, ZIP, Zstandard and 7z by their first bytes. */
function isArchive([a, b, c, d]: Uint8Array): boolean {
  if (a === 0x1f && b === 0x8b) return true;
  if (a === 0x50 && b === 0x4b && (c === 0x03 || c === 0x05)) return true;
  return (
    (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) || (a === 0x37 && b === 0x7a && c === 0xbc && d === 0xaf)
  );
}
