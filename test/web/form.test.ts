import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileName } from '../../web/lib/form.ts';

test('the name of a handed-in file can be stored, whatever the browser sent', () => {
  expect(fileName('citas\0\r\ndallas.html')).toBe('citas dallas.html');
  expect(fileName(`${'a'.repeat(254)}🎉.html`)).toBe(`${'a'.repeat(254)}\ufffd`);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (name) => {
      const stored = fileName(name);
      expect(stored.isWellFormed()).toBe(true);
      expect(stored).not.toMatch(/\p{Cc}/u);
      expect(stored.length).toBeLessThanOrEqual(255);
    }),
  );
});
