/**
 * Coverage: of the runs that were planned, the share that ended ok or empty, by term and day. What was planned is told by the
 * cadences, so that a run that never began is missing, and not forgotten.
 */
import { sql, type SQL } from 'drizzle-orm';
import type { Outcome, Platform } from '../crawler/source.ts';
import type { Tx } from './client.server.ts';
import { runDays } from './schema/index.ts';

/** Days are those of Mexico City, where the figures are read. */
export const zone = 'America/Mexico_City';

/** A run may begin this late before it is taken for missed. */
const graceMinutes = 10;

/** The moment at which a day (YYYY-MM-DD) begins. */
export const dayStart = (day: string): SQL => sql`(${day}::date::timestamp at time zone ${zone})`;

/** Counts an ended run in the day it was planned for. */
export async function count(termId: string, plannedAt: Date, outcome: Outcome, tx: Tx): Promise<void> {
  await tx
    .insert(runDays)
    .values({
      termId,
      day: sql`(${plannedAt.toISOString()}::timestamptz at time zone ${zone})::date`,
      outcome,
      runs: 1,
    })
    .onConflictDoUpdate({
      target: [runDays.termId, runDays.day, runDays.outcome],
      set: { runs: sql`${runDays.runs} + 1` },
    });
}

export interface CoverageDay {
  /** YYYY-MM-DD */
  day: string;
  /** Runs that were due, as far as the day has gone; those asked for by hand count too. */
  planned: number;
  outcomes: Partial<Record<Outcome, number>>;
}

export interface CoverageRow {
  termId: string;
  platform: Platform;
  source: string;
  query: string;
  gl: string;
  hl: string;
  active: boolean;
  /** Oldest first; days on which nothing was planned and nothing ran are left out. */
  days: CoverageDay[];
}

/** The last `days` days of every term that was planned or ran in them. */
export async function byTerm(days: number, tx: Tx): Promise<CoverageRow[]> {
  const result = await tx.execute<CoverageRow & Record<string, unknown>>(sql`
    with day as (
      select d::date as day, d at time zone ${zone} as from_at,
        least((d + interval '1 day') at time zone ${zone}, now() - make_interval(mins => ${graceMinutes})) as to_at
      from generate_series(date_trunc('day', now() at time zone ${zone}) - make_interval(days => ${days - 1}),
                           date_trunc('day', now() at time zone ${zone}), interval '1 day') as d
    ), plan as (
      select c.term_id, day.day, sum(floor(greatest(0, extract(epoch from
          least(coalesce(c.to_at, 'infinity'), day.to_at) - greatest(c.from_at, day.from_at)) / 60 / c.every_minutes)))::int as planned
      from day join cadences c on c.from_at < day.to_at and coalesce(c.to_at, 'infinity') > day.from_at
      group by 1, 2
    ), ended as (
      select term_id, day, jsonb_object_agg(outcome, runs) as outcomes, sum(runs)::int as runs
      from run_days where day > (now() at time zone ${zone})::date - ${days}::int
      group by 1, 2
    ), told as (
      select term_id, day, greatest(coalesce(planned, 0), coalesce(runs, 0)) as planned, coalesce(outcomes, '{}') as outcomes
      from plan full join ended using (term_id, day)
    )
    select t.id as "termId", t.platform, t.source, t.query, t.gl, t.hl, t.active,
      jsonb_agg(jsonb_build_object('day', told.day, 'planned', told.planned, 'outcomes', told.outcomes) order by told.day) as days
    from told join terms t on t.id = told.term_id
    where told.planned > 0
    group by t.id
    order by t.platform, t.source, t.query`);
  return result.rows;
}
