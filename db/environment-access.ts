/** What the environment says of a way in, where nobody has used the page. */
import { config } from '../config.ts';
import type { Access } from '../crawler/source.ts';
import { wayOf } from '../crawler/ways.ts';

/** Public pages are on by name, the rest as soon as its secrets are there. */
export function environmentAccess(source: string): Access {
  const way = wayOf(source);
  const secrets: Record<string, string> =
    source === 'x-api' && config.x.bearerToken ? { bearer_token: config.x.bearerToken } : {};
  const on = way?.robots === 'operator_decides' ? config.publicPages.includes(way.platform) : 'bearer_token' in secrets;
  return { on, settings: {}, secrets };
}
