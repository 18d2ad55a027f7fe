/** What a command of `vigia` is, and how it complains. */

export interface Command {
  name: string;
  /** One line for the list of commands. */
  summary: string;
  /** What `--help` shows: the forms, then the options. */
  usage: string;
  /** Does it; resolves to the exit code: 0 done, 1 failed. Throws UsageError (exit code 2) on wrong arguments. */
  run(args: string[]): Promise<number>;
}

/** Wrong arguments: the message and the usage are shown, and the exit code is 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Prints one JSON document, or one line of a stream of them. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
