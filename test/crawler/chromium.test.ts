import { readdirSync, readFileSync } from 'node:fs';
import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedHere } from '../../crawler/browser/chromium-shipped.ts';
import { findChromium, launchChromium, launchOptions, systemBrowser } from '../../crawler/browser/chromium.ts';

const kinds = (['system', 'shipped'] as const).filter((kind) => (kind === 'shipped' ? shippedHere() : systemBrowser()));

describe.each(kinds)('the %s Chromium', { timeout: 120_000 }, (kind) => {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchChromium([], await findChromium(kind));
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
  });

  it('renders Spanish text with glyphs that are not blank', async () => {
    const page = await browser!.newPage();
    await page.setContent('<canvas id="c" width="400" height="40"></canvas>');
    const shapes = await page.evaluate(() => {
      const canvas = document.querySelector('canvas')!;
      const pen = canvas.getContext('2d', { willReadFrequently: true })!;
      pen.font = '28px sans-serif';
      return [...'añáéíóúüÑ¿¡X'].map((letter) => {
        pen.clearRect(0, 0, 400, 40);
        pen.fillText(letter, 5, 30);
        return [...pen.getImageData(0, 0, 60, 40).data]
          .filter((value, index) => index % 4 === 3 && value > 0)
          .join(',');
      });
    });
    expect(shapes.filter((shape) => shape.length < 40)).toEqual([]);
    // A missing glyph draws the same box for every letter.
    expect(new Set(shapes).size).toBe(shapes.length);
    await page.close();
  });

  it('runs with its sandbox and not as root', () => {
    const { pid, spawnargs } = browser!.process()!;
    expect(
      spawnargs.filter((arg) => /no-sandbox|disable-setuid-sandbox|single-process|disable-web-security/.test(arg)),
    ).toEqual([]);
    if (process.platform !== 'linux') return;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    expect(command.some((arg) => arg.includes('no-sandbox'))).toBe(false);
    expect(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]).not.toBe('0');
    // The pages' processes live in a user namespace of their own, behind a system-call filter.
    const pages = children(pid!).filter((child) =>
      readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('--type=renderer'),
    );
    expect(pages.length).toBeGreaterThan(0);
    for (const child of pages) expect(/^Seccomp:\s+2$/m.test(readFileSync(`/proc/${child}/status`, 'utf8'))).toBe(true);
  });

  it('is given no variable of ours', async () => {
    const chromium = await findChromium(kind);
    expect(
      Object.keys(chromium.env)
        .sort()
        .filter((name) => !['FONTCONFIG_FILE', 'LD_LIBRARY_PATH'].includes(name)),
    ).toEqual(['LANG', 'PATH']);
  });

  it.each(['--no-sandbox', '--disable-web-security', '--single-process'])('refuses %s', async (flag) => {
    await expect(launchOptions(await findChromium(kind), [flag])).rejects.toThrow(flag);
  });
});

it('is found on this machine', async () => {
  await expect(findChromium()).resolves.toHaveProperty('executablePath');
});

/** Every descendant of a process. */
function children(parent: number): number[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const stat = statOf(pid);
      return stat ? [{ pid: Number(pid), parent: stat }] : [];
    });
  const below = (pid: number): number[] =>
    all.filter((one) => one.parent === pid).flatMap((one) => [one.pid, ...below(one.pid)]);
  return below(parent);
}

function statOf(pid: string): number | undefined {
  try {
    return Number(
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[1],
    );
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
