import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import * as audit from '#vigia/db/audit.ts';
import { roles } from '#vigia/db/schema/people.ts';
import * as users from '#vigia/db/users.ts';
import { textField } from '#lib/form.ts';
import { allow } from '#lib/server/allow.server.ts';
import { initialPassword } from '#lib/server/initial-password.server.ts';
import { orRefuse, refuse } from '#lib/server/refusal.server.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals }) => {
  const user = allow(locals, 'user.read');
  return { people: await users.list(locals.db), self: user.id };
};

const printable = z.string().transform((text) => text.replace(/\p{Cc}+/gu, ' ').trim());
const Add = z.object({
  name: printable.pipe(z.string().min(2).max(120)),
  email: printable.pipe(z.email().max(254)),
  role: z.enum(roles),
});
const Toggle = z.object({ id: z.uuid(), disabled: z.enum(['true', 'false']).transform((value) => value === 'true') });

export const actions: Actions = {
  add: async ({ request, locals }) => {
    const user = allow(locals, 'user.write');
    const form = await request.formData();
    const typed = { name: textField(form, 'name'), email: textField(form, 'email'), role: textField(form, 'role') };
    const parsed = Add.safeParse(typed);
    if (!parsed.success) return fail(400, { invalid: true, typed });
    const password = initialPassword();
    const done = await orRefuse((): Promise<{ added: { name: string; email: string; password: string } }> =>
      locals.db.transaction(async (tx) => {
        const added = await users.add({ ...parsed.data, password }, tx);
        await audit.note(user.id, 'user.add', `user:${added.id}`, { role: added.role }, tx);
        return { added: { name: added.name, email: added.email, password } };
      }),
    );
    return 'added' in done ? done : fail(done.status, { ...done.data, typed });
  },
  toggle: async ({ request, locals }) => {
    const user = allow(locals, 'user.write');
    const parsed = Toggle.safeParse(Object.fromEntries(await request.formData()));
    if (!parsed.success) return refuse('form_invalid', 400);
    const { id, disabled } = parsed.data;
    if (id === user.id) return fail(409, { self: true });
    const person = (await users.list(locals.db)).find((one) => one.id === id);
    if (!person) return refuse('form_invalid', 404);
    await locals.db.transaction(async (tx) => {
      await users.setDisabled(id, disabled, tx);
      await audit.note(user.id, disabled ? 'user.disable' : 'user.enable', `user:${id}`, {}, tx);
    });
    return { switched: { name: person.name, disabled } };
  },
};
