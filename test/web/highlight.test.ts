import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pieces } from '../../web/lib/post/highlight.ts';

const signal = (start: number, end: number, weight = 1) => ({ text: '', weight, start, end });

describe('signals where they stand', () => {
  test('the pieces of a text make the text again, whatever the offsets say', () => {
    const anySignal = fc.record({
      text: fc.string(),
      weight: fc.double({ min: -5, max: 5, noNaN: true }),
      start: fc.integer({ min: -3, max: 60 }),
      end: fc.integer({ min: -3, max: 60 }),
    });
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.array(anySignal, { maxLength: 8 }),
        (text, signals) => {
          expect(
            pieces(text, signals)
              .map((piece) => piece.text)
              .join(''),
          ).toBe(text);
        },
      ),
    );
  });

  test('a signal marks exactly its place', () => {
    expect(pieces('cita para hoy', [signal(5, 9)])).toEqual([
      { text: 'cita ', signal: null },
      { text: 'para', signal: signal(5, 9) },
      { text: ' hoy', signal: null },
    ]);
  });

  test('where two overlap, the stronger one shows, whichever way it moves the score', () => {
    const weak = signal(0, 6, 0.5);
    const strong = signal(3, 9, -2);
    expect(
      pieces('abcdefghij', [weak, strong]).map(({ text, signal: shown }) => [text, shown?.weight ?? null]),
    ).toEqual([
      ['abc', 0.5],
      ['defghi', -2],
      ['j', null],
    ]);
  });

  test('a signal without a place marks nothing', () => {
    expect(pieces('hola', [signal(-1, -1)])).toEqual([{ text: 'hola', signal: null }]);
  });
});
