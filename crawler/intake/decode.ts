/** Bytes of a file that staff hand in → its text. Programs on Windows save UTF-16, and people send archives. */

/** Larger than any page or answer of a platform, in bytes. Reading one keeps a core and ten times the memory busy. */
export const largestPayload = 32_000_000;

export type Decoded = { text: string } | { problem: string };

/** By its byte order mark UTF-16, else UTF-8. What is no text, or too much of it, is a sentence for the person. */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) return { problem: 'The file is empty.' };
  if (bytes.length > largestPayload) {
    const size = (count: number) => `${Math.ceil(count / 1_000_000)} MB`;
    return { problem: `The file is too large: ${size(bytes.length)}, of at most ${size(largestPayload)}.` };
  }
  if (isArchive(bytes)) return { problem: 'The file is compressed: unpack it first.' };
  return { text: new TextDecoder(encodingOf(bytes)).decode(bytes) };
}

function encodingOf([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | 'utf-8' {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** gzip, ZIP, Zstandard and 7z by their first bytes. */
function isArchive([a, b, c, d]: Uint8Array): boolean {
  if (a === 0x1f && b === 0x8b) return true;
  if (a === 0x50 && b === 0x4b && (c === 0x03 || c === 0x05)) return true;
  return (
    (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) || (a === 0x37 && b === 0x7a && c === 0xbc && d === 0xaf)
  );
}
