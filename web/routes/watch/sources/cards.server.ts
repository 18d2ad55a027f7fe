/** All that the pages show of the ways in, from the table of ways and what an operator gave each. */
import { priceOf } from '#vigia/crawler/prices.ts';
import type { Way } from '#vigia/crawler/source.ts';
import { ways } from '#vigia/crawler/ways.ts';
import type { Tx } from '#vigia/db/client.server.ts';
import * as tests from '#vigia/db/connection-tests.ts';
import { environmentAccess } from '#vigia/db/environment-access.ts';
import * as holds from '#vigia/db/holds.ts';
import * as sources from '#vigia/db/sources.ts';
import * as spend from '#vigia/db/spend.ts';
import { isOutdated, missing, stateOf, type Standing } from './state.ts';

export type Card = Awaited<ReturnType<typeof cards>>[number];

export async function cards(tx: Tx) {
  const shown = await sources.shown(tx);
  const held = await holds.inForce(tx);
  const good = await sources.lastGood(tx);
  const spent = await spend.bySource(tx);
  const tested = await tests.all(tx);
  return ways.map((way) => {
    const given = shown(way.name);
    const environment = environmentAccess(way.name);
    const hold = held.find(({ source }) => source === way.name) ?? null;
    const standing: Standing = {
      way,
      isOn: given.isOn ?? environment.on,
      isDecided: given.isOn !== null,
      isHeld: hold !== null,
      acceptedReadOn: given.accepted?.readOn ?? null,
      filled: [
        ...Object.keys(given.settings),
        ...given.secrets.map(({ name }) => name),
        ...Object.keys(environment.secrets),
      ],
    };
    return {
      way,
      state: stateOf(standing),
      isOn: standing.isOn,
      isOutdated: isOutdated(standing),
      missing: missing(standing),
      /** The variable whose word counts, because nobody has decided on the page. */
      variable: standing.isOn && !standing.isDecided ? variableOf(way) : null,
      fromEnvironment: Object.keys(environment.secrets),
      given,
      hold,
      lastGood: good.get(way.name) ?? null,
      spent: spent.filter(({ source }) => source === way.name),
      /** The most that a test's ten posts with their authors, or its one question, cost. */
      testUsd: testUsd(way.name),
      price: priceOf(way.name),
      test: tested.get(way.name) ?? null,
    };
  });
}

const variableOf = ({ robots }: Way): string =>
  robots === 'operator_decides' ? 'VIGIA_PUBLIC_PAGES' : 'X_BEARER_TOKEN';

function testUsd(source: string): number {
  const { post = 0, user = 0, query = 0 } = priceOf(source).usd;
  return 10 * (post + user) + query;
}
