/** A report as the database has it and as it would leave. */
import { error } from '@sveltejs/kit';
import { z } from 'zod';
import { config } from '#vigia/config.ts';
import type { Tx } from '#vigia/db/client.server.ts';
import { confirmedPosts } from '#vigia/db/confirmed-posts.ts';
import * as reports from '#vigia/db/reports.ts';
import { buildReport, type Channel, type ConfirmedPost, type TakedownReport } from '#vigia/reports/index.ts';

const Name = z.union([z.uuid(), z.string().regex(/^SRE-(FB|X|GG)-\d{4}-\d{6}$/)]);

/** The report with this id or number, or the end of the request with 404. */
export async function reportOr404(id: string, tx: Tx): Promise<reports.ReportRow> {
  const name = Name.safeParse(id);
  const report = name.success ? await reports.find(name.data, tx) : null;
  if (!report) error(404, 'not found');
  return report;
}

const notifier = {
  organization: config.notifier.organization,
  unit: config.notifier.unit,
  contactRole: 'Enlace con plataformas',
  contactEmail: config.notifier.email,
};

/** The content that an approval of `report` would freeze now. Throws PermanentError where it cannot be approved. */
export function contentOf(
  report: reports.ReportRow,
  posts: ConfirmedPost[],
  include: { includeScreenshots: boolean; includeArchives: boolean },
): TakedownReport {
  const { id, number, platform } = report;
  // The letter carries the day of the approval, and what is stale is stale on that day.
  const now = new Date();
  // The column is text; draft() is only ever called with a channel of reports/limits.ts, and buildReport validates it.
  const channel = report.channel as Channel;
  const input = { report: { id, number, platform, channel, createdAt: now }, posts, notifier, ...include };
  return buildReport({ ...input, now }).content;
}

/** What leaves or left: the frozen content, or for a draft what would be frozen now. */
export async function contentNow(report: reports.ReportRow, tx: Tx): Promise<TakedownReport> {
  // The approve action froze it as buildReport had validated it.
  if (report.content) return report.content as unknown as TakedownReport;
  return contentOf(report, await confirmedPosts(report.id, tx), { includeScreenshots: false, includeArchives: false });
}
