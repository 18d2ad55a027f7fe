/**
 * The Chromium of the npm package @sparticuz/chromium (Linux x64), inflated by ourselves. Its own API is not used: it
 * trusts any file of the right name in the temporary folder, and its arguments switch the sandbox off.
 */
import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';
import { log } from '../../log.ts';
import { cacheFolder } from './chromium-place.ts';
import { isAlive } from './process.ts';

const run = promisify(execFile);

export interface Shipped {
  executable: string;
  /** Its libraries and fonts: a bare system has neither. */
  env: { LD_LIBRARY_PATH: string; FONTCONFIG_FILE: string };
}

const packed = path.resolve(import.meta.dirname, '../../node_modules/@sparticuz/chromium');

/** Whether the package is there and holds a browser for this machine. */
export function shippedHere(): boolean {
  return process.platform === 'linux' && process.arch === 'x64' && existsSync(path.join(packed, 'bin/chromium.br'));
}

/**
 * Inflates the browser once per version, or returns it at once. Two processes may do it at the same time: each works in
 * a folder of its own, and the first to finish gives the folder its name.
 */
export async function inflateShipped(): Promise<Shipped> {
  const { version } = JSON.parse(readFileSync(path.join(packed, 'package.json'), 'utf8')) as { version: string };
  const cache = cacheFolder();
  const home = path.join(cache, `chromium-${version}`);
  if (!existsSync(home)) {
    sweep(cache);
    const fresh = path.join(cache, `.inflating-${process.pid}`);
    log.info('inflating the shipped Chromium, once (some ten seconds)');
    try {
      await inflate(fresh);
      await rename(fresh, home);
    } catch (error) {
      await rm(fresh, { recursive: true, force: true });
      if (!existsSync(home)) throw error;
    }
  }
  return {
    executable: path.join(home, 'chromium'),
    env: { LD_LIBRARY_PATH: path.join(home, 'lib'), FONTCONFIG_FILE: fontsFile(home) },
  };
}

const fontsFile = (home: string): string => path.join(home, 'fonts-here.conf');

async function inflate(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const parts = await Promise.allSettled([
    unpack('chromium', path.join(folder, 'chromium')),
    ...['al2023.tar', 'fonts.tar', 'swiftshader.tar'].map((name) => untar(name, folder)),
  ]);
  for (const part of parts) if (part.status === 'rejected') throw part.reason;
  await chmod(path.join(folder, 'chromium'), 0o755);
  await writeFile(fontsFile(folder), fontsConf());
  // Whatever our umask is, the browser's user must be able to read it all, and nobody else to change it.
  await run('chmod', ['-R', 'a+rX,go-w', folder]);
}

const unpack = (name: string, to: string): Promise<void> =>
  pipeline(createReadStream(path.join(packed, `bin/${name}.br`)), createBrotliDecompress(), createWriteStream(to));

async function untar(name: string, folder: string): Promise<void> {
  const archive = path.join(folder, name);
  await unpack(name, archive);
  await run('tar', ['-x', '--no-same-owner', '--no-same-permissions', '-f', archive, '-C', folder]);
  await rm(archive);
}

/** The shipped configuration names folders of another system: with it every text is blank. */
function fontsConf(): string {
  const folders = [
    '<dir prefix="relative">fonts</dir>',
    '<dir>/usr/share/fonts</dir>',
    '<dir>/usr/local/share/fonts</dir>',
    '<cachedir prefix="xdg">fontconfig</cachedir>',
  ];
  const fallback = ['sans-serif', 'serif', 'monospace', 'system-ui'].map(
    (family) => `<alias><family>${family}</family><default><family>Open Sans</family></default></alias>`,
  );
  return `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n${[...folders, ...fallback].join('\n')}\n</fontconfig>\n`;
}

/** Half-inflated folders of processes that were stopped on the way. */
function sweep(cache: string): void {
  for (const name of readdirSync(cache)) {
    const pid = /^\.inflating-(\d+)$/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(path.join(cache, name), { recursive: true, force: true });
  }
}
