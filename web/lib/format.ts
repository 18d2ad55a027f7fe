/** Numbers and times as people write them, in the reader's language. All by Intl; formatters are made once. */
import type { Locale } from '#lib/preferences.ts';

/** Where staff sit. Every time on a page is in this zone. */
export const zone = 'America/Mexico_City';

const tags: Record<Locale, string> = { es: 'es-MX', en: 'en-US' };

const made = new Map<string, unknown>();
function once<T>(key: string, make: () => T): T {
  if (!made.has(key)) made.set(key, make());
  return made.get(key) as T;
}

const numbers = (locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat =>
  once(`number ${locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(tags[locale], options));
const dates = (locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  once(
    `date ${locale} ${JSON.stringify(options)}`,
    () => new Intl.DateTimeFormat(tags[locale], { timeZone: zone, ...options }),
  );

export const count = (value: number, locale: Locale): string => numbers(locale, {}).format(value);

/** A kept counter that stops at its cap: `999+`. */
export const capped = (value: number, cap: number, locale: Locale): string =>
  value >= cap ? `${count(cap - 1, locale)}+` : count(value, locale);

/**
 * 0 to 1 with two decimals, never a percentage: a score is not a degree of guilt. Cut, not rounded, so that nothing but
 * certainty reads 1.00.
 */
export const score = (value: number, locale: Locale): string =>
  numbers(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2, roundingMode: 'trunc' }).format(value);

/** A share of a whole, 0 to 1. Nothing but the whole reads 100%: 999 of 1000 runs are not all of them. */
export const percent = (value: number, locale: Locale, decimals = 0): string =>
  numbers(locale, { style: 'percent', maximumFractionDigits: decimals }).format(
    value < 1 ? Math.min(value, 1 - 10 ** (-2 - decimals)) : value,
  );

/** An amount with its ISO 4217 code; an unknown code is shown as it is. */
export function money(amount: number, currency: string, locale: Locale): string {
  if (!/^[A-Z]{3}$/.test(currency)) return `${count(amount, locale)} ${currency}`;
  return numbers(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
    maximumFractionDigits: Number.isInteger(amount) ? 0 : 2,
    minimumFractionDigits: 0,
  }).format(amount);
}

/** A price of one small thing, without its currency: two decimals would call half a cent nothing, or a whole one. */
export const price = (amount: number, locale: Locale): string =>
  numbers(locale, { minimumFractionDigits: 2, maximumFractionDigits: 4 }).format(amount);

/** 1 kB is 1000 bytes. */
export function bytes(value: number, locale: Locale): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const step = Math.min(units.length - 1, value > 0 ? Math.floor(Math.log10(value) / 3) : 0);
  const shown = value / 1000 ** step;
  return numbers(locale, {
    style: 'unit',
    unit: units[step]!,
    unitDisplay: step > 0 ? 'short' : 'long',
    maximumFractionDigits: shown < 10 && step > 0 ? 1 : 0,
  }).format(shown);
}

/** `24 nov 2026, 4:05 p.m.` */
export const dateTime = (at: Date, locale: Locale): string =>
  dates(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at);

/** Everything, for the tooltip and for records: weekday, seconds and zone. */
export const exactTime = (at: Date, locale: Locale): string =>
  dates(locale, { dateStyle: 'full', timeStyle: 'long' }).format(at);

export const day = (at: Date, locale: Locale): string => dates(locale, { dateStyle: 'medium' }).format(at);

const steps = [
  ['second', 1],
  ['minute', 60],
  ['hour', 3600],
  ['day', 86_400],
] as const;

/** `hace 2 h`, `ayer`, and after a week the date. */
export function relative(at: Date, now: Date, locale: Locale): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  const size = Math.abs(seconds);
  if (size > 7 * 86_400) return day(at, locale);
  const [unit, length] = steps.findLast(([, from]) => size >= from) ?? steps[0];
  const format = once(
    `relative ${locale}`,
    () => new Intl.RelativeTimeFormat(tags[locale], { numeric: 'auto', style: 'short' }),
  );
  return format.format(Math.trunc(seconds / length), unit);
}
