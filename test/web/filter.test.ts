import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deskHref, isFiltered, readFilter, toId } from '../../web/lib/desk/filter.ts';

const read = (query: string) => readFilter(new URLSearchParams(query));

describe('the desk in the URL', () => {
  test('an address without filters is the open queue', () => {
    expect(read('')).toEqual({ state: 'open' });
    expect(isFiltered(read(''))).toBe(false);
  });

  test('each filter is read', () => {
    expect(read('state=decided&platform=x&label=resale&consulate=Dallas&min=0.8&q=%20curp%20&author=17')).toEqual({
      state: 'decided',
      platform: 'x',
      label: 'resale',
      consulate: 'Dallas',
      minScore: 0.8,
      text: 'curp',
      authorId: 17,
    });
  });

  test('what makes no sense is as if it were not there', () => {
    expect(read('state=x&platform=myspace&label=crime&min=7&author=1e3&consulate=&q=%00')).toEqual({ state: 'open' });
    expect(read('min=-1&author=-4&author=5')).toEqual({ state: 'open' });
  });

  test('reading never fails and never lets a NUL through to the database', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('state', 'platform', 'min', 'q', 'consulate', 'author'), fc.string()),
        (given) => {
          const filter = readFilter(new URLSearchParams(given));
          expect(JSON.stringify(filter)).not.toContain('\\u0000');
          expect((filter.text ?? '').length).toBeLessThanOrEqual(200);
        },
      ),
    );
  });

  test('an id is digits that a number can hold', () => {
    expect(toId('42')).toBe(42);
    for (const forged of ['', '0', '-1', '1.5', '1e3', '0x10', ' 7', '9007199254740993', '1;drop', null, undefined]) {
      expect(toId(forged)).toBeNull();
    }
  });

  test('a link keeps the filters, changes what it is told and drops what it does not know', () => {
    const here = new URLSearchParams('platform=x&q=cita+dallas&decided=9&/decide=');
    expect(deskHref(here, { post: 5 })).toBe('/triage?platform=x&q=cita+dallas&post=5');
    expect(deskHref(here, { platform: null, q: null })).toBe('/triage');
  });
});
