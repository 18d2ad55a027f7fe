/** Fields of a submitted form, where each may as well be a file or missing. */

/** The text of a field; empty when it is missing or a file. */
export function textField(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
