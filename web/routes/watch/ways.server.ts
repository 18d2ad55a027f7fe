/** The ways in that a term can take, as the form offers them. */
import { priceOf } from '#vigia/crawler/prices.ts';
import { ways } from '#vigia/crawler/ways.ts';
import type { Tx } from '#vigia/db/client.server.ts';
import { environmentAccess } from '#vigia/db/environment-access.ts';
import * as sources from '#vigia/db/sources.ts';

export type WayChoice = Awaited<ReturnType<typeof wayChoices>>[number];

/** In the order of crawler/ways.ts; one that its platform has ended is not offered any more. */
export async function wayChoices(tx: Tx, now = new Date()) {
  const given = await sources.shown(tx);
  return ways
    .filter(({ takesTerms, endsOn }) => takesTerms && (endsOn === undefined || now < new Date(endsOn)))
    .map(({ name, platform, mode, endsOn }) => ({
      name,
      platform,
      mode,
      endsOn: endsOn ?? null,
      usd: priceOf(name).usd,
      isOn: given(name).isOn ?? environmentAccess(name).on,
    }));
}
