/** Who reads this page, and in which words: what the root layout gives to every page, typed. Reactive like `page`. */
import { page } from '$app/state';
import type { Messages } from '#lib/i18n/index.ts';
import { can, type Action } from '#lib/permissions.ts';
import type { Locale, Theme } from '#lib/preferences.ts';
import type { User } from '#vigia/db/users.ts';

export const reader = {
  get m(): Messages {
    if (!page.data.m) throw new Error('This page is shown outside the root layout.');
    return page.data.m;
  },
  get locale(): Locale {
    return page.data.locale;
  },
  get theme(): Theme {
    return page.data.theme;
  },
  /** Whether single keys decide on the desk. */
  get keys(): boolean {
    return page.data.keys !== 'off';
  },
  get user(): User | null {
    return page.data.user;
  },
  /** Whether to offer `action`; the server decides again. */
  can(action: Action): boolean {
    return can(page.data.user?.role, action);
  },
};
