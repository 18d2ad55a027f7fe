/** How long something took, in the reader's language: `0.8 s`, `12.4 s`, `3 min`. Nothing takes less than a tenth. */
import type { Locale } from '#lib/preferences.ts';

export function duration(from: Date | null, to: Date | null, locale: Locale): string {
  if (!from || !to) return '—';
  const ms = Math.max(100, to.getTime() - from.getTime());
  const [value, unit] = ms < 120_000 ? [ms / 1000, 'second'] : [ms / 60_000, 'minute'];
  const digits = unit === 'second' && value < 20 ? 1 : 0;
  return new Intl.NumberFormat(locale === 'es' ? 'es-MX' : 'en-US', {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}
