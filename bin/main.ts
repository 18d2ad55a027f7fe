/** `vigia COMMAND …` under Node 24: finds the command, runs it, and turns what it throws into one line and an exit code. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { errorId, PermanentError } from '../errors.ts';
import { UsageError, type Command } from './command.ts';
import { commands } from './commands.ts';
import { endWithParent } from './parent.ts';

endWithParent();
settleFolder();
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader has seen enough, as in `vigia score | head`.
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

/** The workspace and the settings are the project's, from whichever folder the command is called. */
function settleFolder(): void {
  const root = path.resolve(import.meta.dirname, '..');
  const settings = path.join(root, '.env');
  if (existsSync(settings)) process.loadEnvFile(settings);
  process.env['VIGIA_DATA'] = path.resolve(root, process.env['VIGIA_DATA'] || 'data/workspace');
}

async function dispatch(given: string | undefined, rest: string[]): Promise<number> {
  if (given === undefined || given === 'help' || given === '--help' || given === '-h') {
    await showCommands();
    return given === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(commands, given) ? commands[given] : undefined;
  if (!load) {
    console.error(`vigia: there is no command "${given}". Run: npx vigia --help`);
    return 2;
  }
  const beforeDashes = rest.slice(0, rest.includes('--') ? rest.indexOf('--') : rest.length);
  if (beforeDashes.includes('--help') || beforeDashes.includes('-h')) {
    const { command } = await load();
    console.log(`${command.summary}\n\nUsage: ${command.usage.trim()}`);
    return 0;
  }
  let command: Command | undefined;
  try {
    command = (await load()).command;
    return await command.run(rest);
  } catch (error) {
    return complain(given, command, error);
  }
}

async function complain(given: string, command: Command | undefined, error: unknown): Promise<number> {
  const say = (line: string) => console.error(`vigia ${given}: ${line}`);
  if (command && (error instanceof UsageError || isParseError(error))) {
    say(`${error.message}\nUsage: ${command.usage.trim()}`);
    return 2;
  }
  if (error instanceof PermanentError) {
    say(error.message);
    return 1;
  }
  const place = adviceOnPlace(error);
  if (place) {
    say(place);
    return 1;
  }
  const id = errorId();
  say(`${error instanceof Error ? error.message : String(error)} (error ${id})`);
  const { log } = await import('../log.ts');
  log.error({ id, err: error }, 'a command failed');
  return 1;
}

/** What to do about a file or folder that the system refuses; undefined for every other error. */
function adviceOnPlace(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, path: place } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC') return 'The disk is full. Free some space, then run this again.';
  if (!place || !['EACCES', 'EPERM', 'EROFS'].includes(code ?? '')) return undefined;
  return `${place} cannot be used (${code}). Change its owner or permissions, or name another folder in VIGIA_DATA.`;
}

const isParseError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

async function showCommands(): Promise<void> {
  console.log(
    'Vigía: watch for resold consular appointments.\n\nUsage: npx vigia COMMAND [options]   (COMMAND --help tells more)\n',
  );
  for (const [key, load] of Object.entries(commands)) {
    const { command } = await load();
    console.log(`  ${key.padEnd(10)} ${command.summary}`);
  }
  console.log('\nExit codes: 0 done, 1 failed, 2 wrong arguments.');
}

const [name, ...args] = process.argv.slice(2);
process.exitCode = await dispatch(name, args);
