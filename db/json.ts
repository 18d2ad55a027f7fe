/** PostgreSQL's text holds no NUL, and its jsonb no half of a surrogate pair. */
const storable = (text: string): string => text.replaceAll('\u0000', '').toWellFormed();

/** `value` as JSON that PostgreSQL takes. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? storable(part) : part));
}

/**
 * The one way to write a JSON value (RFC 8785: keys by code unit, no white space, numbers as JavaScript writes them), so
 * that what went through jsonb and came back has the same hash. `undefined` members are left out.
 */
export const canonicalJson = (value: unknown): string => canonical(JSON.parse(storableJson(value)));

function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`).join(',')}}`;
}
