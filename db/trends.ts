/** The first trend: what each day's covered runs found. Rates, not counts: a day without a crawl is a gap, never a zero. */
import { sql } from 'drizzle-orm';
import type { Platform } from '../crawler/source.ts';
import type { Tx } from './client.server.ts';

export interface TrendDay {
  /** YYYY-MM-DD in `zone`. */
  day: string;
  platform: Platform;
  /** Runs that ended ok or empty. */
  coveredRuns: number;
  endedRuns: number;
  /** Posts first seen that day whose current score reaches the threshold or that a person confirmed, and nobody cleared. */
  actionable: number;
  /** Actionable posts per covered run; null where nothing was covered. */
  rate: number | null;
}

/** One row a day and platform over the last `days`, oldest first; days without any run are absent. */
export async function daily(days: number, threshold: number, zone: string, tx: Tx): Promise<TrendDay[]> {
  const result = await tx.execute<{
    day: string;
    platform: Platform;
    covered: number;
    ended: number;
    actionable: number;
  }>(sql`
    with run_days as (
      select (r.planned_at at time zone ${zone})::date as day, t.platform,
             count(*) filter (where r.outcome in ('ok', 'empty'))::int as covered, count(*)::int as ended
      from runs r join terms t on t.id = r.term_id
      where r.outcome is not null and r.planned_at > now() - make_interval(days => ${days})
      group by 1, 2
    ), post_days as (
      select (first_seen_at at time zone ${zone})::date as day, platform, count(*)::int as actionable
      from posts
      where first_seen_at > now() - make_interval(days => ${days}) and verdict is distinct from 'not_actionable'
        and (verdict is not null or score >= ${threshold})
      group by 1, 2
    )
    select to_char(d.day, 'YYYY-MM-DD') as day, d.platform, d.covered, d.ended, coalesce(p.actionable, 0) as actionable
    from run_days d left join post_days p using (day, platform)
    order by 1, 2`);
  return result.rows.map((row) => ({
    day: row.day,
    platform: row.platform,
    coveredRuns: row.covered,
    endedRuns: row.ended,
    actionable: row.actionable,
    rate: row.covered === 0 ? null : row.actionable / row.covered,
  }));
}

/** What the workspace holds, for the first page: a workspace without terms or posts shows what to do next. */
export async function holdings(tx: Tx) {
  const result = await tx.execute<{ terms: boolean; posts: boolean; runs: boolean }>(sql`
    select exists (select 1 from terms) as terms, exists (select 1 from posts) as posts, exists (select 1 from runs) as runs`);
  return result.rows[0]!;
}
