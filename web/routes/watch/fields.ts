/** A form made from a list of fields, read at the border. Secrets come in and are never handed back, not even after an error. */
import type { ChannelField } from '#vigia/db/channels.ts';
import { textField } from '#lib/form.ts';

export type FieldProblem = 'required' | 'form' | 'long' | 'control' | 'choice';

export interface ReadFields {
  /** Without the empty ones. */
  settings: Record<string, string>;
  /** Only those that change; null forgets one. */
  secrets: Record<string, string | null>;
  /** By field; empty when all is well. */
  problems: Record<string, FieldProblem>;
}

/** In UTF-8. A service account's key file has 2.4 kB; nothing that a platform hands out comes near the second. */
const longest = { setting: 1_000, secret: 8_192 };

/** Reads the fields of `form`; `kept`: the secrets that are there already, which need not be entered again. */
export function readFields(fields: readonly ChannelField[], form: FormData, kept: readonly string[]): ReadFields {
  const read: ReadFields = { settings: {}, secrets: {}, problems: {} };
  for (const field of fields) {
    const value = textField(form, `field.${field.name}`).trim();
    const isRemoved = field.secret && form.get(`remove.${field.name}`) === 'yes';
    const stays = field.secret && kept.includes(field.name) && !isRemoved;
    const problem = value === '' ? (field.required && !stays ? 'required' : null) : problemOf(field, value);
    if (problem) read.problems[field.name] = problem;
    else if (!field.secret && value !== '') read.settings[field.name] = value;
    else if (field.secret && value !== '') read.secrets[field.name] = value;
    else if (isRemoved) read.secrets[field.name] = null;
  }
  return read;
}

function problemOf({ secret, pattern, choices }: ChannelField, value: string): FieldProblem | null {
  if (Buffer.byteLength(value) > longest[secret ? 'secret' : 'setting']) return 'long';
  // Line breaks would end a header where such a value is sent; other invisible characters come along when something is copied.
  if (/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(value)) return 'control';
  if (choices && !choices.includes(value)) return 'choice';
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, 'u').test(value)) return 'form';
  return null;
}

/** What the settings looked like when they were sent, for the form to show again. Never a secret. */
export const typedSettings = (fields: readonly ChannelField[], form: FormData): Record<string, string> =>
  Object.fromEntries(
    fields.filter(({ secret }) => !secret).map(({ name }) => [name, textField(form, `field.${name}`).slice(0, 1_000)]),
  );

/** What a change did to the secrets, for the record: their names alone. */
export const secretNames = ({
  secrets,
}: Pick<ReadFields, 'secrets'>): { secretsSet: string[]; secretsRemoved: string[] } => ({
  secretsSet: Object.keys(secrets).filter((name) => secrets[name] !== null),
  secretsRemoved: Object.keys(secrets).filter((name) => secrets[name] === null),
});

/** The version that a form was made from; null when it says none. */
export function versionOf(form: FormData): number | null {
  const text = textField(form, 'version');
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}
