/** Which addresses of the internet protocol a request may end at. */
import ipaddr from 'ipaddr.js';

/** Public by its range, yet the door to the virtual machine's own secrets in one large cloud (Azure's wire server). */
const metadata = new Set(['168.63.129.16']);

/** What an internal server may have. Never link-local: that is where clouds keep the secrets of a machine (169.254.169.254). */
const internal = new Set(['unicast', 'private', 'carrierGradeNat', 'loopback', 'uniqueLocal']);

/**
 * True for an address of the public internet: not loopback, private, link-local, CGNAT, mapped, tunnelled, translated or
 * reserved. Anything that is not an address is not public.
 */
export function isPublicAddress(address: string): boolean {
  const read = parsed(address);
  return read !== null && read.range() === 'unicast' && isAssigned(read) && !metadata.has(read.toString());
}

/** True for an address that a server on the operator's own network may have. */
export function isInternalAddress(address: string): boolean {
  const read = parsed(address);
  return read !== null && internal.has(read.range()) && !metadata.has(read.toString());
}

/** Mapped IPv4 (`::ffff:127.0.0.1`) is read as the IPv4 address that it is. */
function parsed(address: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  return ipaddr.isValid(address) ? ipaddr.process(address) : null;
}

/** IPv6 has handed out 2000::/3 only; inside it, ISATAP's addresses (…:0:5efe:a.b.c.d) lead to an IPv4 address of any kind. */
function isAssigned(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (!('parts' in address)) return true;
  const { parts } = address;
  return parts[0]! >> 13 === 1 && !((parts[4]! & ~0x200) === 0 && parts[5] === 0x5efe);
}
