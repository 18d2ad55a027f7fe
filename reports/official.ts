/** Who must never be reported: a ministry that asks for its own consulate to be taken down has failed twice. */
import official from './data/official.json' with { type: 'json' };

const handles = new Set(official.x_handles.map(({ value }) => value.toLowerCase()));
const facebookAccounts = new Set<string>(official.facebook_accounts);
const tails = new Set(official.phones.map(({ value }) => phoneTail(value)));
const under = (host: string, suffixes: { value: string }[]) =>
  suffixes.some(({ value }) => host === value || host.endsWith(`.${value}`));

/** The last ten digits of a phone number: what stays the same over all ways to write it. */
export function phoneTail(phone: string): string {
  return phone.replace(/\D/g, '').slice(-10);
}

/** Whether an address lies on a government host. Unreadable addresses do not. */
export function isOfficialUrl(url: string): boolean {
  const host = URL.parse(url)?.hostname.replace(/\.$/, '');
  return host !== undefined && under(host, official.host_suffixes);
}

export function isOfficialHandle(handle: string): boolean {
  return handles.has(handle.replace(/^@/, '').toLowerCase());
}

/** `idOrVanity`: what stands in a Facebook address for the account. */
export function isOfficialFacebookAccount(idOrVanity: string): boolean {
  return facebookAccounts.has(idOrVanity.toLowerCase());
}

export function isOfficialPhone(phone: string): boolean {
  return tails.has(phoneTail(phone));
}

export function isOfficialEmail(email: string): boolean {
  return under(email.toLowerCase().split('@').at(-1) ?? '', official.email_suffixes);
}

/**
 * A name or handle as consulates carry it (`Consulado General de México en Dallas`, `ConsulMexAtl`). It may be the consulate
 * or someone who plays it: only a person can tell, since most offices' accounts are on no verified list.
 */
export function soundsOfficial(name: string): boolean {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[\s._-]+/g, ' ');
  return patterns.some((pattern) => pattern.test(plain));
}

const patterns = [
  /\bconsul(?:ado|ate) ?(?:general|gral)? ?(?:de|of)? ?mex/,
  /\bmexican consulate/,
  /\b(?:consul|emba)mex/,
  /\bembajada ?(?:de)? ?mex/,
  /\brelaciones exteriores\b/,
  /\bsre(?: ?mx)?\b/,
];
