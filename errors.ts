/**
 * Errors say what to do next. Anything that is neither of these is a surprise: let it throw; it is logged once
 * with an id that the user can quote.
 */
import { randomUUID } from 'node:crypto';

/** Trying again cannot help: wrong input, a deleted term, a missing permission. */
export class PermanentError extends Error {
  override name = 'PermanentError';
}

/** Try again after `delayMs` without costing an attempt: a rate limit, a busy host. */
export class RetryLaterError extends Error {
  override name = 'RetryLaterError';
  readonly delayMs: number;
  constructor(message: string, delayMs: number) {
    super(message);
    this.delayMs = delayMs;
  }
}

/** A short id that ties what the user sees to one log line. */
export function errorId(): string {
  return randomUUID().slice(0, 8);
}
