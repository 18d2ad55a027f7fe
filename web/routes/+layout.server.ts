import * as alarms from '#vigia/db/alarms.ts';
import { can } from '#lib/permissions.ts';
import type { LayoutServerLoad } from './$types.js';

export const load: LayoutServerLoad = async ({ locals, url }) => ({
  user: locals.user,
  /** For those who may act on them; counted anew with each page, which is why the address is read here. */
  alarms: url.pathname && can(locals.user?.role, 'alarm.close') ? await alarms.countOpen(locals.db) : 0,
  locale: locals.locale,
  theme: locals.theme,
  keys: locals.keys,
});
