/** The two languages. Spanish is the source: its shape is the type that English must fill. */
import type { Locale } from '#lib/preferences.ts';
import type { es } from './es/index.ts';

export type Messages = typeof es;

/** The messages of one language; the browser loads only the one it shows. */
export async function messages(locale: Locale): Promise<Messages> {
  return locale === 'en' ? (await import('./en/index.ts')).en : (await import('./es/index.ts')).es;
}
