import { PermanentError } from '../errors.ts';

/** A time as reports write it: UTC, whole seconds, `2026-08-21T09:55:00Z`. Throws PermanentError on what is no time. */
export function utc(time: Date | string): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) throw new PermanentError(`Not a time: ${String(time)}`);
  return date.toISOString().replace(/\.\d{3}Z$/, 'Z');
}
