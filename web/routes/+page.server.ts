import * as coverage from '#vigia/db/coverage.ts';
import * as queue from '#vigia/db/queue.ts';
import * as notices from '#vigia/db/notices.ts';
import * as reports from '#vigia/db/reports.ts';
import * as trends from '#vigia/db/trends.ts';
import { can } from '#lib/permissions.ts';
import type { PageServerLoad } from './$types.js';
import { byPlatform, lastDays, missesByPlatform } from './watch/coverage.ts';

/** Beyond this the page says `999+`. */
const cap = 1000;

/** What waits for this person; in an empty workspace, what to do first. */
export const load: PageServerLoad = async ({ locals }) => {
  const { db, user } = locals;
  const holdings = await trends.holdings(db);
  if (!holdings.posts) return { holdings, summary: null };
  const open = { state: 'open' } as const;
  const builds = can(user?.role, 'report.draft');
  const [size, first, planned, listed, candidates] = await Promise.all([
    queue.size(open, db, cap),
    queue.page(open, null, db, 5),
    coverage.byTerm(1, db),
    reports.list(null, db),
    builds ? notices.candidates(null, db) : [],
  ]);
  return {
    holdings,
    summary: {
      size,
      cap,
      first: first.rows,
      coverage: byPlatform(planned, lastDays(1)),
      missed: missesByPlatform(planned, lastDays(1)),
      reports: listed.filter((report) => ['draft', 'approved', 'exported'].includes(report.status)).slice(0, 8),
      candidates: candidates.length,
    },
  };
};
