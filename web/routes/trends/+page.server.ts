import { defaultThreshold } from '#vigia/classifier/score.types.ts';
import * as trends from '#vigia/db/trends.ts';
import { zone } from '#lib/format.ts';
import { allow } from '#lib/server/allow.server.ts';
import { dayIn, daysUpTo } from './days.ts';
import { seriesOf } from './series.ts';
import type { PageServerLoad } from './$types.js';

const days = 30;

export const load: PageServerLoad = async ({ locals }) => {
  allow(locals, 'trend.read');
  const calendar = daysUpTo(dayIn(new Date(), zone), days);
  const rows = await trends.daily(days, defaultThreshold, zone, locals.db);
  return { series: seriesOf(rows, calendar), calendar, threshold: defaultThreshold };
};
