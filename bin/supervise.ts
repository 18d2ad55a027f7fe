/**
 * Keeps the processes of a workspace running: starts them in order, restarts one that dies, gives up when one dies again
 * and again, and stops them in the opposite order. A child that loses us stops by itself: its channel closes.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { PermanentError } from '../errors.ts';
import { root } from './build.ts';

export interface Program {
  name: string;
  /** What Node runs, and its arguments. */
  script: string;
  args?: string[];
  env: Record<string, string>;
  /** Whether a line of its output, parsed, or a message of it says that it is ready. */
  ready(said: Record<string, unknown>): boolean;
}

export interface Supervised {
  /** What the child said when it was ready, the first time. */
  said: Record<string, unknown>;
  pid(): number | undefined;
}

export interface Supervisor {
  start(program: Program): Promise<Supervised>;
  /** Stops every child, the last started first. */
  stop(): Promise<void>;
  /** Resolves with one sentence when a child could not be kept running. */
  readonly failed: Promise<string>;
}

/** A child that lives shorter than this died quickly. */
const quickMs = 30_000;
const quickDeaths = 3;
const readyWithinMs = 90_000;
const stopWithinMs = 20_000;
const logBytes = 10_000_000;

/**
 * `logs` is the folder that takes what the children write; `say` tells the person what they ought to know. After `signal`
 * has aborted nothing is started any more, and whoever waits for a child is let go.
 */
export function supervise(logs: string, say: (line: string) => void, signal: AbortSignal): Supervisor {
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  const children: Keeper[] = [];
  let fail: (reason: string) => void = () => undefined;
  const failed = new Promise<string>((resolve) => (fail = resolve));
  const aborted = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(new Error('stopped while it was starting')), { once: true }),
  );
  aborted.catch(() => undefined);
  return {
    failed,
    async start(program) {
      signal.throwIfAborted();
      const keeper = keep(program, logs, say, fail);
      children.push(keeper);
      return { said: await Promise.race([keeper.ready, aborted]), pid: keeper.pid };
    },
    async stop() {
      for (const child of children.toReversed()) await child.stop();
    },
  };
}

interface Keeper {
  ready: Promise<Record<string, unknown>>;
  pid(): number | undefined;
  stop(): Promise<void>;
}

function keep(program: Program, logs: string, say: (line: string) => void, fail: (reason: string) => void): Keeper {
  const logFile = path.join(logs, `${program.name}.log`);
  const output = openLog(logFile);
  const life: { child?: ChildProcess; stopping: boolean; quick: number; timer?: NodeJS.Timeout } = {
    stopping: false,
    quick: 0,
  };
  let isReady: (said: Record<string, unknown>) => void;
  let isLost: (error: Error) => void;
  const ready = new Promise<Record<string, unknown>>((resolve, reject) => {
    isReady = resolve;
    isLost = reject;
  });
  // Whoever waits sees it; nobody waits for a child that fails after it was ready.
  ready.catch(() => undefined);
  const giveUp = (reason: string) => {
    isLost(new PermanentError(reason));
    fail(reason);
  };

  const launch = () => {
    const started = Date.now();
    const last = { complaint: '' };
    const child = start(program);
    life.child = child;
    const hear = (said: Record<string, unknown>) => {
      if (program.ready(said)) isReady(said);
    };
    child.on('message', (message) => {
      if (typeof message === 'object' && message !== null) hear(message as Record<string, unknown>);
    });
    createInterface(child.stdout!).on('line', (line) => {
      output.write(`${line}\n`);
      const said = asJson(line);
      if (said) hear(said);
    });
    createInterface(child.stderr!).on('line', (line) => {
      output.write(`${line}\n`);
      const complaint = complaintOf(line);
      if (!complaint) return;
      last.complaint = complaint.text;
      if (complaint.show) say(`${program.name}: ${complaint.text}`);
    });
    child.once('close', (code, signal) => {
      if (life.stopping) return;
      life.quick = Date.now() - started < quickMs ? life.quick + 1 : 0;
      const how = `${program.name} ended (${signal ?? `code ${code}`})${last.complaint ? `: ${last.complaint}` : ''}`;
      if (life.quick >= quickDeaths) return giveUp(`${how}. It does not stay up; see ${logFile}`);
      const waitMs = 500 * 2 ** life.quick;
      say(`${how}. Starting it again.`);
      life.timer = setTimeout(launch, waitMs);
    });
  };
  launch();
  const patience = setTimeout(
    () => giveUp(`${program.name} was not ready within ${readyWithinMs / 1000} s; see ${logFile}`),
    readyWithinMs,
  );
  void ready.then(
    () => clearTimeout(patience),
    () => clearTimeout(patience),
  );

  return {
    ready,
    pid: () => life.child?.pid,
    async stop() {
      life.stopping = true;
      clearTimeout(life.timer);
      clearTimeout(patience);
      await end(life.child);
      await new Promise<void>((resolve) => output.end(resolve));
    },
  };
}

function start({ script, args = [], env }: Program): ChildProcess {
  return spawn(process.execPath, ['--enable-source-maps', script, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Ctrl-C on the terminal reaches us alone; we stop the children in order.
    detached: true,
  });
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const last = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
  await ended;
  clearTimeout(last);
}

/** Keeps the log before this one when it has grown. */
function openLog(file: string): WriteStream {
  if (existsSync(file) && statSync(file).size > logBytes) renameSync(file, `${file}.1`);
  return createWriteStream(file, { flags: 'a', mode: 0o600 });
}

function asJson(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined; // Text that only looks like it.
  }
}

/** The sentence of a log line of level warn or worse, or the first line of a stack; only errors are shown at once. */
function complaintOf(line: string): { text: string; show: boolean } | undefined {
  const entry = asJson(line);
  if (entry) {
    const level = Number(entry['level']);
    const sentence = typeof entry['msg'] === 'string' ? entry['msg'] : '';
    return level >= 40 ? { text: sentence, show: level >= 50 } : undefined;
  }
  const thrown = line.trim();
  return /^(\w*Error|Error)\b/.test(thrown) ? { text: thrown, show: false } : undefined;
}
