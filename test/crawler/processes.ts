/** What a test asks of /proc about the browsers that it started. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** The browsers that a process started itself: Chromium's main process, not its children. */
export function browsersOf(parent: number): number[] {
  return numbers().filter((pid) => {
    const fields = statOf(pid);
    return (
      fields?.[1] === String(parent) &&
      fields[0] !== 'Z' &&
      readText(`/proc/${pid}/cmdline`).includes('--user-data-dir')
    );
  });
}

/** All processes of a group. */
export const groupOf = (leader: number): number[] => numbers().filter((pid) => statOf(pid)?.[2] === String(leader));
const numbers = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

function statOf(pid: number): string[] | null {
  const stat = readText(`/proc/${pid}/stat`);
  return stat === '' ? null : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** Empty for what is gone. */
export function readText(file: string): string {
  try {
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  } catch {
    return ''; // a process that ended while we looked
  }
}
