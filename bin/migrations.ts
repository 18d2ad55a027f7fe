/** Whether db/schema and db/migrations say the same. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from './build.ts';

/** Generates onto a copy of the migrations: another file means that the schema has changed without one. */
export async function schemaMatchesMigrations(): Promise<boolean> {
  const data = path.join(root, 'data');
  await mkdir(data, { recursive: true });
  const folder = await mkdtemp(path.join(data, 'migrations-'));
  try {
    await cp(path.join(root, 'db/migrations'), folder, { recursive: true });
    const kit = path.join(root, 'node_modules/drizzle-kit/bin.cjs');
    // The tool takes paths from the root only, and ends with 0 whatever happens: its words decide.
    const paths = ['--schema', 'db/schema/index.ts', '--out', path.relative(root, folder)];
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [kit, 'generate', '--dialect', 'postgresql', ...paths],
      { cwd: root },
    );
    if (stdout.includes('No schema changes')) return true;
    console.error(`${stdout}${stderr}\nThe schema and the migrations differ. Run: npx drizzle-kit generate`);
    return false;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
