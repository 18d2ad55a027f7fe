/**
 * The one gate of every outgoing request, whether Chromium or Node sends it: which hosts a source may reach, at which
 * addresses. The connection is made by the gate itself, to an address that it has checked, so a name that answers
 * differently the second time (DNS rebinding) gains nothing.
 *
 * In the demo workspace every allowed name leads to the demo internet, one address and port on loopback, and nothing
 * leaves the machine. No source knows of this: only the gate routes.
 */
import { lookup } from 'node:dns/promises';
import net from 'node:net';
import ipaddr from 'ipaddr.js';
import { PermanentError } from '../errors.ts';

/** The address may not be reached, now or later. The message never holds more than the host. */
export class AddressRefused extends PermanentError {
  override name = 'AddressRefused';
}

export interface Guard {
  /** Parses and checks all that can be told without asking DNS. Throws AddressRefused. */
  check(url: string | URL): URL;
  /** A TCP connection to a checked address of the host. Throws AddressRefused, or a network error with a `code`. */
  connect(hostname: string, port: number, signal?: AbortSignal): Promise<net.Socket>;
  /** Set in the demo workspace: the demo internet speaks TLS only, and only with the key of this SHA-256 (base64). */
  demo: { spki: string | undefined } | null;
}

export interface GuardOptions {
  /**
   * Hosts, lower case: `api.x.com` is that host, `.facebook.com` that domain and everything below it, `*` any public
   * host. An address in figures is only ever let through by `*`.
   */
  allowedHosts: readonly string[];
  /** 80 and 443 unless told otherwise. */
  allowedPorts?: readonly number[] | 'any';
  /** `127.0.0.1:PORT` of the demo internet; only in the demo workspace. */
  demoInternet?: string | undefined;
  demoSpki?: string | undefined;
  /** How names become addresses: the system's resolver unless told otherwise. */
  resolve?: (hostname: string) => Promise<string[]>;
}

const connectTimeoutMs = 10_000;

export function makeGuard(options: GuardOptions): Guard {
  const { allowedHosts, allowedPorts = [80, 443], resolve = resolveAll } = options;
  const demo = options.demoInternet ? addressOf(options.demoInternet) : null;

  function checkHost(hostname: string): string {
    const host = hostname.toLowerCase().replace(/\.$/, '');
    const literal = host.startsWith('[') || net.isIP(host) !== 0;
    const allowed = allowedHosts.some((pattern) => matches(host, pattern, literal));
    if (!allowed) throw new AddressRefused(`This source may not reach ${host}.`);
    if (literal && (demo || !isPublicAddress(bare(host)))) throw new AddressRefused(`${host} is not a public address.`);
    if (demo && !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host)) throw new AddressRefused(`${host} is not a public name.`);
    return host;
  }

  function checkPort(port: number): void {
    if (allowedPorts === 'any' || allowedPorts.includes(port)) return;
    throw new AddressRefused(`Port ${port} may not be reached.`);
  }

  /** All of them must be public: one private address among them is a sign of an attack, not a reason to pick another. */
  async function addressesOf(host: string): Promise<string[]> {
    const literal = bare(host);
    const addresses = net.isIP(literal) ? [literal] : await resolve(host);
    if (addresses.length === 0) throw Object.assign(new Error(`${host} has no address.`), { code: 'ENOTFOUND' });
    if (addresses.every(isPublicAddress)) return addresses;
    throw new AddressRefused(`${host} does not lead to a public address.`);
  }

  return {
    demo: demo && { spki: options.demoSpki },
    check(url) {
      const parsed = URL.parse(url);
      if (!parsed) throw new AddressRefused('This is not a complete web address.');
      if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:')
        throw new AddressRefused(`Only http and https addresses may be reached, not ${parsed.protocol}`);
      if (parsed.username || parsed.password) throw new AddressRefused('An address with a user name is not reached.');
      checkHost(parsed.hostname);
      checkPort(Number(parsed.port || (parsed.protocol === 'https:' ? 443 : 80)));
      return parsed;
    },
    async connect(hostname, port, signal) {
      signal?.throwIfAborted();
      // Through URL, so that 0x7f.1 and 2130706433 are read here as Chromium and the C library read them.
      const spelled = URL.parse(`http://${hostname}/`)?.hostname;
      if (!spelled) throw new AddressRefused('This is not a host name.');
      const host = checkHost(spelled);
      checkPort(port);
      if (demo) return dial([demo.host], demo.port, signal);
      return dial(await addressesOf(host), port, signal);
    },
  };
}

/** True for an address of the public internet: not loopback, private, link-local, CGNAT, mapped, tunnelled or reserved. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

function matches(host: string, pattern: string, literal: boolean): boolean {
  if (pattern === '*') return true;
  if (literal) return false;
  return pattern.startsWith('.') ? host === pattern.slice(1) || host.endsWith(pattern) : host === pattern;
}

const bare = (host: string): string => host.replace(/^\[(.*)\]$/, '$1');

function addressOf(hostAndPort: string): { host: string; port: number } {
  const match = /^127\.0\.0\.1:(\d+)$/.exec(hostAndPort);
  if (!match) throw new PermanentError('The demo internet must be 127.0.0.1:PORT.');
  return { host: '127.0.0.1', port: Number(match[1]) };
}

async function resolveAll(hostname: string): Promise<string[]> {
  const found = await lookup(hostname, { all: true, verbatim: true });
  return found.map(({ address }) => address);
}

/** Connects to one of the given addresses, asking no resolver again. */
async function dial(addresses: readonly string[], port: number, signal?: AbortSignal): Promise<net.Socket> {
  const all = addresses.map((address) => ({ address, family: net.isIP(address) }));
  const socket = net.connect({
    host: 'checked.invalid',
    port,
    autoSelectFamily: true,
    lookup: (_name, _options, callback) => callback(null, all),
  });
  const limit = AbortSignal.any([AbortSignal.timeout(connectTimeoutMs), ...(signal ? [signal] : [])]);
  const stop = () => socket.destroy(limit.reason);
  limit.addEventListener('abort', stop, { once: true });
  try {
    await new Promise<void>((connected, failed) => {
      socket.once('connect', connected);
      socket.once('error', failed);
    });
  } finally {
    limit.removeEventListener('abort', stop);
  }
  return socket.setNoDelay(true);
}
