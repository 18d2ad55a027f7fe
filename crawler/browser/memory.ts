/** Ends a page's process that takes more memory than a page may: a script can fill the machine without loading a byte. */
import { readFileSync } from 'node:fs';
import type { CDPSession } from 'puppeteer';
import { log } from '../../log.ts';

const everyMs = 500;
const pageSize = 4096;

/**
 * Looks twice a second, over the browser's own session, until the returned function is called. The tab of an ended process
 * crashes. Where the system does not tell (no /proc) nothing is watched.
 */
export function watchMemory(session: CDPSession, mostBytes: number): () => void {
  let looking = false;
  const look = async (): Promise<void> => {
    if (looking) return;
    looking = true;
    try {
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      for (const { type, id } of processInfo) {
        if (type !== 'renderer' || ownBytes(id) <= mostBytes) continue;
        log.warn('a page took too much memory and was ended');
        process.kill(id, 'SIGKILL');
      }
    } catch (error) {
      log.debug({ error }, 'the browser or its page was gone before its memory was seen');
    } finally {
      looking = false;
    }
  };
  const timer = setInterval(() => void look(), everyMs);
  return () => clearInterval(timer);
}

/** Resident and shared with nobody. */
function ownBytes(pid: number): number {
  try {
    const [, resident, shared] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ').map(Number);
    return (resident! - shared!) * pageSize;
  } catch {
    return 0; // it ended meanwhile, or a system without /proc
  }
}
