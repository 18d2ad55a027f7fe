// Two set-ups of one folder wait for each other. Plain JavaScript for Node ≥ 18 without any dependency.
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Takes the lock in `folder` and returns what gives it back; `onWait(pid)` is told once who holds it. */
export async function takeLock(folder, onWait) {
  mkdirSync(folder, { recursive: true });
  const lock = path.join(folder, 'setup.lock');
  let told = false;
  while (!take(lock)) {
    const holder = holderOf(lock);
    if (holder && !isAlive(holder)) {
      if (holderOf(lock) === holder) rmSync(lock, { force: true });
      continue;
    }
    if (!told && holder) onWait(holder);
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return () => rmSync(lock, { force: true });
}

/** A link appears with its content, so nobody ever reads a lock without a holder. */
function take(lock) {
  const mine = `${lock}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

function holderOf(lock) {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return 0;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return process.platform !== 'linux'; // No /proc here; on Linux it has gone meanwhile.
  }
}
