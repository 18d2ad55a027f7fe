/** Processor time and memory of this process and of what it has started, from /proc: a browser is many processes. */
import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second whatever its timer is. */
const tickMs = 10;

/** Milliseconds that a process and its descendants have run, with those of their children that have ended. */
export function processorMs(root: number, except: readonly number[] = []): number {
  return family(root, except).reduce((sum, one) => sum + one.ticks * tickMs, 0);
}

/** Memory of the descendants of a process in bytes, shared pages divided among those who share them. */
export function sharedOutBytes(root: number, except: readonly number[] = []): number {
  return family(root, except)
    .filter(({ pid }) => pid !== root)
    .reduce((sum, { pid }) => {
      const kilobytes = /^Pss:\s+(\d+)/m.exec(readText(`/proc/${pid}/smaps_rollup`))?.[1];
      return sum + Number(kilobytes ?? 0) * 1024;
    }, 0);
}

interface Member {
  pid: number;
  ticks: number;
}

function family(root: number, except: readonly number[]): Member[] {
  const children = new Map<number, Member[]>();
  let top: Member | undefined;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readText(`/proc/${name}/stat`);
    // The name stands in parentheses and may hold spaces and parentheses itself.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields.length < 16) continue;
    // utime, stime, cutime, cstime: a renderer that ended counts with whoever waited for it.
    const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0);
    const member = { pid: Number(name), ticks };
    if (member.pid === root) top = member;
    const siblings = children.get(Number(fields[1])) ?? [];
    siblings.push(member);
    children.set(Number(fields[1]), siblings);
  }
  const found: Member[] = [];
  const waiting = top ? [top] : [];
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    if (except.includes(one.pid)) continue;
    found.push(one);
    waiting.push(...(children.get(one.pid) ?? []));
  }
  return found;
}

/** Empty for a process that ended while we looked. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
    throw error;
  }
}
