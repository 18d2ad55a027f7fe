/**
 * The one gate of every outgoing request, whether Chromium or Node sends it: which hosts a source may reach, at which
 * addresses. The connection is made by the gate itself, to an address that it has checked, so a name that answers
 * differently the second time (DNS rebinding) gains nothing. How to use it for a web hook, a bucket or mail: docs/collection.md.
 *
 * In the demo workspace every allowed name leads to the demo internet, one address and port on loopback, and nothing
 * leaves the machine. No source knows of this: only the gate routes.
 */
import { lookup } from 'node:dns/promises';
import net from 'node:net';
import { PermanentError } from '../../errors.ts';
import { dial } from './dial.ts';
import { isInternalAddress, isPublicAddress } from './ip.ts';

export { isPublicAddress } from './ip.ts';

/** The address may not be reached, now or later. The message never holds more than the host. */
export class AddressRefused extends PermanentError {
  override name = 'AddressRefused';
}

export interface Guard {
  /** Parses and checks all that can be told without asking DNS. Throws AddressRefused. */
  check(url: string | URL): URL;
  /** A TCP connection to a checked address of the host. Throws AddressRefused, or a network error with a `code`. */
  connect(hostname: string, port: number, signal?: AbortSignal): Promise<net.Socket>;
  /**
   * The checked address of a host, for a client that can only connect by itself (SMTP): hand it this address and never the
   * name, which could lead elsewhere the second time. Throws AddressRefused, or a network error with a `code`.
   */
  resolvePublic(hostname: string, port: number): Promise<string>;
  /** Set in the demo workspace: the demo internet speaks TLS only, and only with the key of this SHA-256 (base64). */
  demo: { spki: string | undefined } | null;
  /** True for a host that the operator has named as internal: it is reached as it is, also in the demo. */
  internal(hostname: string): boolean;
}

export interface GuardOptions {
  /**
   * Hosts, lower case: `api.x.com` is that host, `.facebook.com` that domain and everything below it, `*` any public
   * host. An address in figures is only ever let through by `*`.
   */
  allowedHosts: readonly string[];
  /** 80 and 443 unless told otherwise. */
  allowedPorts?: readonly number[] | 'any';
  /**
   * Servers of the operator's own network that may be reached although their addresses are private: `minio.interno:9000`
   * (a name or an address in figures, with its port; without one, the allowed ports). Only from the operator's
   * configuration, never from a page, a post or a form. Link-local addresses stay refused: clouds keep secrets there.
   */
  allowPrivate?: readonly string[];
  /** `127.0.0.1:PORT` of the demo internet; only in the demo workspace. */
  demoInternet?: string | undefined;
  demoSpki?: string | undefined;
  /** How names become addresses: the system's resolver unless told otherwise. */
  resolve?: (hostname: string) => Promise<string[]>;
}

export function makeGuard(options: GuardOptions): Guard {
  const { allowedHosts, allowedPorts = [80, 443], allowPrivate = [], resolve = resolveAll } = options;
  const demo = options.demoInternet ? addressOf(options.demoInternet) : null;
  const privates = new Map(allowPrivate.map(internalOf));

  function checkHost(hostname: string): string {
    const host = hostname.toLowerCase().replace(/\.$/, '');
    if (privates.has(host)) return host;
    const literal = host.startsWith('[') || net.isIP(host) !== 0;
    const allowed = allowedHosts.some((pattern) => matches(host, pattern, literal));
    if (!allowed) throw new AddressRefused(`This source may not reach ${host}.`);
    if (literal && (demo || !isPublicAddress(bare(host)))) throw new AddressRefused(`${host} is not a public address.`);
    if (demo && !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host)) throw new AddressRefused(`${host} is not a public name.`);
    return host;
  }

  function checkPort(host: string, port: number): void {
    const own = privates.get(host);
    if (own ? own === port : allowedPorts === 'any' || allowedPorts.includes(port)) return;
    throw new AddressRefused(`Port ${port} may not be reached.`);
  }

  /** All of them must be public: one private address among them is a sign of an attack, not a reason to pick another. */
  async function addressesOf(host: string): Promise<string[]> {
    const literal = bare(host);
    const addresses = net.isIP(literal) ? [literal] : await resolve(host);
    if (addresses.length === 0) throw Object.assign(new Error(`${host} has no address.`), { code: 'ENOTFOUND' });
    const fits = privates.has(host) ? isInternalAddress : isPublicAddress;
    if (addresses.every(fits)) return addresses;
    throw new AddressRefused(`${host} does not lead to ${privates.has(host) ? 'an internal' : 'a public'} address.`);
  }

  /** Where a connection to this host and port goes: never a name. */
  async function endOf(hostname: string, port: number): Promise<{ addresses: string[]; port: number }> {
    // Through URL, so that 0x7f.1 and 2130706433 are read here as Chromium and the C library read them.
    const spelled = URL.parse(`http://${net.isIPv6(hostname) ? `[${hostname}]` : hostname}/`)?.hostname;
    if (!spelled) throw new AddressRefused('This is not a host name.');
    const host = checkHost(spelled);
    checkPort(host, port);
    if (demo && !privates.has(host)) return { addresses: [demo.host], port: demo.port };
    const addresses = await addressesOf(host);
    if (demo && addresses.some(isPublicAddress)) throw new AddressRefused('The demo does not leave this machine.');
    return { addresses, port };
  }

  return {
    demo: demo && { spki: options.demoSpki },
    internal: (hostname) => privates.has(hostname.toLowerCase()),
    check(url) {
      const parsed = URL.parse(url);
      if (!parsed) throw new AddressRefused('This is not a complete web address.');
      if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:')
        throw new AddressRefused(`Only http and https addresses may be reached, not ${parsed.protocol}`);
      if (parsed.username || parsed.password) throw new AddressRefused('An address with a user name is not reached.');
      const host = checkHost(parsed.hostname);
      checkPort(host, Number(parsed.port || (parsed.protocol === 'https:' ? 443 : 80)));
      return parsed;
    },
    async connect(hostname, port, signal) {
      signal?.throwIfAborted();
      const end = await endOf(hostname, port);
      return dial(end.addresses, end.port, signal);
    },
    async resolvePublic(hostname, port) {
      return (await endOf(hostname, port)).addresses[0]!;
    },
  };
}

function matches(host: string, pattern: string, literal: boolean): boolean {
  if (pattern === '*') return true;
  if (literal) return false;
  return pattern.startsWith('.') ? host === pattern.slice(1) || host.endsWith(pattern) : host === pattern;
}

const bare = (host: string): string => host.replace(/^\[(.*)\]$/, '$1');

/** Host and port of `host:port` as a URL spells them; port 0 where none is named. */
function internalOf(entry: string): [string, number] {
  const port = /:(\d{1,5})$/.exec(entry)?.[1];
  const host = net.isIPv6(entry) ? entry : entry.slice(0, port === undefined ? undefined : -port.length - 1);
  const spelled = URL.parse(`http://${net.isIPv6(host) ? `[${host}]` : host}/`)?.hostname;
  if (!spelled || !/^[^/@?#]+$/.test(entry))
    throw new PermanentError(`${entry} is no internal server: it must be HOST or HOST:PORT.`);
  return [spelled, net.isIPv6(entry) ? 0 : Number(port ?? 0)];
}

function addressOf(hostAndPort: string): { host: string; port: number } {
  const match = /^127\.0\.0\.1:(\d+)$/.exec(hostAndPort);
  if (!match) throw new PermanentError('The demo internet must be 127.0.0.1:PORT.');
  return { host: '127.0.0.1', port: Number(match[1]) };
}

async function resolveAll(hostname: string): Promise<string[]> {
  const found = await lookup(hostname, { all: true, verbatim: true });
  return found.map(({ address }) => address);
}
