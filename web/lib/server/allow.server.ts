/** The check that every load and action makes first. */
import { error } from '@sveltejs/kit';
import type { User } from '#vigia/db/users.ts';
import { can, type Action } from '#lib/permissions.ts';

/** The signed-in user when their role may do `action`; otherwise the request ends with 403. */
export function allow(locals: App.Locals, action: Action): User {
  if (!locals.user || !can(locals.user.role, action)) error(403, 'forbidden');
  return locals.user;
}
