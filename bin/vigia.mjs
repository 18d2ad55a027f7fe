#!/usr/bin/env node
// The door that any Node ≥ 18 can open: sees that the packages are there, then goes on under the project's own Node 24.
// No dependency, and no syntax newer than Node 18.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectNode, setUp } from './setup.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

try {
  await setUp(root);
  run(projectNode(root));
} catch (error) {
  if (!error.advice) throw error;
  console.error(error.advice);
  process.exitCode = 1;
}

/** Runs the command and becomes its shadow: passes signals on, ends as it ends, and takes it along when killed. */
function run(node) {
  const main = path.join(root, 'bin/main.ts');
  const search = path.dirname(node) + path.delimiter + (process.env.PATH || '');
  const child = spawn(node, [main, ...process.argv.slice(2)], {
    // The fourth is a channel that closes when this process dies, however it dies.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: search },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => {
    console.error(`The project's Node cannot be started (${error.message}). Run: rm -rf node_modules && npm ci`);
    process.exit(1);
  });
  child.once('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code));
}
