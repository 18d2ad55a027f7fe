import { z } from 'zod';
import * as audit from '#vigia/db/audit.ts';
import * as users from '#vigia/db/users.ts';
import { allow } from '#lib/server/allow.server.ts';
import { readSubject } from './subject.ts';
import type { PageServerLoad } from './$types.js';

const size = 100;
const Before = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).nullable().catch(null);

export const load: PageServerLoad = async ({ locals, url }) => {
  allow(locals, 'audit.read');
  const before = Before.parse(url.searchParams.get('before'));
  const rows = await audit.recent(before, locals.db, size + 1);
  const shown = rows.slice(0, size);
  const names = new Map((await users.list(locals.db)).map(({ id, name }) => [id, name]));
  return {
    rows: shown.map(({ subject, ...row }) => {
      const about = readSubject(subject);
      return { ...row, about, personName: about.kind === 'user' ? (names.get(about.id) ?? null) : null };
    }),
    next: rows.length > size ? shown.at(-1)!.id : null,
    first: before === null,
  };
};
