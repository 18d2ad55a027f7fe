/** Where finished packages lie: one file a report, under the workspace's folder. */
import path from 'node:path';
import { config } from '../config.ts';
import { PermanentError } from '../errors.ts';

/** The package's file, there or not. Throws PermanentError for what is no report number: it becomes a path. */
export function packagePath(number: string): string {
  if (!/^SRE-(FB|X|GG)-\d{4}-\d{6}$/.test(number))
    throw new PermanentError('This is no report number.', 'report_unknown');
  return path.join(config.dataDir, 'packages', `${number}.zip`);
}
