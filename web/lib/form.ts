/** Fields of a submitted form, where each may as well be a file or missing. */

/** The text of a field; empty when it is missing or a file. */
export function textField(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** The name that a file came with, as it may be stored and shown: without control characters, at most 255 UTF-16 units. */
export const fileName = (name: string): string =>
  name
    .replace(/\p{Cc}+/gu, ' ')
    .slice(0, 255)
    .toWellFormed()
    .trim();
