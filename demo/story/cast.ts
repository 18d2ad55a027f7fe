/** Everyone in the story. Names of people and businesses are invented; consulates bear their offices' names. */
import { deceivers } from './cast/deceivers.ts';
import { institutions } from './cast/institutions.ts';
import { neighbours } from './cast/neighbours.ts';
import { offices } from './cast/offices.ts';
import type { Part } from './cast/part.ts';
import { sellers } from './cast/sellers.ts';
import { hash } from './random.ts';
import type { Account, Ended } from './story.types.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** The whole cast, for a story that begins at `began`. */
export function castOf(began: Date): Account[] {
  const at = (minutes: number): Date => new Date(began.getTime() + minutes * minute);
  return [...sellers, ...offices, ...deceivers, ...institutions, ...neighbours].map((part) => {
    const joined = part.joins === undefined ? new Date(began.getTime() - (part.since ?? 60) * day) : at(part.joins);
    const ended: Ended | null = part.ends ? { at: at(part.ends[0]), how: part.ends[1] } : null;
    return {
      platform: part.on,
      id: accountId(part),
      handle: part.handle ?? null,
      names: [
        { from: joined, name: part.name },
        ...(part.renames ?? []).map(([when, name]) => ({ from: at(when), name })),
      ],
      role: part.role,
      owner: part.owner,
      city: part.city,
      phone: part.phone ?? null,
      about: part.about,
      joined,
      ended,
    };
  });
}

/** Facebook ids of people and pages begin with 1000; X ids are snowflakes or older, shorter numbers. */
function accountId(part: Part): string {
  const digits = String(hash(part.on, part.name, part.city)).padStart(10, '0');
  return part.on === 'facebook' ? `10009${digits}` : `17${digits}${digits.slice(0, 7)}`;
}
