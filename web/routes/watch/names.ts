/** Names of countries and languages in the reader's language, by Intl. */
import type { Locale } from '#lib/preferences.ts';

const upperFirst = (name: string, locale: Locale): string => name.slice(0, 1).toLocaleUpperCase(locale) + name.slice(1);

/** `us` → `Estados Unidos`. An unknown code is shown as it is. */
export function placeName(code: string, locale: Locale): string {
  return new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' }).of(code.toUpperCase()) ?? code;
}

/** `es-419` → `Español latinoamericano`. */
export function languageName(code: string, locale: Locale): string {
  return upperFirst(new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' }).of(code) ?? code, locale);
}

/** A term as lists show it: an address without what all addresses begin with. */
export const shortQuery = (query: string): string => query.replace(/^https?:\/\/(?:www\.)?/i, '');
