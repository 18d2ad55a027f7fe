/** The hand-in that an address names, for whoever may hand in. */
import { error } from '@sveltejs/kit';
import { z } from 'zod';
import type { Tx } from '#vigia/db/client.server.ts';
import * as intake from '#vigia/db/intake.ts';

export async function handInOr404(id: string, tx: Tx): Promise<intake.Intake> {
  const row = z.uuid().safeParse(id).success ? await intake.byId(id, tx) : null;
  if (!row) error(404, 'no such hand-in');
  return row;
}
