import { describe, expect, test } from 'vitest';
import { refusals } from '../../errors.ts';
import { messages } from '../../web/lib/i18n/index.ts';

type Tree = { [key: string]: Tree | string | string[] | ((...args: never[]) => string) };

function leaves(tree: Tree, path = ''): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [key, value] of Object.entries(tree)) {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === 'object' && !Array.isArray(value)) for (const [k, v] of leaves(value, here)) found.set(k, v);
    else found.set(here, value);
  }
  return found;
}

/** Says a message as a page would: counts for every argument a function takes. */
const say = (leaf: unknown): string =>
  typeof leaf === 'function'
    ? String((leaf as (...args: unknown[]) => string)(...Array.from({ length: leaf.length }, () => 2)))
    : String(leaf);

const es = leaves((await messages('es')) as unknown as Tree);
const en = leaves((await messages('en')) as unknown as Tree);
/** English needs these sentences of the classifier; in Spanish they are already right. */
const own = (key: string) => !key.startsWith('triage.signals.');

/** A grade that needs no word. */
const silent = new Set(['reports.one.grade.read']);

describe('the two languages', () => {
  test('have the same keys, of the same kinds', () => {
    expect([...en.keys()].filter(own).sort()).toEqual([...es.keys()].filter(own).sort());
    const different = [...es].filter(([key, leaf]) => typeof leaf !== typeof en.get(key)).map(([key]) => key);
    expect(different.filter(own)).toEqual([]);
  });

  test('have something to say everywhere, and nothing left over from writing', () => {
    for (const [key, leaf] of [...es, ...en]) {
      if (!silent.has(key)) expect(say(leaf).trim(), key).not.toBe('');
      expect(say(leaf), key).not.toMatch(/undefined|\[object|TODO|XXX|Lorem/);
    }
  });

  test('English holds no Spanish sentence', () => {
    const spanish = [...en].filter(([, leaf]) => /\b(el|los|las|una|del|que|para|con|está|usted)\b/i.test(say(leaf)));
    expect(spanish.map(([key]) => key).filter((key) => !/common\.preferences\.other|home\.start/.test(key))).toEqual(
      [],
    );
  });

  test('every refusal of a verb has its sentence', () => {
    for (const code of refusals) expect(say(es.get(`refusals.${code}`)).length, code).toBeGreaterThan(20);
  });
});
