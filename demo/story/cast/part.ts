/** One account of the cast as its file writes it: times are minutes and days around the beginning. */
import type { Ending, Face, Role } from '../story.types.ts';

export interface Part {
  on: Face;
  role: Role;
  owner: string;
  name: string;
  city: string;
  about: string;
  handle?: string;
  phone?: string;
  /** Days before the beginning; 60 unless told. */
  since?: number;
  /** Minutes after the beginning (negative: before); instead of `since`. */
  joins?: number;
  ends?: [minutes: number, how: Ending];
  renames?: [minutes: number, name: string][];
}

type More = Partial<Omit<Part, 'on' | 'role' | 'owner' | 'name' | 'city' | 'about'>>;

/** Returns what writes down accounts of one role. */
export const accounts =
  (role: Role) =>
  (on: Face, owner: string, name: string, city: string, about: string, more: More = {}): Part => ({
    on,
    role,
    owner,
    name,
    city,
    about,
    ...more,
  });
