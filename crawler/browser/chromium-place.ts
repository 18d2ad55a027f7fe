/** Where the browser's files may lie: a folder of ours that the user who runs the browser can reach. */
import { chmodSync, lstatSync, mkdirSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { config } from '../../config.ts';
import { PermanentError } from '../../errors.ts';
import { runsAsRoot } from './process.ts';

/**
 * The folder for inflated browsers and their profiles, made on first use. As root it lies where `nobody` can walk to it,
 * since /root usually cannot be entered. Throws a PermanentError when no candidate can be written.
 */
export function cacheFolder(): string {
  const candidates = config.cacheDir
    ? [config.cacheDir]
    : runsAsRoot()
      ? ['/var/cache/vigia', path.join(tmpdir(), 'vigia-root')]
      : [path.join(config.userCacheDir ?? path.join(homedir(), '.cache'), 'vigia'), path.join(config.dataDir, 'cache')];
  for (const candidate of candidates) if (usable(candidate)) return candidate;
  throw new PermanentError(
    `No folder for the browser: ${candidates.join(', ')} cannot be used. Set VIGIA_CACHE to a folder of your own.`,
  );
}

/** Ours, closed to other writers, and reachable by the browser's user. */
function usable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    const found = lstatSync(folder);
    if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o022) !== 0) return false;
    if (runsAsRoot()) chmodSync(folder, 0o755);
  } catch (error) {
    if (['EACCES', 'EROFS', 'ENOTDIR', 'EPERM', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return false;
    throw error;
  }
  return !runsAsRoot() || walkable(folder);
}

/** Whether a user who is neither owner nor in the group can enter every folder down to this one. */
export function walkable(folder: string): boolean {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}
