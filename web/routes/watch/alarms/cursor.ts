/** Where a page of closed alarms goes on, as it stands in the address: `<ISO time>~<id>`. */
import { z } from 'zod';
import type { ClosedCursor } from '#vigia/db/alarms.ts';

const Place = z.tuple([z.iso.datetime(), z.uuid()]);

export const writeCursor = ({ closedAt, id }: ClosedCursor): string => `${closedAt.toISOString()}~${id}`;

export function readCursor(text: string | null): ClosedCursor | null {
  const place = Place.safeParse((text ?? '').split('~'));
  return place.success ? { closedAt: new Date(place.data[0]), id: place.data[1] } : null;
}
