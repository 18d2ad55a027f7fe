/** How many posts a run found: a dash where it did not get to see any, for a zero would say that there were none. */
import { covered, type Outcome } from '#vigia/crawler/source.ts';
import { count } from '#lib/format.ts';
import type { Locale } from '#lib/preferences.ts';

export function counted(run: { outcome: Outcome | null; foundCount: number }, value: number, locale: Locale): string {
  const saw = run.foundCount > 0 || (run.outcome !== null && covered(run.outcome));
  return saw ? count(value, locale) : '—';
}
