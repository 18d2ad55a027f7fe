/** The notices of a report as the page shows them: of a draft as they would be, of a frozen report as they are. */
import * as captures from '#vigia/db/captures.ts';
import type { Tx } from '#vigia/db/client.server.ts';
import type { ReportRow } from '#vigia/db/reports.ts';
import type { Channel, ConfirmedPost, TakedownReport } from '#vigia/reports/index.ts';
import { summary } from '#vigia/reports/summary.ts';
import { requestedAction, violationOf } from '#vigia/reports/violation.ts';
import { policyLine, weigh } from '../weigh.server.ts';

/** Of each post what people look at, beside what leaves. */
async function seen(posts: ConfirmedPost[], tx: Tx) {
  const pictures = await captures.pictures(
    posts.map(({ post }) => Number(post.id)),
    tx,
  );
  return posts.map(({ noticeId, post, author, verdict, facts }, index) => ({
    noticeId,
    seq: index + 1,
    postId: post.id,
    kind: post.kind,
    text: post.text.slice(0, 600),
    authorName: author?.name ?? author?.handle ?? null,
    verdict,
    facts,
    lastSeenAt: new Date(post.lastSeenAt),
    capture: pictures.get(Number(post.id)) ?? null,
  }));
}

export async function noticesOf(report: ReportRow, posts: ConfirmedPost[], tx: Tx) {
  const shown = await seen(posts, tx);
  const content = report.content as unknown as TakedownReport | null;
  const now = new Date();
  return shown.map((notice, index) => {
    const post = posts[index]!;
    const frozen = content?.items.find((item) => item.item_id === notice.noticeId);
    if (frozen) {
      return {
        ...notice,
        url: frozen.url,
        violation: frozen.violation,
        action: frozen.requested_action,
        summary: { es: frozen.summary_es, en: frozen.summary_en },
        policies: frozen.policy_codes.map(policyLine),
        blockers: [],
        blocked: false,
      };
    }
    const channel = report.channel as Channel;
    const { blockers, blocked, policies } = weigh(post, channel, now);
    return {
      ...notice,
      url: post.post.url,
      violation: violationOf(post),
      action: requestedAction(post, channel),
      summary: post.verdict === 'not_actionable' ? null : { es: summary(post, 'es'), en: summary(post, 'en') },
      policies,
      blockers,
      blocked,
    };
  });
}

export type Notice = Awaited<ReturnType<typeof noticesOf>>[number];
