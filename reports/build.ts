/** Confirmed posts → report.json: deterministic, validated, frozen at approval. */
import { PermanentError } from '../errors.ts';
import type { Platform } from '../crawler/source.ts';
import { blockers } from './blockers.ts';
import { contactIndicators } from './contacts.ts';
import { digest } from './digest.ts';
import { evidenceOf } from './evidence.ts';
import { cut, visible } from './excerpt.ts';
import { limits, maxEvidenceBytes, maxItems } from './limits.ts';
import { exportUrl, identify, reported } from './platforms.ts';
import { citation, policyFile, policyOf } from './policies.ts';
import { redact } from './redact.ts';
import type { Channel, ConfirmedPost, Notifier, ReportItem, ReportPart, TakedownReport } from './report.types.ts';
import { schemaProblems } from './schema.ts';
import { summary } from './summary.ts';
import { utc } from './utc.ts';
import { policyCodes, requestedAction, violationOf } from './violation.ts';

export interface BuildInput {
  report: {
    id: string;
    /** `SRE-FB-2026-000123` */
    number: string;
    platform: Platform;
    channel: Channel;
    /** When the content is frozen: the day of the letter, and the day against which a last sighting is stale. */
    createdAt: Date | string;
    part?: ReportPart;
  };
  posts: ConfirmedPost[];
  notifier: Notifier;
  now: Date;
  /** Set by a person who has looked at every screenshot ("he revisado"); without it only redacted text leaves. */
  includeScreenshots?: boolean;
  /** Set by a person who has opened every web archive: it holds the whole page, with whoever else is on it. */
  includeArchives?: boolean;
}

export const goodFaith = {
  en: 'We confirm our bona fide belief that the information and allegations contained in this notice are accurate and complete.',
  es: 'Declaramos de buena fe que la información y las afirmaciones de este aviso son exactas y completas.',
} as const;

function refuseUnfit({ report, posts, now }: BuildInput): void {
  const { takes, platform } = limits[report.channel];
  if (platform !== report.platform) {
    throw new PermanentError(`The channel ${report.channel} is not one of ${reported[report.platform].name}.`);
  }
  if (posts.length === 0) throw new PermanentError('The report holds no posts.', 'report_empty');
  const most = maxItems(report.channel);
  if (posts.length > most) {
    throw new PermanentError(
      `The channel ${report.channel} takes ${most} at once and there are ${posts.length}: divide the report.`,
    );
  }
  for (const [index, post] of posts.entries()) {
    const name = `Post ${index + 1} of the report (${post.post.id})`;
    if (post.post.platform !== report.platform) throw new PermanentError(`${name} is of another platform.`);
    const ad = post.post.kind === 'ad';
    if ((takes === 'ads' && !ad) || (takes === 'all_but_ads' && ad)) {
      throw new PermanentError(`${name}: the channel ${report.channel} takes ${ad ? 'no ads' : 'ads only'}.`);
    }
    const blocker = blockers(post, now).find(({ severity }) => severity === 'block');
    if (blocker) throw new PermanentError(`${name}: ${blocker.en}`);
  }
  if (new Set(posts.map(({ post }) => post.key)).size < posts.length) {
    throw new PermanentError('The report holds the same post twice.');
  }
}

/** A field that the schema does not want empty is left out instead. */
function given<Name extends string, Value>(
  name: Name,
  value: Value | '' | null | undefined,
): { [key in Name]?: Value } {
  if (value === undefined || value === null || value === '') return {};
  return { [name]: value } as { [key in Name]?: Value };
}

function buildItem(confirmed: ConfirmedPost, seq: number, input: BuildInput): { item: ReportItem; masked: string[] } {
  const { post, author, offer } = confirmed;
  const { channel } = input.report;
  const url = exportUrl(post.url);
  const ids = identify(confirmed);
  const violation = violationOf(confirmed);
  if (url === null || ids === null || violation === null) {
    throw new PermanentError(`Post ${seq} of the report (${post.id}) cannot be reported.`);
  }
  const text = redact(visible(post.text), offer.contacts);
  const name = redact(
    visible(author?.name ?? '')
      .replace(/\s+/g, ' ')
      .trim(),
    offer.contacts,
  );
  const indicators = contactIndicators(offer.contacts);
  const authorUrl = reported[post.platform].authorUrl(confirmed);
  const described: Omit<ReportItem, 'evidence'> = {
    item_id: confirmed.noticeId,
    seq,
    url,
    ...(post.url === url ? {} : given('url_as_found', visible(post.url))),
    ids,
    ...given('author_display_name', cut(name.text, 200)),
    ...given('author_url', authorUrl),
    posted_at: post.publishedAt === null ? null : utc(post.publishedAt),
    first_seen_at: utc(post.firstSeenAt),
    last_verified_live_at: utc(post.lastSeenAt),
    live_status: 'live',
    violation,
    policy_codes: policyCodes(confirmed, channel),
    summary_en: summary(confirmed, 'en'),
    summary_es: summary(confirmed, 'es'),
    ...given('excerpt_original', cut(text.text.trim())),
    ...given('excerpt_language', /^[a-z]{2}(?=-|$)/.exec(post.lang ?? '')?.[0]),
    ...given('consulate', cut(visible(post.consulate ?? offer.consulate ?? ''), 120)),
    ...(indicators.length > 0 ? { contact_indicators: indicators } : {}),
    ...(confirmed.previousReports.length > 0 ? { previous_report_numbers: confirmed.previousReports } : {}),
    requested_action: requestedAction(confirmed, channel),
  };
  const evidence = evidenceOf(described, confirmed, {
    screenshots: input.includeScreenshots ?? false,
    archives: input.includeArchives ?? false,
  });
  const masked = [
    ...text.masked.map((kind) => `excerpt_original.${kind}`),
    ...name.masked.map((kind) => `author_display_name.${kind}`),
    ...indicators.filter((one) => one.masked).map(({ type }) => `contact_indicators.${type}`),
  ];
  return { item: { ...described, evidence }, masked };
}

function legalBasis(items: ReportItem[]): TakedownReport['legal_basis'] {
  return [...new Set(items.flatMap(({ policy_codes }) => policy_codes))].toSorted().map((code) => {
    const policy = policyOf(code);
    return {
      kind: 'platform_policy',
      citation: `${code}: ${citation(policy)}`,
      url: policy.url,
      ...given('text_retrieved_at', policy.readAt),
      text_sha256: digest('sha256', policyFile(policy)),
    };
  });
}

/**
 * Builds the content of a report. The same input gives the same content, byte for byte.
 * Throws PermanentError with a sentence when a post is blocked, the channel does not fit,
 * or the result does not validate against our schema.
 */
export function buildReport(input: BuildInput): { content: TakedownReport } {
  refuseUnfit(input);
  const { report, notifier } = input;
  const built = input.posts.map((post, index) => buildItem(post, index + 1, input));
  const items = built.map(({ item }) => item);
  const bytes = items.flatMap(({ evidence }) => evidence).reduce((sum, file) => sum + file.bytes, 0);
  if (bytes > maxEvidenceBytes)
    throw new PermanentError('The evidence is too large for one package: divide the report.');
  const content: TakedownReport = {
    schema_version: '1.0.0',
    report_id: report.id,
    report_number: report.number,
    platform: report.platform,
    channel: report.channel,
    created_at: utc(report.createdAt),
    language: 'es+en',
    part: report.part ?? { number: 1, total: 1, split_reason: 'none' },
    notifier: {
      organization: notifier.organization,
      unit: notifier.unit,
      contact_role: notifier.contactRole,
      contact_email: notifier.contactEmail,
    },
    legal_basis: legalBasis(items),
    good_faith_statement: `${goodFaith.en} / ${goodFaith.es}`,
    redaction: {
      profile: 'minimal',
      third_party_data_removed: true,
      masked_fields: [...new Set(built.flatMap(({ masked }) => masked))].toSorted(),
    },
    items,
  };
  const problems = schemaProblems(content);
  if (problems.length > 0) throw new PermanentError(`The report does not match its schema: ${problems.join('; ')}`);
  return { content };
}
