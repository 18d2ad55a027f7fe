/** What a picture says of itself before anybody decodes it: its kind and its size. A few kB can claim to be gigabytes. */

export interface Picture {
  type: 'image/png' | 'image/jpeg' | 'image/webp';
  width: number;
  height: number;
}

/** A long page on a phone is 1080 × 15,000. Larger ones cost seconds and gigabytes, or are made to. */
export const mostPixels = 40_000_000;
export const longestSide = 20_000;
export const largestPicture = 15_000_000;

const ascii = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length));

/** Kind and size of a PNG, JPEG or WebP by its headers; null for anything else, and for one that is cut off. */
export function pictureOf(bytes: Uint8Array): Picture | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 30) return null;
  if (bytes[0] === 0x89 && ascii(bytes, 1, 3) === 'PNG') {
    if (ascii(bytes, 12, 4) !== 'IHDR') return null;
    return sized('image/png', view.getUint32(16), view.getUint32(20));
  }
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpeg(view);
  return ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP' ? webp(bytes, view) : null;
}

/** Whether a picture has more pixels than any screen's would. */
export const isTooLarge = ({ width, height }: Picture): boolean =>
  width > longestSide || height > longestSide || width * height > mostPixels;

const sized = (type: Picture['type'], width: number, height: number): Picture | null =>
  width > 0 && height > 0 ? { type, width, height } : null;

/** The first start-of-frame segment; C4, C8 and CC among the numbers are other things. */
function jpeg(view: DataView): Picture | null {
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      return sized('image/jpeg', view.getUint16(at + 7), view.getUint16(at + 5));
    at += marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8) ? 2 : 2 + view.getUint16(at + 2);
  }
  return null;
}

function webp(bytes: Uint8Array, view: DataView): Picture | null {
  switch (ascii(bytes, 12, 4)) {
    case 'VP8X':
      return sized(
        'image/webp',
        1 + (view.getUint32(24, true) & 0xffffff),
        1 + (view.getUint16(27, true) | (view.getUint8(29) << 16)),
      );
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return sized('image/webp', 1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff));
    }
    case 'VP8 ':
      return sized('image/webp', view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
    default:
      return null;
  }
}
