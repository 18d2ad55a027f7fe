/**
 * The policy lines that notices cite: dated configuration, not knowledge. `grade` says how the text was seen:
 * `read` in a stored copy of the platform's own page, `secondary` quoted elsewhere, `memory` to be confirmed by a
 * person before use. Lines are never edited in place once cited: an approved report carries the text's hash, and an
 * export refuses when the text differs.
 */
import { PermanentError } from '../errors.ts';
import type { Platform } from '../crawler/source.ts';

export interface Policy {
  code: string;
  platform: Platform;
  /** Title of the policy page, in the platform's primary language (US English). */
  title: string;
  line: string;
  /** The platform's words exactly as seen; empty where no copy of the text was at hand. */
  quotes: readonly string[];
  /** In our words: what the quote leaves out. */
  note?: string;
  url: string;
  /** When the copy was taken (ISO 8601 UTC), null where the copy carries no date. */
  readAt: string | null;
  grade: 'read' | 'secondary' | 'memory';
  source: string;
}

const meta = 'https://transparency.meta.com/policies';
const fraud = {
  platform: 'facebook',
  title: 'Fraud, Scams, and Deceptive Practices',
  url: `${meta}/community-standards/fraud-scams/`,
  readAt: '2026-08-03T00:35:39Z',
  grade: 'read',
  source: 'Open Terms Archive, Community Standards, copy of 2026-08-03',
} as const;
const standards = { ...fraud, url: `${meta}/community-standards/` } as const;
const ads = {
  platform: 'facebook',
  title: 'Advertising Standards',
  url: `${meta}/ad-standards/`,
  readAt: '2026-07-24T00:00:00Z',
  grade: 'read',
  source: 'Open Terms Archive, Advertising Standards, copy of 2026-07-24',
} as const;
const authenticity = {
  platform: 'x',
  title: 'Authenticity',
  url: 'https://help.x.com/en/rules-and-policies/authenticity',
  readAt: null,
  grade: 'secondary',
  source: 'Worker copy of the page in force since April 2025',
} as const;
const xRules = { platform: 'x', url: 'https://help.x.com/en/rules-and-policies/x-rules', readAt: null } as const;
const googleAds = {
  platform: 'google',
  url: 'https://support.google.com/adspolicy/answer/6008942',
  readAt: null,
} as const;

export const policies: readonly Policy[] = [
  {
    ...fraud,
    code: 'META-FRAUD-ENTITY',
    line: 'Inauthentic Identity > Established Business/Entity Fraud and Scams',
    quotes: [
      'falsely claiming to represent, or speak in the voice of, an established business or entity, in an attempt to scam or defraud',
    ],
  },
  {
    ...fraud,
    code: 'META-FRAUD-VISA',
    line: 'Fake Documents > Fake or Forged Documents',
    quotes: [
      'Offers sale of visas or green cards',
      'Guarantees visa or green card approval',
      'Enables users to get visa approvals without fulfilling normal requirements',
    ],
  },
  {
    ...fraud,
    code: 'META-FRAUD-PII',
    line: 'Stolen Information > PII Fraud and Scam',
    quotes: ['buying, selling or trading of PII'],
  },
  {
    ...fraud,
    code: 'META-FRAUD-TRUSTED',
    line: 'With additional information and/or context, we may remove',
    quotes: ['Involving fraud/scam that have been reported by a trusted entity'],
  },
  {
    ...fraud,
    code: 'META-FRAUD-NETWORK',
    line: 'With additional information and/or context, we may remove',
    quotes: ['in organized Fraud or Scam behavior, including the use of multiple accounts'],
  },
  {
    ...fraud,
    code: 'META-IDENTITY-IMPERSONATION',
    title: 'Authentic Identity Representation',
    url: `${meta}/community-standards/authentic-identity-representation/`,
    line: 'Impersonation',
    quotes: [
      'Impersonate another person or entity by: using their image(s), name, or likeness with the aim to deceive; speaking in the voice of another person or entity for whom the user is not authorized',
    ],
  },
  {
    ...standards,
    code: 'META-PRIVACY-SOLICIT',
    title: 'Privacy Violations',
    line: 'Shares or asks for private information',
    quotes: ['shares or asks for private information'],
    note: 'PII covers national identification and passport numbers, civil-registry records, immigration documents. The line speaks of asking for the PII of others.',
  },
  {
    ...standards,
    code: 'META-SPAM-DOMAIN',
    title: 'Spam',
    line: 'Landing page or domain impersonation; Misleading Links',
    quotes: ['Landing page or domain impersonation', 'Misleading Links'],
  },
  {
    ...ads,
    code: 'META-ADS-UBP',
    line: 'Unacceptable Business Practices',
    quotes: ['deceptive or misleading practices'],
    note: 'The line goes on to practices used to scam people out of money or personal information.',
  },
  {
    ...ads,
    code: 'META-ADS-GOVID',
    line: 'Personal and lead data',
    quotes: ['Ads must not request government-issued identifiers'],
    note: 'Passport numbers are among them; needs prior permission by Meta.',
  },
  {
    ...ads,
    code: 'META-ADS-LOCALLAW',
    line: 'Ads reported by a government',
    quotes: ['as violating local law may be removed'],
    note: 'Said of ads reported by a government or a court order.',
  },
  {
    ...standards,
    code: 'META-LOCAL-LAW',
    title: 'Locally Illegal Content, Products, or Services',
    line: 'Government notice',
    quotes: [],
    note: 'Title read on the page of October 2024; the text of the line was not at hand.',
    readAt: null,
    source: 'Community Standards, page of October 2024',
  },
  {
    ...authenticity,
    code: 'X-AUTHENTICITY',
    line: 'Inauthentic Accounts > Impersonation',
    quotes: [
      'You may not engage in inauthentic activity that undermines the integrity of X',
      'You may not impersonate other identities of individuals, groups, or organizations to deceive others',
    ],
  },
  {
    ...xRules,
    code: 'X-ILLEGAL-GOODS',
    title: 'Illegal or certain regulated goods or services',
    line: 'Unlawful purpose',
    quotes: ['unlawful purpose or in furtherance of illegal activities', 'selling, buying, or facilitating'],
    note: 'Covers resale only where it is shown to be unlawful: for the legal unit to say.',
    grade: 'read',
    source: 'Copy of the X Rules of 2024-02: fragments',
  },
  {
    ...authenticity,
    code: 'X-SCAM',
    title: 'Authenticity (formerly Financial scam)',
    line: 'Fraud by false affiliation',
    quotes: [
      'into sending you money or personal financial information via scam tactics',
      'posing as a public figure or an organization',
    ],
    note: 'Wording of 2019. X does not act on disputes about goods sold.',
    source: 'Press quotes of the wording of 2019; the address now leads to the Authenticity page',
  },
  {
    platform: 'google',
    code: 'GOOGLE-SPAM-SCAM',
    title: 'Spam policies for Google web search',
    line: 'Scam and fraud',
    quotes: [],
    note: 'Category of the Search Quality User Report: The page is deceptive, Scam and fraud.',
    url: 'https://developers.google.com/search/docs/essentials/spam-policies',
    readAt: null,
    grade: 'secondary',
    source: 'developers.google.com/search/blog/2023/06 and a news report of 2023-06-14',
  },
  {
    ...googleAds,
    code: 'GOOGLE-ADS-GOVDOCS',
    title: 'Government documents and services',
    url: 'https://support.google.com/adspolicy/answer/13156083',
    line: 'Other restricted businesses',
    quotes: [],
    note: 'Only certified governments and authorised providers may advertise direct acquisition of listed government documents and services. Whether the present list names appointments is not confirmed.',
    grade: 'secondary',
    source: 'Chinese copy of the page',
  },
  {
    ...googleAds,
    code: 'GOOGLE-ADS-MISREP',
    title: 'Misrepresentation',
    line: 'Impersonating brands or government; unacceptable business practices',
    quotes: [],
    note: 'Title and line from memory.',
    grade: 'memory',
    source: 'Memory',
  },
  {
    platform: 'google',
    code: 'GOOGLE-SB-SOCIAL',
    title: 'Safe Browsing: social engineering',
    line: 'Imitation of a brand, deceptive address, or request for credentials',
    quotes: [],
    note: 'Needs imitation of a brand, a deceptive address or a request for credentials. Other scams that do not demonstrate phishing are unlikely to be listed.',
    url: 'https://developers.google.com/search/docs/monitor-debug/security/social-engineering',
    readAt: null,
    grade: 'secondary',
    source: 'Web Risk Submission documentation',
  },
];

const byCode = new Map(policies.map((policy) => [policy.code, policy]));

/** The policy of a code. Throws PermanentError where the catalogue does not hold it. */
export function policyOf(code: string): Policy {
  const policy = byCode.get(code);
  if (!policy) throw new PermanentError(`Policy ${code} is not in the catalogue.`);
  return policy;
}

/** `Fraud, Scams, and Deceptive Practices > Inauthentic Identity > …`, always in the platform's English. */
export function citation(policy: Policy): string {
  return `${policy.title} > ${policy.line}`;
}

/** The text file of a policy line as packages carry it. Its hash goes into the report at approval. */
export function policyFile(policy: Policy): string {
  const seen = {
    read: 'read in a stored copy of the platform’s page / leído en una copia guardada de la página de la plataforma',
    secondary: 'seen quoted elsewhere: confirm before sending / visto en cita de terceros: confírmese antes de enviar',
    memory: 'from memory: confirm before sending / de memoria: confírmese antes de enviar',
  }[policy.grade];
  return [
    `${policy.code}`,
    `Policy / Política: ${citation(policy)}`,
    `Address / Dirección: ${policy.url}`,
    `Copy of / Copia del: ${policy.readAt ?? 'undated / sin fecha'}`,
    `Grade / Grado: ${policy.grade} (${seen})`,
    `Source / Fuente: ${policy.source}`,
    '',
    ...(policy.quotes.length > 0
      ? policy.quotes.map((quote) => `"${quote}"`)
      : ['[No copy of the text was at hand / No se tuvo a la vista copia del texto]']),
    ...(policy.note ? ['', `Note, not a quote / Nota, no es cita: ${policy.note}`] : []),
    '',
  ].join('\n');
}
