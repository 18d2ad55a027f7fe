import { z } from 'zod';
import * as coverage from '#vigia/db/coverage.ts';
import { allow } from '#lib/server/allow.server.ts';
import { lastDays, shareOf } from '../coverage.ts';
import { bySource, step } from './grid.ts';
import { periods } from './periods.ts';
import type { PageServerLoad } from './$types.js';

const Query = z.object({
  days: z.coerce
    .number()
    .refine((days) => periods.some((period) => period === days))
    .catch(periods[0]),
});

export const load: PageServerLoad = async ({ locals, url }) => {
  allow(locals, 'term.read');
  const { days: many } = Query.parse(Object.fromEntries(url.searchParams));
  const rows = await coverage.byTerm(many, locals.db);
  const days = lastDays(many);
  return {
    days,
    all: shareOf(rows.flatMap((row) => row.days)),
    sources: bySource(rows),
    terms: rows.map(({ days: told, ...term }) => ({
      ...term,
      share: shareOf(told).share,
      cells: days.map((day) => {
        const share = shareOf(told.filter((one) => one.day === day));
        return { ...share, step: step(share.share) };
      }),
    })),
  };
};
