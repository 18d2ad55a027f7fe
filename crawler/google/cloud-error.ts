/**
 * What Google's interfaces mean when they refuse. Their messages may repeat a key or a project, so each refusal gets a sentence of
 * ours. Shapes: cloud.google.com/apis/design/errors, developers.google.com/custom-search (read 2026-11-24, not tried live).
 */
import type { Json } from '../json.ts';
import { inside, number, objects, text } from '../json.ts';
import type { Outcome, Parsed } from '../source.ts';

type Meaning = [outcome: Outcome, sentence: string];

/** By the reasons that an error names, the most particular first. */
const byReason: [RegExp, Meaning][] = [
  [
    /\b(?:invalid_grant|invalid_client|unauthorized_client)\b/,
    [
      'auth_expired',
      'Google does not accept the service account: its key is gone, or the clock of this machine is wrong.',
    ],
  ],
  [
    /\b(?:API_KEY_INVALID|keyInvalid|keyExpired|API_KEY_EXPIRED)\b/,
    ['auth_expired', 'Google does not know this API key.'],
  ],
  [
    /\b(?:SERVICE_DISABLED|accessNotConfigured)\b/,
    ['auth_expired', 'This interface is not enabled in the project of the key: enable it in the Google Cloud console.'],
  ],
  [
    /\b(?:API_KEY_\w+_BLOCKED|ipRefererBlocked|refererBlocked)\b/,
    [
      'auth_expired',
      'A restriction on the API key keeps it from being used here: lift it in the Google Cloud console.',
    ],
  ],
  [
    /\b(?:BILLING_DISABLED|billingNotEnabled|accountDisabled)\b/,
    ['quota_exhausted', 'Billing is off in the project of the key.'],
  ],
  [/dailyLimit|per ?day|quotaExceeded/i, ['quota_exhausted', 'The quota of the day is used up.']],
  [/rate_?limit|RESOURCE_EXHAUSTED/i, ['rate_limited', 'Google asks us to come less often.']],
  [
    /\bFAILED_PRECONDITION\b/,
    [
      'auth_expired',
      'This engine cannot be asked this way: it must search public websites, with the advanced edition on.',
    ],
  ],
];

/** The end that an error of Google's interfaces stands for; null when the answer is none. */
export function refusal(value: Json): Parsed | null {
  const plain = text(value, 'error');
  const error = inside(value, 'error');
  const code = number(error, 'code');
  if (plain === null && code === null) return null;
  const details = objects(error.details);
  const reasons = [
    plain,
    text(error, 'status'),
    ...objects(error.errors).map((one) => text(one, 'reason')),
    ...details.flatMap((one) => [text(one, 'reason'), text(one, 'metadata', 'quota_limit')]),
    // The only place where the older interfaces say that it is the day's quota.
    /per day/i.test(text(error, 'message') ?? '') ? 'per day' : null,
  ];
  const told = reasons.filter((one) => one !== null).join(' ');
  const [outcome, detail] = byReason.find(([pattern]) => pattern.test(told))?.[1] ?? byCode(code ?? 400);
  return { outcome, posts: [], next: null, detail };
}

function byCode(code: number): Meaning {
  if (code === 429) return ['rate_limited', 'Google asks us to come less often.'];
  if (code === 401) return ['auth_expired', 'Google does not accept the credential, or it has expired.'];
  if (code === 403) return ['auth_expired', 'The credential has no permission for this engine or this interface.'];
  // What is wrong is what the operator filled in, whatever the term is: an administrator has to know.
  if (code === 404) return ['auth_expired', 'There is no such engine: check its id, its project and its place.'];
  if (code >= 500) return ['network_error', `The interface of Google fails at the moment (${code}).`];
  return ['bad_query', 'Google does not accept this question, or the id of the engine is wrong.'];
}
