/** JSON that no parser of a platform knows, as a table: a list of objects, or one object a line, with `a.b` for what is inside. */
import { isObject, type Json } from '../json.ts';
import { mostRows, TableRefused, type Cell, type Row } from './table.types.ts';

/** Deeper than any export nests. */
const deepest = 4;
const mostColumns = 300;
/** Where exports keep their list when it is not the document itself. */
const lists = ['items', 'posts', 'data', 'results', 'rows', 'records', 'value'];

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function objectsIn(text: string): Json[] {
  const content = text.replace(/^\ufeff/, '').trim();
  const whole = parsed(content);
  if (Array.isArray(whole)) return whole.filter(isObject);
  if (isObject(whole)) {
    const inside = lists.map((name) => whole[name]).find((value) => Array.isArray(value) && value.some(isObject));
    return Array.isArray(inside) ? inside.filter(isObject) : [whole];
  }
  const lines = content.split(/\r?\n/).filter((line) => line.trim() !== '');
  const values = lines.map(parsed);
  if (values.length === 0 || values.some((value) => value === undefined)) throw new TableRefused('json_broken');
  return values.filter(isObject);
}

function flat(value: Json, into: Map<string, Cell>, prefix = '', depth = 1): void {
  for (const [name, inner] of Object.entries(value)) {
    const path = prefix + name;
    if (isObject(inner)) {
      if (depth < deepest) flat(inner, into, `${path}.`, depth + 1);
    } else if (Array.isArray(inner)) {
      if (inner.every((one) => typeof one === 'string')) into.set(path, inner.join(' | '));
    } else into.set(path, inner as Cell);
  }
}

/** The headers as row 1, then one row an object. Throws TableRefused for what is no JSON of objects. */
export function jsonRows(text: string): Row[] {
  const objects = objectsIn(text);
  if (objects.length === 0) throw new TableRefused('no_rows');
  if (objects.length > mostRows) throw new TableRefused('rows_many');
  const columns = new Map<string, number>();
  const records = objects.map((one) => {
    const record = new Map<string, Cell>();
    flat(one, record);
    for (const name of record.keys()) {
      if (!columns.has(name) && columns.size < mostColumns) columns.set(name, columns.size);
    }
    return record;
  });
  const names = [...columns.keys()];
  const rows = records.map((record, index) => ({
    row: index + 2,
    cells: names.map((name) => record.get(name) ?? null),
  }));
  return [{ row: 1, cells: names }, ...rows];
}
