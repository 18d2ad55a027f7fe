/** Files and fields that staff hand in, taken out of a form. */
import { isOfTheInternet, moment } from './fields.ts';
import { textField, fileName } from '#lib/form.ts';
import type { FormProblem } from '#lib/intake-problems.ts';
import * as evidence from '#vigia/db/evidence.server.ts';

export interface Upload {
  name: string;
  bytes: number;
  sha256: string;
}

/** The files of a field, without the empty one that a form sends for nothing. */
export const filesOf = (form: FormData, name: string): File[] =>
  form.getAll(name).filter((file): file is File => file instanceof File && file.size > 0);

/** Keeps a file as evidence before anybody reads it. */
export async function kept(file: File): Promise<Upload> {
  const { sha256, bytes } = await evidence.keep(new Uint8Array(await file.arrayBuffer()));
  return { name: fileName(file.name), bytes, sha256 };
}

/** Where and when something was saved, as typed; both may be left out. */
export function savedOf(form: FormData): { from: string | null; at: Date | null } | { problem: FormProblem } {
  const from = textField(form, 'from').trim();
  if (from !== '' && !isOfTheInternet(from)) return { problem: 'address_invalid' };
  const at = moment(textField(form, 'at'));
  if (at === 'invalid') return { problem: 'date_future' };
  return { from: from || null, at };
}
