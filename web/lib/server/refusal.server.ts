/** Turns a verb's refusal into a form answer that the page can say in the reader's language. */
import { fail } from '@sveltejs/kit';
import { PermanentError, type Refusal } from '#vigia/errors.ts';

/**
 * Runs `work`; a PermanentError becomes `fail(409, { refusal })`, whose code `m.refusals[refusal]` translates.
 * Surprises go on to handleError.
 */
export async function orRefuse<T>(work: () => Promise<T>) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error;
    return refuse(error.code ?? 'refused');
  }
}

export const refuse = (refusal: Refusal, status = 409) => fail(status, { refusal });
