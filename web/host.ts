/** Which Host headers we answer to. A name that an attacker points at this machine (DNS rebinding) is none of them. */
import { isIP } from 'node:net';

/**
 * Whether a request with this Host header is meant for us: an address, `localhost`, or the public origin's host.
 * @param origin the configured public address, e.g. `https://vigia.example.gob.mx`
 */
export function isOurHost(header: string | undefined, origin: string | undefined): boolean {
  if (!header || !/^[\w.:[\]-]+$/.test(header) || !URL.canParse(`http://${header}`)) return false;
  if (origin && new URL(origin).host === header.toLowerCase()) return true;
  const name = new URL(`http://${header}`).hostname;
  return name === 'localhost' || isIP(name.replace(/^\[|\]$/g, '')) !== 0;
}
