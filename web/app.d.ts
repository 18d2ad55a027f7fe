import type { Database } from '#vigia/db/client.server.ts';
import type { User } from '#vigia/db/users.ts';
import type { Messages } from '#lib/i18n/index.ts';
import type { KeyState, Locale, Theme } from '#lib/preferences.ts';

declare global {
  namespace App {
    interface Error {
      /** Ties what the reader sees to one log line; only surprises have one. */
      id?: string | undefined;
    }
    interface Locals {
      db: Database;
      /** Null on the pages that need no sign-in. */
      user: User | null;
      locale: Locale;
      theme: Theme;
      keys: KeyState;
    }
    interface PageData {
      user: User | null;
      locale: Locale;
      theme: Theme;
      keys: KeyState;
      /** Added by the root layout's universal load; read it through `reader`. */
      m?: Messages;
    }
  }
}

export {};
