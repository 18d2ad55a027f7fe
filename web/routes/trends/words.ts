/** Days and rates as people read them. */
import type { Locale } from '#lib/preferences.ts';

/** `2026-11-24` → `24 nov`: a calendar day, the same in every zone. */
export const dayName = (day: string, locale: Locale): string =>
  new Intl.DateTimeFormat(locale === 'es' ? 'es-MX' : 'en-US', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));

/** At most two digits that mean something: `0.25`, `1.4`, `12`. */
export const rateText = (rate: number, locale: Locale): string =>
  new Intl.NumberFormat(locale === 'es' ? 'es-MX' : 'en-US', {
    maximumFractionDigits: rate < 1 ? 2 : rate < 10 ? 1 : 0,
  }).format(rate);
