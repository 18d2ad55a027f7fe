/** What reading through a way costs. */
import type { ReadUnit } from '#vigia/crawler/source.ts';
import { price } from '#lib/format.ts';
import type { Locale } from '#lib/preferences.ts';

/** US dollars for one of each unit that is billed, as people read them; null where nothing costs. */
export function costOf(usd: Partial<Record<ReadUnit, number>>, locale: Locale): [ReadUnit, string][] | null {
  const prices = Object.entries(usd) as [ReadUnit, number][];
  return prices.length === 0 ? null : prices.map(([unit, one]) => [unit, price(one, locale)]);
}
