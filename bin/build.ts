/** The dashboard's build, made again only when something that goes into it has changed. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PermanentError } from '../errors.ts';
import { locked } from './lock.ts';

export const root = path.resolve(import.meta.dirname, '..');
const stamp = path.join(root, 'build/.built-from');
const sources = ['web', 'db', 'jobs', 'reports', 'crawler', 'classifier'];
const files = [
  'config.ts',
  'errors.ts',
  'log.ts',
  'vite.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];

/** Whether `build/` holds what the sources say. */
export function isBuilt(): boolean {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint();
}

/** Builds if needed; `log` is told when that takes its time. Throws a PermanentError with the first complaint. */
export async function ensureBuild(log: (line: string) => void, signal?: AbortSignal): Promise<void> {
  if (isBuilt()) return;
  const lock = path.join(root, 'data/build.lock');
  mkdirSync(path.dirname(lock), { recursive: true });
  await locked(
    lock,
    async () => {
      if (isBuilt()) return;
      log('building the dashboard');
      const from = fingerprint();
      rmSync(stamp, { force: true });
      await runTool('vite', ['build', '--logLevel', 'warn'], signal);
      writeFileSync(stamp, from);
    },
    300_000,
  );
}

/** Writes the types and the tsconfig that everything else in the tree refers to. */
export const syncTypes = (): Promise<void> => runTool('svelte-kit', ['sync']);

const tools = {
  vite: 'node_modules/vite/bin/vite.js',
  'svelte-kit': 'node_modules/@sveltejs/kit/svelte-kit.js',
} as const;

async function runTool(tool: keyof typeof tools, args: string[], signal?: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, [path.join(root, tools[tool]), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production' },
    signal,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  if (code === 0) return;
  process.stderr.write(said);
  throw new PermanentError(`${tool} failed. Run: npx ${tool} ${args[0]}`);
}

function fingerprint(): string {
  const hash = createHash('sha256');
  const inRooms = sources.flatMap((room) =>
    readdirSync(path.join(root, room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && (room === 'web' || /\.(ts|json|sql)$/.test(entry.name)))
      .map((entry) => path.join(entry.parentPath, entry.name)),
  );
  for (const file of [...inRooms.sort(), ...files.map((name) => path.join(root, name))]) {
    hash
      .update(`${path.relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}
