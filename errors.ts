/**
 * Errors say what to do next. Anything that is neither of these is a surprise: let it throw; it is logged once
 * with an id that the user can quote.
 */
import { randomUUID } from 'node:crypto';

/** What a refusal is about, for pages that say it in the reader's language (`web/lib/i18n/…/refusals.ts`). */
export const refusals = [
  'refused',
  'post_unknown',
  'post_changed',
  'review_unknown',
  'review_superseded',
  'term_known',
  'report_empty',
  'report_posts_taken',
  'report_unknown',
  'report_own',
  'report_not_draft',
  'report_not_exported',
  'report_withdrawn',
  'user_known',
  'password_short',
  'evidence_missing',
  'evidence_changed',
  'file_unreadable',
  'file_empty',
  'file_large',
  'form_invalid',
  'settings_changed',
  'position_changed',
  'secret_key_wrong',
  'alarm_closed',
] as const;
export type Refusal = (typeof refusals)[number];

/** Trying again cannot help: wrong input, a deleted term, a missing permission. */
export class PermanentError extends Error {
  override name = 'PermanentError';
  readonly code: Refusal | undefined;
  constructor(message: string, code?: Refusal, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
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
