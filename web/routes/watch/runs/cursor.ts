/** Where a list of runs goes on, as it stands in the URL: `2026-11-24T16:05:00.000Z~<id of the run>`. */
import { z } from 'zod';
import type { RunCursor } from '#vigia/db/runs.ts';

const Parts = z.tuple([z.iso.datetime(), z.uuid()]);

export const writeCursor = ({ plannedAt, id }: RunCursor): string => `${plannedAt.toISOString()}~${id}`;

/** Null where the text is no cursor: the list then begins at its start. */
export function readCursor(text: string | null): RunCursor | null {
  const parsed = Parts.safeParse(text?.split('~'));
  return parsed.success ? { plannedAt: new Date(parsed.data[0]), id: parsed.data[1] } : null;
}
