/** Rows of confirmed posts in the words of reports/: what a notice, a blocker or a package may say of each. */
import type { Offer } from '../classifier/score.types.ts';
import type { ConfirmedPost } from '../reports/report.types.ts';
import type { Tx } from './client.server.ts';
import * as notices from './notices.ts';

/** The posts of a report in the order of its notices. A post whose verdict was taken back comes as not actionable. */
export async function confirmedPosts(reportId: string, tx: Tx): Promise<ConfirmedPost[]> {
  return (await notices.confirmed(reportId, tx)).map(confirmedPost);
}

/** Posts that are in no report yet, in the order of `postIds`, to weigh what stands against reporting them. */
export async function confirmablePosts(postIds: number[], tx: Tx): Promise<ConfirmedPost[]> {
  return (await notices.confirmable(postIds, tx)).map(confirmedPost);
}

const nothingOffered: Offer = { contacts: [], price: null, consulate: null, procedures: [], documents: [] };

/** A post outside of any report has no notice: its id is the nil UUID, which no package ever carries. */
const noNotice = '00000000-0000-0000-0000-000000000000';

function confirmedPost(row: notices.ConfirmedRow): ConfirmedPost {
  const { post, author, review, search } = row;
  return {
    noticeId: row.noticeId ?? noNotice,
    post: {
      id: String(post.id),
      key: post.key,
      platform: post.platform,
      platformId: post.platformId,
      kind: post.kind,
      url: post.url,
      text: post.text,
      lang: post.lang,
      publishedAt: post.publishedAt?.toISOString() ?? null,
      firstSeenAt: post.firstSeenAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
      consulate: post.consulate,
    },
    author: author && { platformId: author.platformId, handle: author.handle, name: author.name },
    verdict: review?.verdict ?? 'not_actionable',
    facts: review?.facts ?? [],
    textChanged: review !== null && review.postVersion < post.version,
    offer: row.offer ?? nothingOffered,
    search:
      post.platform === 'google' && search
        ? { query: search.query, gl: search.gl, hl: search.hl, rank: search.rank }
        : null,
    captures: row.captures.map((capture) => ({
      screenshotSha256: capture.screenshotSha256,
      screenshotBytes: capture.screenshotBytes,
      pageSha256: capture.pageSha256,
      pageBytes: capture.pageBytes,
      pageMediaType: capture.pageMediaType,
      waczSha256: capture.waczSha256,
      waczBytes: capture.waczBytes,
      capturedAt: capture.capturedAt.toISOString(),
      tool: capture.record.tool,
    })),
    previousReports: row.previousReports,
  };
}
