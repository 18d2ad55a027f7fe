/** A lock between processes: a file that only one can create, holding the number of the process that did. */
import { linkSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from '../crawler/browser/process.ts';

/**
 * Runs `work` while holding the lock `file`; waits up to `patienceMs` for another holder. A lock whose holder died is
 * taken over. Throws an Error that names the holder when patience ends.
 */
export async function locked<Result>(file: string, work: () => Promise<Result>, patienceMs = 60_000): Promise<Result> {
  const deadline = Date.now() + patienceMs;
  while (!take(file)) {
    const holder = holderOf(file);
    if (holder !== undefined && !isAlive(holder)) takeAway(file, holder);
    else if (Date.now() > deadline) throw new Error(`Process ${holder ?? '?'} holds ${file}. Stop it, then try again.`);
    else await pause(50);
  }
  try {
    return await work();
  } finally {
    unlinkSync(file);
  }
}

/** A link, unlike a created file, appears with its content: nobody ever reads a lock without a holder. */
function take(file: string): boolean {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, `${process.pid}\n`);
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}

function holderOf(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Removes the lock only if it still names the dead holder. */
function takeAway(file: string, holder: number): void {
  if (holderOf(file) === holder) rmSync(file, { force: true });
}
