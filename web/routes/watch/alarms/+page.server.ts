import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import * as alarms from '#vigia/db/alarms.ts';
import * as audit from '#vigia/db/audit.ts';
import * as channels from '#vigia/db/channels.ts';
import { textField } from '#lib/form.ts';
import { allow } from '#lib/server/allow.server.ts';
import { refuse } from '#lib/server/refusal.server.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { Actions, PageServerLoad } from './$types.js';

const pageSize = 25;
const longestNote = 500;

export const load: PageServerLoad = async ({ locals, url }) => {
  allow(locals, 'term.read');
  const { db } = locals;
  const before = readCursor(url.searchParams.get('before'));
  const closed = await alarms.closed(before, db, pageSize + 1);
  const last = closed.length > pageSize ? closed[pageSize - 1] : undefined;
  return {
    open: await alarms.open(db),
    closed: closed.slice(0, pageSize),
    older: last?.closedAt ? writeCursor({ closedAt: last.closedAt, id: last.id }) : null,
    isFirst: before === null,
    channels: (await channels.shown(db)).map(({ name, isOn, problem }) => ({ name, isOn, problem })),
    done: url.searchParams.has('closed'),
  };
};

export const actions: Actions = {
  close: async ({ request, locals }) => {
    const user = allow(locals, 'alarm.close');
    const form = await request.formData();
    const id = z.uuid().safeParse(form.get('id'));
    if (!id.success) return refuse('form_invalid', 400);
    const note = textField(form, 'note')
      .replaceAll(/\p{Cc}+/gu, ' ')
      .trim();
    // As PostgreSQL counts: by code point.
    if ([...note].length > longestNote) return fail(400, { long: id.data, note: note.slice(0, 2 * longestNote) });
    const isClosed = await locals.db.transaction(async (tx) => {
      const row = await alarms.byId(id.data, tx);
      if (!row || !(await alarms.close(id.data, note, user.id, tx))) return false;
      await audit.note(user.id, 'alarm.close', `alarm:${id.data}`, { kind: row.kind }, tx);
      return true;
    });
    if (!isClosed) return refuse('alarm_closed');
    redirect(303, '/watch/alarms?closed');
  },
};
