/** What a reader chooses for themself. All of it lives in cookies, so that the first byte is already right. */

export const locales = ['es', 'en'] as const;
export type Locale = (typeof locales)[number];

/** `auto` follows the system. */
export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Whether single keys decide on the desk (WCAG 2.1.4: they can be turned off). */
export const keyStates = ['on', 'off'] as const;
export type KeyState = (typeof keyStates)[number];

export const toKeyState = (value: unknown): KeyState | null => keyStates.find((state) => state === value) ?? null;
export const toLocale = (value: unknown): Locale | null => locales.find((locale) => locale === value) ?? null;
export const toTheme = (value: unknown): Theme | null => themes.find((theme) => theme === value) ?? null;

/** The path to go back to: one of ours or the first page, never another host (`//evil.example`, `/\evil.example`). */
export function ownPath(value: unknown): string {
  if (typeof value !== 'string' || !/^\/(?![/\\])[\x20-\x7e]*$/.test(value) || value.length > 2000) return '/';
  const url = new URL(value, 'http://own.invalid');
  // The parser takes `..` away: what is left of `/..//evil.example` would lead to another host after all.
  const own = url.host === 'own.invalid' && !url.pathname.startsWith('//');
  return own ? url.pathname + url.search + url.hash : '/';
}
