/** What a refusal of X's API means for whoever runs Vigía. X's own sentences may name projects and accounts; these do not. */
import type { Outcome, Parsed, Payload } from '../source.ts';

/** Problem types and statuses: docs.x.com/x-api/fundamentals/response-codes-and-errors (read 2026-11-24, not tried live). */
const sentences: Partial<Record<Outcome, string>> = {
  auth_expired: 'X does not accept the bearer token: it was revoked or is not whole.',
  quota_exhausted: 'The credits or the monthly cap of the X project are used up.',
  rate_limited: 'X asks us to come less often.',
  bad_query: 'X does not accept this question.',
  network_error: 'The API of X fails at the moment.',
  captcha: 'A shield before the API of X refuses requests from this address.',
  needs_js: 'A web page came in the place of an answer of X.',
};

/** The same answer with a sentence where it has none and did not go well. */
export function explained(parsed: Parsed, { status }: Payload): Parsed {
  if (parsed.detail !== undefined) return parsed;
  const detail =
    parsed.outcome === 'auth_expired' && status === 403
      ? 'The X project behind this token has no access to this part of the API.'
      : sentences[parsed.outcome];
  return detail === undefined ? parsed : { ...parsed, detail };
}
