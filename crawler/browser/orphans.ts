/**
 * Browsers whose worker was killed. Each worker notes the process of its browser beside its own; the next start ends what
 * is left of workers that are gone. A process is only ended when its start time is the noted one, since numbers are reused.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { config } from '../../config.ts';
import { log } from '../../log.ts';

const Note = z.object({
  worker: z.number().int().positive(),
  workerStart: z.string(),
  browser: z.number().int().positive(),
  browserStart: z.string(),
});

const folder = (): string => path.join(config.dataDir, 'run');
const fileOf = (browser: number): string => path.join(folder(), `chromium-${browser}.json`);

/** Notes a browser of this process. Where the system does not tell start times (no /proc) nothing is noted. */
export function noteBrowser(browser: number): void {
  const [workerStart, browserStart] = [startTime(process.pid), startTime(browser)];
  if (workerStart === null || browserStart === null) return;
  mkdirSync(folder(), { recursive: true, mode: 0o700 });
  const note: z.infer<typeof Note> = { worker: process.pid, workerStart, browser, browserStart };
  writeFileSync(fileOf(browser), JSON.stringify(note), { mode: 0o600 });
}

export function forgetBrowser(browser: number): void {
  rmSync(fileOf(browser), { force: true });
}

/** Ends the browsers of workers that are gone and returns how many there were. */
export function reapOrphans(): number {
  mkdirSync(folder(), { recursive: true, mode: 0o700 });
  let reaped = 0;
  for (const name of readdirSync(folder())) {
    if (!/^chromium-\d+\.json$/.test(name)) continue;
    const note = read(path.join(folder(), name));
    if (note && startTime(note.worker) === note.workerStart) continue;
    if (note && startTime(note.browser) === note.browserStart) {
      endGroup(note.browser);
      reaped += 1;
    }
    rmSync(path.join(folder(), name), { force: true });
  }
  if (reaped > 0) log.warn({ reaped }, 'ended browsers that a killed worker had left');
  return reaped;
}

function read(file: string): z.infer<typeof Note> | null {
  try {
    return Note.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null;
  } catch {
    // Half-written by a worker that was killed at it, or removed by a neighbour just now: there is nothing to learn.
    return null;
  }
}

/** Puppeteer starts each browser as the leader of its own process group. */
function endGroup(leader: number): void {
  for (const target of [-leader, leader]) {
    try {
      process.kill(target, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

/** When a process started, in clock ticks since boot (field 22 of its stat); null when it is gone, a zombie, or untold. */
export function startTime(pid: number): string | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null; // no such process, or a system without /proc
  }
  // The name stands in parentheses and may hold spaces and parentheses itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? null : (fields[19] ?? null);
}
