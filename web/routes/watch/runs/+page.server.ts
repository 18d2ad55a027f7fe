import { z } from 'zod';
import { platforms } from '#vigia/crawler/source.ts';
import * as runs from '#vigia/db/runs.ts';
import * as terms from '#vigia/db/terms.ts';
import { allow } from '#lib/server/allow.server.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { PageServerLoad } from './$types.js';

const size = 50;

/** A filter that makes no sense is no filter: an old bookmark still opens. */
const Query = z.object({
  day: z.iso.date().optional().catch(undefined),
  term: z.uuid().optional().catch(undefined),
  platform: z.enum(platforms).optional().catch(undefined),
  ended: z.enum(['covered', 'missed']).optional().catch(undefined),
});

export const load: PageServerLoad = async ({ locals, url }) => {
  allow(locals, 'term.read');
  const { term: termId, day, platform, ended } = Query.parse(Object.fromEntries(url.searchParams));
  const before = readCursor(url.searchParams.get('before'));
  const rows = await runs.recent({ termId, day, platform, ended }, before, locals.db, size + 1);
  const shown = rows.slice(0, size);
  return {
    runs: shown,
    next: rows.length > size ? writeCursor(shown.at(-1)!) : null,
    first: before === null,
    filter: { day, platform, ended },
    term: termId ? await terms.byId(termId, locals.db) : null,
  };
};
