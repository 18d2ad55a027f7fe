/** Whether an address names a place that anybody on the internet could open, as far as it tells by itself. */
import { isPublicAddress } from './guard.ts';

/** Names that lead nowhere but inside: RFC 6761, RFC 8375, and what routers and offices use. */
const inner = /\.(?:internal|local|localhost|lan|home|corp|intranet|test|invalid|onion|arpa)$/;

/**
 * False for figures of an inner network and for names of inside. What a public name leads to is checked by the guard when
 * it is visited.
 */
export function isPublicPlace(address: string): boolean {
  const host = URL.parse(address)?.hostname.replace(/^\[(.*)\]$/, '$1');
  if (host === undefined) return false;
  if (host.includes(':') || /^[\d.]+$/.test(host)) return isPublicAddress(host);
  return host.includes('.') && !inner.test(host);
}
