/** A picture of a screen that staff handed in: its text is read for the person who will correct it. */
import { PictureRefused, readPicture } from '../crawler/intake/ocr.ts';
import * as evidence from '../db/evidence.server.ts';
import * as intake from '../db/intake.ts';
import type { Tools } from './handlers.ts';
import type { PayloadOf } from './jobs.ts';

export async function picture({ intakeId }: PayloadOf<'picture'>, { db, signal }: Tools): Promise<void> {
  const row = await intake.byId(intakeId, db);
  if (row?.kind !== 'picture' || row.state !== 'reading' || !row.fileSha256) return;
  const bytes = await evidence.read(row.fileSha256);
  try {
    const reading = await readPicture(bytes, signal);
    await intake.present(row.id, { of: 'picture', ...reading }, 1, db);
  } catch (error) {
    if (!(error instanceof PictureRefused)) throw error;
    await intake.refuse(row.id, error.code, db);
  }
}
