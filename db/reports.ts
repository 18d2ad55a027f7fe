/** Reports: draft, approved by a second person (content frozen), exported, submitted. */
import { and, desc, eq, inArray, isNotNull, isNull, lt, ne, sql } from 'drizzle-orm';
import { PermanentError } from '../errors.ts';
import type { Platform } from '../crawler/source.ts';
import type { Tx } from './client.server.ts';
import * as audit from './audit.ts';
import { free } from './notices.ts';
import { notices, posts, reports, users } from './schema/index.ts';

export type ReportRow = typeof reports.$inferSelect;

const prefix: Record<Platform, string> = { facebook: 'FB', x: 'X', google: 'GG' };

/** Drafts a report of confirmed posts of one platform. Throws PermanentError when one is not confirmed, of another platform or in an open report. */
export async function draft(
  report: { platform: Platform; channel: string; postIds: number[] },
  userId: string,
  tx: Tx,
): Promise<{ id: string; number: string }> {
  const postIds = [...new Set(report.postIds)];
  if (postIds.length === 0) throw new PermanentError('Choose at least one confirmed post.', 'report_empty');
  return tx.transaction(async (inner) => {
    // The lock keeps two people from putting one post into two reports at once.
    await inner.select({ id: posts.id }).from(posts).where(inArray(posts.id, postIds)).orderBy(posts.id).for('update');
    const mayTake = await free(postIds, report.platform, inner);
    const refused = postIds.filter((id) => !mayTake.has(id));
    if (refused.length > 0) {
      throw new PermanentError(
        `${refused.length} of the chosen posts cannot go into this report: not confirmed, on another platform, or already in an open report.`,
        'report_posts_taken',
      );
    }
    const year = new Date().getUTCFullYear();
    const [row] = await inner
      .insert(reports)
      .values({
        number: sql`'SRE-' || ${prefix[report.platform]}::text || '-' || ${year}::text || '-' || lpad(nextval('report_number')::text, 6, '0')`,
        platform: report.platform,
        channel: report.channel,
        createdBy: userId,
      })
      .returning({ id: reports.id, number: reports.number });
    await inner.insert(notices).values(postIds.map((postId, index) => ({ reportId: row!.id, postId, seq: index + 1 })));
    await audit.note(userId, 'report.draft', `report:${row!.number}`, { posts: postIds.length }, inner);
    return row!;
  });
}

/** Newest first; `before` is the id of the last row already shown (ids are made in order of time). */
export async function list(before: string | null, tx: Tx, limit = 50) {
  return tx
    .select({
      id: reports.id,
      number: reports.number,
      platform: reports.platform,
      channel: reports.channel,
      status: reports.status,
      createdAt: reports.createdAt,
      createdBy: users.name,
      exportedAt: reports.exportedAt,
      packageBytes: reports.packageBytes,
      problem: reports.problem,
      posts: sql<number>`(select count(*)::int from ${notices} n where n.report_id = ${reports.id})`,
    })
    .from(reports)
    .innerJoin(users, eq(users.id, reports.createdBy))
    .where(before === null ? undefined : lt(reports.id, before))
    .orderBy(desc(reports.id))
    .limit(limit);
}

/** The report by id or by number, or null. */
export async function find(idOrNumber: string, tx: Tx): Promise<ReportRow | null> {
  const byNumber = idOrNumber.startsWith('SRE-');
  if (!byNumber && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(idOrNumber)) return null;
  const [row] = await tx
    .select()
    .from(reports)
    .where(byNumber ? eq(reports.number, idOrNumber) : eq(reports.id, idOrNumber));
  return row ?? null;
}

/** Freezes the content. Throws PermanentError when the builder approves, or the report is no draft (two people at once). */
export async function approve(id: string, content: Record<string, unknown>, userId: string, tx: Tx): Promise<void> {
  await tx.transaction(async (inner) => {
    const [report] = await inner.select().from(reports).where(eq(reports.id, id)).for('update');
    if (!report) throw new PermanentError('There is no such report.', 'report_unknown');
    if (report.createdBy === userId)
      throw new PermanentError('The person who built a report cannot approve it.', 'report_own');
    if (report.status !== 'draft') throw new PermanentError('This report is no longer a draft.', 'report_not_draft');
    await inner
      .update(reports)
      .set({ status: 'approved', approvedBy: userId, approvedAt: sql`now()`, content, problem: null })
      .where(eq(reports.id, id));
    await audit.note(userId, 'report.approve', `report:${report.number}`, {}, inner);
  });
}

export async function noteExport(id: string, file: { sha256: string; bytes: number }, tx: Tx): Promise<void> {
  await tx
    .update(reports)
    .set({
      status: sql`case when ${reports.status} = 'approved' then 'exported' else ${reports.status} end`,
      exportedAt: sql`now()`,
      packageSha256: file.sha256,
      packageBytes: file.bytes,
      problem: null,
    })
    .where(eq(reports.id, id));
}

export async function noteProblem(id: string, problem: string, tx: Tx): Promise<void> {
  await tx
    .update(reports)
    .set({ problem: problem.slice(0, 500) })
    .where(eq(reports.id, id));
}

/** Asks for the package once more after an export that did not finish. Throws PermanentError when nothing is to be exported. */
export async function exportAgain(id: string, userId: string, tx: Tx): Promise<void> {
  const [row] = await tx
    .update(reports)
    .set({ problem: null })
    .where(and(eq(reports.id, id), eq(reports.status, 'approved')))
    .returning({ number: reports.number });
  if (!row) throw new PermanentError('Only an approved report waits for its package.', 'report_not_draft');
  await audit.note(userId, 'report.export_again', `report:${row.number}`, {}, tx);
}

/** Approved reports without a package: what the queue lost. */
export async function unexported(tx: Tx): Promise<string[]> {
  const found = await tx
    .select({ id: reports.id })
    .from(reports)
    .where(and(eq(reports.status, 'approved'), isNull(reports.problem)));
  return found.map((row) => row.id);
}

/** Reports whose package was written, with its hash. */
export async function packages(tx: Tx): Promise<{ number: string; packageSha256: string }[]> {
  const found = await tx
    .select({ number: reports.number, packageSha256: reports.packageSha256 })
    .from(reports)
    .where(isNotNull(reports.packageSha256))
    .orderBy(reports.number);
  return found.map(({ number, packageSha256 }) => ({ number, packageSha256: packageSha256! }));
}

/** The liaison handed the package to the platform. */
export async function submit(id: string, reference: string, userId: string, tx: Tx): Promise<void> {
  const [row] = await tx
    .update(reports)
    .set({ status: 'submitted', submittedAt: sql`now()`, platformReference: reference.trim() || null })
    .where(and(eq(reports.id, id), eq(reports.status, 'exported')))
    .returning({ number: reports.number });
  if (!row) throw new PermanentError('Only an exported report can be marked as submitted.', 'report_not_exported');
  await audit.note(userId, 'report.submit', `report:${row.number}`, { withReference: reference.trim() !== '' }, tx);
}

/** Takes a report back; its posts are free for another one. */
export async function withdraw(id: string, userId: string, tx: Tx): Promise<void> {
  const [row] = await tx
    .update(reports)
    .set({ status: 'withdrawn' })
    .where(and(eq(reports.id, id), ne(reports.status, 'withdrawn')))
    .returning({ number: reports.number });
  if (!row) throw new PermanentError('This report was withdrawn already.', 'report_withdrawn');
  await audit.note(userId, 'report.withdraw', `report:${row.number}`, {}, tx);
}
