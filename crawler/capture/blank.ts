/** Whether a picture shows nothing: how far deflate shrank it tells, without decoding it. */

/**
 * Chromium writes about 217 pixels of one colour into a byte (1280 wide, 800 to 6,000 high); a spinner or the grey bars of a
 * page that waits cost 3,000 bytes at most; a drawing or a photo costs more (measured with Chromium 156).
 */
const pixelsPerByte = 200;
const smallMark = 3_000;

/** True when a PNG of the page shows hardly more than one colour. Throws on what is no PNG. */
export function isBlank(png: Uint8Array): boolean {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  if (png.byteLength < 24 || view.getUint32(0) !== 0x89504e47) throw new Error('this is no PNG');
  const pixels = view.getUint32(16) * view.getUint32(20);
  return png.byteLength - smallMark < pixels / pixelsPerByte;
}
