/** Text of pictures that this test renders itself: our own pages, seen by Chromium. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../../crawler/browser/chromium.ts';
import { pictureOf } from '../../crawler/intake/image.ts';
import { closeReader, PictureRefused, readPicture } from '../../crawler/intake/ocr.ts';

let png: Uint8Array;
let jpeg: Uint8Array;
let webp: Uint8Array;
let folder: string;
const words = 'Te consigo tu cita en el consulado de Dallas, mándame tu CURP por WhatsApp. Sólo $60 dólares mañana.';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vigia-ocr-test-'));
  const browser = await launchChromium();
  const page = await browser.newPage();
  await page.setViewport({ width: 420, height: 260, deviceScaleFactor: 2 });
  await page.setContent(`<body style="font: 18px sans-serif; background: white"><p>${words}</p></body>`);
  png = await page.screenshot({ type: 'png' });
  jpeg = await page.screenshot({ type: 'jpeg', quality: 85 });
  webp = await page.screenshot({ type: 'webp', quality: 85 });
  await browser.close();
});
afterAll(async () => {
  await closeReader();
  await rm(folder, { recursive: true, force: true });
});

const read = (bytes: Uint8Array, limit?: number) => readPicture(bytes, new AbortController().signal, limit);
const refused = (bytes: Uint8Array, limit?: number) =>
  read(bytes, limit).then(
    () => null,
    (error: unknown) => (error instanceof PictureRefused ? error.code : error),
  );

/** A PNG whose header claims a size, with little behind it. */
function claiming(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const part = (name: string, data: Buffer) =>
    Buffer.concat([Buffer.from([0, 0, 0, data.length]), Buffer.from(name), data, Buffer.alloc(4)]);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    part('IHDR', header),
    part('IDAT', deflateSync(Buffer.alloc(100))),
  ]);
}

describe('a picture of a screen', { timeout: 120_000 }, () => {
  test('Spanish is read with its accents and signs, from each kind of picture', async () => {
    for (const picture of [png, jpeg, webp]) {
      const { text: found, confidence, width, height } = await read(picture);
      expect(found.replace(/\s+/g, ' ')).toBe(words);
      expect(confidence).toBeGreaterThan(0.8);
      expect([width, height]).toEqual([840, 520]);
    }
  });

  test('its size is known before anybody decodes it', () => {
    expect(pictureOf(png)).toEqual({ type: 'image/png', width: 840, height: 520 });
    expect(pictureOf(jpeg)).toEqual({ type: 'image/jpeg', width: 840, height: 520 });
    expect(pictureOf(webp)).toEqual({ type: 'image/webp', width: 840, height: 520 });
  });

  test('one that claims 900 million pixels is refused at once', async () => {
    const before = performance.now();
    expect(await refused(claiming(30_000, 30_000))).toBe('picture_large');
    expect(await refused(claiming(10, 25_000))).toBe('picture_large');
    expect(performance.now() - before).toBeLessThan(500);
  });

  test('what is no picture, is torn or takes too long is refused, and the next one is read', async () => {
    expect(await refused(Buffer.from('GIF89a, and more than thirty bytes of it here'))).toBe('picture_unknown');
    expect(await refused(Buffer.alloc(0))).toBe('picture_unknown');
    expect(await refused(Buffer.from(png).fill(7, 100))).toBe('picture_broken');
    expect(await refused(png, 1)).toBe('picture_slow');
    expect((await read(png)).text).toContain('consulado de Dallas');
  });

  test('nothing is fetched: it reads where every connection fails', async () => {
    const file = path.join(folder, 'seen.png');
    const cut = path.join(folder, 'cut.mjs');
    const reading = path.join(folder, 'read.mjs');
    await writeFile(file, png);
    await writeFile(
      cut,
      `import net from 'node:net'; import dns from 'node:dns';
       const no = () => { process.stdout.write('ASKED'); throw new Error('no network'); };
       net.Socket.prototype.connect = no; dns.lookup = no; globalThis.fetch = no;`,
    );
    await writeFile(
      reading,
      `import { readFile } from 'node:fs/promises';
       import { readPicture } from ${JSON.stringify(path.resolve('crawler/intake/ocr.ts'))};
       const { text } = await readPicture(await readFile(${JSON.stringify(file)}), new AbortController().signal);
       process.stdout.write(text); process.exit(0);`,
    );
    const child = spawn(process.execPath, ['--import', cut, reading], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    expect(said).toContain('consulado de Dallas');
    expect(said).not.toContain('ASKED');
  });
});
