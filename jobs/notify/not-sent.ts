/** Why a message did not arrive, told so that an administrator can do something about it and no secret goes with it. */
import { FetchFailed } from '../../crawler/guard/fetch-failed.ts';
import { AddressRefused } from '../../crawler/guard/guard.ts';
import type { ChannelProblem } from '../../db/channels.ts';

export class NotSent extends Error {
  override name = 'NotSent';
  readonly problem: ChannelProblem;
  /** A code or a number for a technician, or null. */
  readonly detail: string | null;
  constructor(problem: ChannelProblem, detail: string | null = null, options?: ErrorOptions) {
    super(detail === null ? problem : `${problem}: ${detail}`, options);
    this.problem = problem;
    this.detail = detail;
  }
}

const certificate = /^(?:CERT_|ERR_TLS|ERR_SSL|EPROTO$|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_)/;

/** What a failed connection says. Anything that is no fault of the network is thrown on as it is. */
export function networkProblem(error: unknown): NotSent {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof NotSent) return at;
    if (at instanceof AddressRefused) return new NotSent('address_refused', at.message, { cause: error });
    if (at.name === 'TimeoutError') return new NotSent('timeout', null, { cause: error });
    // nodemailer puts a word of its own into `code` and keeps the system's beside it.
    const { code: given, originalCode } = at as NodeJS.ErrnoException & { originalCode?: string };
    const code = originalCode ?? given;
    if (code === 'ETIMEDOUT') return new NotSent('timeout', code, { cause: error });
    if (code && certificate.test(code)) return new NotSent('certificate', code, { cause: error });
    if (at instanceof FetchFailed) return new NotSent('answer_refused', at.message, { cause: error });
    if (code) return new NotSent('unreachable', code, { cause: error });
  }
  throw error;
}
