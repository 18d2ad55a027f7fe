/** Walking JSON of unknown shape without trusting it. */

export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
export const objects = (value: unknown): Json[] => list(value).filter(isObject);

/** The value at a path of keys, or undefined. */
export function at(value: unknown, ...path: string[]): unknown {
  let here = value;
  for (const key of path) {
    if (!isObject(here)) return undefined;
    here = here[key];
  }
  return here;
}

/** The object at a path of keys, or an empty one. */
export function inside(value: unknown, ...path: string[]): Json {
  const found = at(value, ...path);
  return isObject(found) ? found : {};
}

/** The non-empty string at a path, or null. */
export function text(value: unknown, ...path: string[]): string | null {
  const found = at(value, ...path);
  return typeof found === 'string' && found !== '' ? found : null;
}

export function number(value: unknown, ...path: string[]): number | null {
  const found = at(value, ...path);
  return typeof found === 'number' && Number.isFinite(found) ? found : null;
}

/**
 * An id at a path as a string of digits. A JSON number is taken only while it is exact: X's ids are larger than 2^53 and a
 * rounded id is another post's.
 */
export function id(value: unknown, ...path: string[]): string | null {
  const found = at(value, ...path);
  if (typeof found === 'number') return Number.isSafeInteger(found) && found > 0 ? String(found) : null;
  return typeof found === 'string' && /^[1-9]\d{0,24}$/.test(found) ? found : null;
}

/** A number as long as the ids that JavaScript's numbers cannot hold. May match inside a text, which costs time and nothing else. */
const longNumber = /[:[,]\s*\d{16,25}\s*[,\]}]/;

/** An integer beyond 2^53 becomes the string of its digits as they stand in the text; every other value stays. */
function exact(_key: string, value: unknown, context: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  return context.source !== undefined && /^\d+$/.test(context.source) ? context.source : value;
}

/** TypeScript does not know the third argument yet; V8 has it since 2023. */
const parseExactly = JSON.parse as (text: string, reviver: typeof exact) => unknown;

/** Parses JSON, with exact ids; undefined when the text is none. */
export function readJson(body: string): unknown {
  try {
    return longNumber.test(body) ? parseExactly(body, exact) : (JSON.parse(body) as unknown);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    /* Nested deeper than the stack reaches: no platform's answer. */
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Parses one JSON document, or JSON lines; lines that are none are counted. */
export function readJsonLines(body: string): { values: unknown[]; unreadable: number } {
  const content = body.trim();
  if (content === '') return { values: [], unreadable: 0 };
  const whole = readJson(content);
  if (whole !== undefined) return { values: [whole], unreadable: 0 };
  const values: unknown[] = [];
  let unreadable = 0;
  for (const line of content.split('\n')) {
    if (line.trim() === '') continue;
    const value = readJson(line);
    if (value === undefined) unreadable++;
    else values.push(value);
  }
  return { values, unreadable };
}
