/** What the operator gave a way in: the page's word, or the environment's where nobody has used the page. */
import type { Access } from '../crawler/source.ts';
import type { Tx } from '../db/client.server.ts';
import { environmentAccess } from '../db/environment-access.ts';
import * as sources from '../db/sources.ts';

export { environmentAccess } from '../db/environment-access.ts';

/** What a source may use now. Throws PermanentError when a secret cannot be opened. */
export async function accessOf(source: string, tx: Tx): Promise<Access> {
  const ours = environmentAccess(source);
  const given = await sources.given(source, tx);
  if (!given) return ours;
  return { on: given.isOn ?? ours.on, settings: given.settings, secrets: { ...ours.secrets, ...given.secrets } };
}

/** Whether a source is switched on, without opening its secrets: one that cannot be opened is for its own runs to tell. */
export const isOn = async (source: string, tx: Tx): Promise<boolean> =>
  (await sources.decided(source, tx)) ?? environmentAccess(source).on;
