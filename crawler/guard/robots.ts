/** robots.txt of hosts that are read as `obeyed`: kept for a day, read through the guard, never larger than RFC 9309 asks. */
import robotsModule from 'robots-parser';
import { FetchFailed, guardedFetch } from './fetch.ts';
import { AddressRefused, type Guard } from './guard.ts';

/** Product token by which robots.txt addresses us. */
export const robotsAgent = 'Vigia';

// The package is CommonJS whose types speak of an ES default: what Node imports is the function itself.
const robotsParser = robotsModule as unknown as typeof robotsModule.default;

/** True when the host's robots.txt lets us read the address. A file that cannot be had for now forbids everything. */
export type RobotsAllow = (address: string | URL, signal: AbortSignal) => Promise<boolean>;

interface Rules {
  text: string;
  until: number;
}

const keepMs = 24 * 3_600_000;
const keepFaultMs = 10 * 60_000;
/** RFC 9309 asks for at least 500 KiB; larger files are cut there, since long wildcard lists cost seconds. */
const longest = 500 * 1024;
const keptHosts = 1_000;

export function makeRobots(guard: Guard, now: () => number = Date.now): RobotsAllow {
  const kept = new Map<string, Rules>();
  return async (address, signal) => {
    const url = new URL(address);
    const file = new URL('/robots.txt', url).href;
    let rules = kept.get(file);
    if (!rules || rules.until <= now()) {
      rules = await read(guard, file, signal, now());
      if (kept.size >= keptHosts) kept.delete(kept.keys().next().value!);
      kept.set(file, rules);
    }
    const allowed = robotsParser(file, rules.text).isAllowed(url.href, robotsAgent);
    if (allowed === undefined) throw new Error('robots.txt was asked about another host');
    return allowed;
  };
}

const forbidden = 'User-agent: *\nDisallow: /';

async function read(guard: Guard, file: string, signal: AbortSignal, now: number): Promise<Rules> {
  try {
    const answer = await guardedFetch(guard, file, { signal, maxBytes: 4 * longest, timeoutMs: 10_000 });
    if (answer.status >= 500 || answer.status === 429) return { text: forbidden, until: now + keepFaultMs };
    // RFC 9309: a file that is not there forbids nothing.
    if (answer.status >= 400) return { text: '', until: now + keepMs };
    return { text: answer.body.slice(0, longest), until: now + keepMs };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof AddressRefused) throw error;
    if (error instanceof FetchFailed || error instanceof TypeError || (error as Error).name === 'TimeoutError')
      return { text: forbidden, until: now + keepFaultMs };
    throw error;
  }
}
