/** What can be asked about processes and users of this system. */
import { readFileSync } from 'node:fs';

/** The user that stands in for root. Every Linux has the number, with or without a name. */
export const nobody = { uid: 65534, gid: 65534 } as const;

export const runsAsRoot = (): boolean => process.platform === 'linux' && process.getuid?.() === 0;

/** True when a process of this number runs, whoever owns it. A zombie that nobody collects does not run. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return process.platform !== 'linux' || !/^[ZX]/.test(afterName(pid));
}

/** The fields of /proc/PID/stat that follow the command's name: state, parent, …; empty when it has gone meanwhile. */
function afterName(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(') ') + 2);
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return 'X';
    throw error;
  }
}
