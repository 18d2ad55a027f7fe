/** What the operator gave a way in: the page's word, or the environment's where nobody has used the page. */
import { config } from '../config.ts';
import type { Access } from '../crawler/source.ts';
import { wayOf } from '../crawler/ways.ts';
import type { Tx } from '../db/client.server.ts';
import * as sources from '../db/sources.ts';

/** What the environment says of a source: public pages are on by name, the rest as soon as its secrets are there. */
export function environmentAccess(source: string): Access {
  const way = wayOf(source);
  const secrets: Record<string, string> =
    source === 'x-api' && config.x.bearerToken ? { bearer_token: config.x.bearerToken } : {};
  const on = way?.robots === 'operator_decides' ? config.publicPages.includes(way.platform) : 'bearer_token' in secrets;
  return { on, settings: {}, secrets };
}

/** What a source may use now. Throws PermanentError when a secret cannot be opened. */
export async function accessOf(source: string, tx: Tx): Promise<Access> {
  const ours = environmentAccess(source);
  const given = await sources.given(source, tx);
  if (!given) return ours;
  return { on: given.isOn ?? ours.on, settings: given.settings, secrets: { ...ours.secrets, ...given.secrets } };
}
