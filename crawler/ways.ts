/** Every way in, as people see it. Pure words: pages, jobs and the database may read them without loading a crawler. */
import { facebookWays } from './facebook/ways.ts';
import { googleWays } from './google/ways.ts';
import type { Platform, Way } from './source.ts';
import { xWays } from './x/ways.ts';

/** In the order in which pages show them; a platform's first one is what a new term takes unless told otherwise. */
export const ways: readonly Way[] = [...googleWays, ...xWays, ...facebookWays];

/** The way of this name, or null. */
export const wayOf = (name: string): Way | null => ways.find((way) => way.name === name) ?? null;

/** The way that a term of the platform takes unless somebody chooses another. */
export function usualWay(platform: Platform): Way {
  return ways.find((way) => way.platform === platform && way.takesTerms)!;
}
