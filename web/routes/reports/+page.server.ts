import { z } from 'zod';
import * as notices from '#vigia/db/notices.ts';
import * as reports from '#vigia/db/reports.ts';
import { allow } from '#lib/server/allow.server.ts';
import type { PageServerLoad } from './$types.js';

const size = 50;
const Query = z.object({
  before: z.uuid().nullable().catch(null),
  drafted: z.coerce.number().int().min(2).max(200).nullable().catch(null),
});

export const load: PageServerLoad = async ({ locals, url }) => {
  allow(locals, 'report.read');
  const { before, drafted } = Query.parse({
    before: url.searchParams.get('before'),
    drafted: url.searchParams.get('drafted') ?? 'none',
  });
  const rows = await reports.list(before, locals.db, size + 1);
  const shown = rows.slice(0, size);
  return {
    reports: shown,
    next: rows.length > size ? shown.at(-1)!.id : null,
    first: before === null,
    drafted,
    waiting: await notices.waiting(locals.db),
  };
};
