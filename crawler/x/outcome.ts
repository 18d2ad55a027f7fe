/** What X means when it does not show a post. Codes and sentences: docs.x.com, FxEmbed, twscrape; checked 2026-11. */
import type { Json } from '../json.ts';
import { number, text } from '../json.ts';
import type { Outcome } from '../source.ts';

/**
 * X answers 200 with one of these sentences in the place of a withheld post's text: the API v2 about an account, older APIs about a
 * post and the countries it is withheld in.
 */
export const withheldText =
  /^(?:@\w+['’]s (?:account|post|tweet) (?:is temporarily unavailable|has been withheld)|This (?:post|tweet)(?: from @?\w+)? has been withheld)\b/i;

/** `reason` of TweetUnavailable and UserUnavailable. */
export function ofReason(reason: string | null): Outcome {
  switch (reason?.toLowerCase()) {
    case 'suspended':
      return 'author_suspended';
    case 'protected':
      return 'protected';
    case 'deleted':
    case 'bouncedeleted':
      return 'removed_by_author';
    case 'nsfwloggedout':
    case 'nsfwviewerhasnostatedage':
    case 'nsfwviewerisunderage':
      return 'age_restricted';
    case 'deactivated':
    case 'offboarded':
      return 'author_gone';
    case 'withheld':
    case 'dmcaed':
      return 'withheld';
    default:
      return 'not_available';
  }
}

/** Tombstones speak the interface's language; we ask for English, supplied payloads may hold others. */
const sentences: [RegExp, Outcome][] = [
  [/suspended|suspendid[ao]|suspens[ao]|suspendu/i, 'author_suspended'],
  /* Before deletion: "eliminado por infringir las Reglas" is the platform's doing. */
  [/violat(?:ed|es|ing) (?:the|our)|infring|incumpl|viol[óo] las|violou as|enfrein/i, 'removed_by_platform'],
  [
    /no longer exists|account doesn['’]t exist|ya no existe|cuenta no existe|não existe mais|conta não existe|n['’]existe (?:plus|pas)/i,
    'author_gone',
  ],
  [
    /deleted by|(?:eliminad|borrad)[ao] por (?:su|el|la)|autora? .{0,30}(?:eliminó|borró)|exclu[ií]d[ao] pel|supprimé par/i,
    'removed_by_author',
  ],
  [
    /limits who can view|limita qui[eé]n|limita quem|limite (?:qui|les)|protegid[ao]s?\b|are protected|protégés?\b/i,
    'protected',
  ],
  [
    /age-restricted|(?:restricci[oó]n|restrição|limite) d['’e] ?(?:edad|idade|âge)|restringid[ao] por edad|adult content/i,
    'age_restricted',
  ],
  [/withheld|retenid[ao]|retirad[ao] en|retido|bloqué/i, 'withheld'],
  [/something went wrong|algo sali[oó] mal|algo deu errado|se produ(?:jo|it) un/i, 'network_error'],
];

/** What a tombstone's sentence says; an unknown sentence is only "not available". */
export function ofTombstone(sentence: string | null): Outcome {
  return sentences.find(([pattern]) => pattern.test(sentence ?? ''))?.[1] ?? 'not_available';
}

const byCode: Record<number, Outcome> = {
  17: 'not_available',
  29: 'network_error',
  32: 'auth_expired',
  34: 'not_available',
  50: 'author_gone',
  63: 'author_suspended',
  64: 'auth_expired',
  88: 'rate_limited',
  89: 'auth_expired',
  99: 'auth_expired',
  130: 'network_error',
  131: 'network_error',
  144: 'not_available',
  179: 'protected',
  195: 'bad_query',
  214: 'bad_query',
  215: 'auth_expired',
  326: 'auth_expired',
  336: 'layout_changed',
  353: 'auth_expired',
  403: 'auth_expired',
  421: 'not_available',
  422: 'not_available',
  429: 'rate_limited',
  453: 'auth_expired',
};

const byProblem: [RegExp, Outcome][] = [
  [/\/usage-capped$|\/credits/, 'quota_exhausted'],
  [/\/rate-limit/, 'rate_limited'],
  [/\/invalid-request$|\/invalid-rules$|\/duplicate-rules$/, 'bad_query'],
  [/\/(?:client-forbidden|unsupported-authentication|client-disconnected)$/, 'auth_expired'],
  [/\/(?:operational-disconnect|streaming-connection|connection-exception)$/, 'network_error'],
  [/\/not-authorized-for-resource$/, 'protected'],
];

const byStatus = (status: number | null | undefined): Outcome | null => {
  if (status === null || status === undefined || status < 400) return null;
  if (status === 429) return 'rate_limited';
  if (status === 402) return 'quota_exhausted';
  if (status === 401 || status === 403) return 'auth_expired';
  if (status === 404 || status === 410) return 'not_available';
  return status >= 500 ? 'network_error' : 'bad_query';
};

/**
 * One error of any of X's APIs. Title and detail matter, not the type alone: a suspended author comes as "Forbidden" with the
 * type of a post that never existed.
 */
export function ofError(error: Json, headers: Record<string, string> = {}): Outcome {
  const detail = `${text(error, 'detail') ?? ''} ${text(error, 'message') ?? ''}`;
  const type = text(error, 'type') ?? '';
  if (type.endsWith('/resource-not-found')) {
    if (/suspended/i.test(detail)) return 'author_suspended';
    if (/withheld/i.test(detail)) return 'withheld';
    return 'not_available';
  }
  const code = number(error, 'code') ?? number(error, 'extensions', 'code');
  if (code === 88 && Number(headers['x-rate-limit-remaining']) > 0) return 'auth_expired';
  if (code !== null && byCode[code]) return byCode[code];
  if (/_Missing: No status found/.test(detail)) return 'not_available';
  if (/Dependency|LoadShed|DeadlineExceeded|Timeout|OverCapacity|Internal server error/i.test(detail))
    return 'network_error';
  const problem = byProblem.find(([pattern]) => pattern.test(type))?.[1];
  if (problem) return problem;
  const title = text(error, 'title') ?? '';
  if (/UsageCap|Credits|Payment Required/i.test(title)) return 'quota_exhausted';
  if (/Too Many Requests/i.test(title)) return 'rate_limited';
  if (/Unauthorized/i.test(title)) return 'auth_expired';
  if (/Invalid Request/i.test(title)) return 'bad_query';
  return byStatus(number(error, 'status')) ?? 'layout_changed';
}

/** A body that is no JSON: Cloudflare's block, a login page, the shell that needs JavaScript, or a plain HTTP error. */
export function ofHtml(
  status: number | undefined,
  url: string | undefined,
  headers: Record<string, string> = {},
): Outcome {
  if (url && /^\/(?:i\/flow\/login|login|account\/access)/.test(URL.parse(url)?.pathname ?? '')) return 'login_wall';
  if (status === 429) return 'rate_limited';
  if (status !== undefined && status >= 500) return 'network_error';
  if (status === 404 || status === 410) return 'not_available';
  if (status !== undefined && status >= 400) return 'cf-ray' in headers ? 'captcha' : 'auth_expired';
  return 'needs_js';
}
