/** The links of a paste: each with what became of it. */
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Outcome, Platform } from '../crawler/source.ts';
import type { Tx } from './client.server.ts';
import { intakeLinks, posts } from './schema/index.ts';

export type IntakeLink = typeof intakeLinks.$inferSelect;

export interface NewLink {
  line: number;
  given: string;
  text?: string;
  canonical: string | null;
  platform: Platform | null;
  kind: string | null;
  key: string | null;
  duplicateOf: number | null;
  /** Set for what nothing can come of. */
  outcome: Outcome | null;
  problem: string | null;
}

export async function add(intakeId: string, links: NewLink[], tx: Tx): Promise<void> {
  if (links.length === 0) return;
  await tx.insert(intakeLinks).values(links.map((link) => ({ intakeId, ...link })));
}

export async function one(intakeId: string, line: number, tx: Tx): Promise<IntakeLink | null> {
  const [row] = await tx
    .select()
    .from(intakeLinks)
    .where(and(eq(intakeLinks.intakeId, intakeId), eq(intakeLinks.line, line)));
  return row ?? null;
}

/** Lines to be visited next, at most `each` of a platform, so that one slow platform does not keep the others waiting. */
export async function next(intakeId: string, each: number, tx: Tx): Promise<number[]> {
  const found = await tx.execute<{ line: number }>(sql`
    select line from (
      select line, row_number() over (partition by platform order by line) as place from intake_links
      where intake_id = ${intakeId} and outcome is null
        and (duplicate_of is null or not exists (
          select 1 from intake_links first
          where first.intake_id = ${intakeId} and first.line = intake_links.duplicate_of and first.outcome is null))
    ) waiting where place <= ${each} order by line`);
  return found.rows.map((row) => row.line);
}

export interface LinkEnd {
  outcome: Outcome;
  problem: string | null;
  postId: number | null;
  fresh: boolean;
  canonical?: string;
  platform?: Platform;
  kind?: string;
  key?: string | null;
  hops?: string[];
}

/** Ends a link, and every later one of the paste that names the same. False when it had ended before. */
export async function end(intakeId: string, line: number, ending: LinkEnd, tx: Tx): Promise<boolean> {
  const done = await tx
    .update(intakeLinks)
    .set(ending)
    .where(and(eq(intakeLinks.intakeId, intakeId), eq(intakeLinks.line, line), isNull(intakeLinks.outcome)))
    .returning({ line: intakeLinks.line });
  if (done.length === 0) return false;
  const { outcome, problem, postId } = ending;
  await tx
    .update(intakeLinks)
    .set({ outcome, problem, postId })
    .where(and(eq(intakeLinks.intakeId, intakeId), eq(intakeLinks.duplicateOf, line), isNull(intakeLinks.outcome)));
  return true;
}

/** Opens again what did not end in a post with its text. Returns how many. */
export async function reopen(intakeId: string, outcomes: readonly Outcome[], tx: Tx): Promise<number> {
  const done = await tx
    .update(intakeLinks)
    .set({ outcome: null, problem: null })
    .where(
      and(
        eq(intakeLinks.intakeId, intakeId),
        inArray(intakeLinks.outcome, [...outcomes]),
        sql`${intakeLinks.canonical} is not null`,
        sql`coalesce(${intakeLinks.problem}, '') not like 'link\\_%'`,
      ),
    )
    .returning({ line: intakeLinks.line });
  return done.length;
}

export interface LinkCounts {
  done: number;
  posts: number;
  fresh: number;
  failed: number;
}

export async function counts(intakeId: string, tx: Tx): Promise<LinkCounts> {
  const [row] = await tx
    .select({
      done: sql<number>`count(*) filter (where ${intakeLinks.outcome} is not null)::int`,
      posts: sql<number>`count(distinct ${intakeLinks.postId})::int`,
      fresh: sql<number>`count(distinct ${intakeLinks.postId}) filter (where ${intakeLinks.fresh})::int`,
      failed: sql<number>`count(*) filter (where ${intakeLinks.outcome} is not null and ${intakeLinks.postId} is null)::int`,
    })
    .from(intakeLinks)
    .where(eq(intakeLinks.intakeId, intakeId));
  return row!;
}

/** Every line in order, with the beginning of its post's text. */
export async function all(intakeId: string, tx: Tx) {
  return tx
    .select({
      line: intakeLinks.line,
      given: intakeLinks.given,
      canonical: intakeLinks.canonical,
      platform: intakeLinks.platform,
      kind: intakeLinks.kind,
      key: intakeLinks.key,
      duplicateOf: intakeLinks.duplicateOf,
      outcome: intakeLinks.outcome,
      problem: intakeLinks.problem,
      postId: intakeLinks.postId,
      fresh: intakeLinks.fresh,
      text: sql<string | null>`left(${posts.text}, 140)`,
    })
    .from(intakeLinks)
    .leftJoin(posts, eq(posts.id, intakeLinks.postId))
    .where(eq(intakeLinks.intakeId, intakeId))
    .orderBy(asc(intakeLinks.line));
}

/** Which of these keys are posts already: their row by key. */
export async function known(keys: string[], tx: Tx): Promise<Map<string, number>> {
  if (keys.length === 0) return new Map();
  const rows = await tx.select({ key: posts.key, id: posts.id }).from(posts).where(inArray(posts.key, keys));
  return new Map(rows.map(({ key, id }) => [key, id]));
}
