/** Runs that end before anything is asked for. */
import { PermanentError } from '../errors.ts';
import type { Collected, Outcome, Way } from './source.ts';

export function refusedRun(outcome: Outcome, detail: string): Collected {
  return { outcome, detail, posts: [], pages: [], since: null };
}

/** An operator has not switched this way in on: nothing was asked. */
export class SwitchedOff extends PermanentError {
  override name = 'SwitchedOff';
  constructor({ name, robots }: Pick<Way, 'name' | 'robots'>) {
    super(
      robots === 'operator_decides'
        ? `${name} reads pages whose robots.txt asks crawlers to stay out: an administrator must switch it on knowingly, under Sources.`
        : `${name} is switched off: an administrator can switch it on under Sources.`,
    );
  }
}

/** A phrase as it is asked: control characters are spaces. Refused when nothing is left or it is too long. */
export function phrase(query: string, longest: number, who: string): { query: string } | { refused: Collected } {
  const clean = query.replace(/\p{Cc}+/gu, ' ').trim();
  if (clean === '') return { refused: refusedRun('bad_query', 'The term is empty.') };
  if ([...clean].length > longest)
    return { refused: refusedRun('bad_query', `${who} takes at most ${longest} characters.`) };
  return { query: clean };
}
