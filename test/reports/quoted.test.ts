import { describe, expect, test } from 'vitest';
import { quotedConsulate, quotedPrice } from '../../reports/quoted.ts';
import { summary } from '../../reports/summary.ts';
import { confirmed } from './confirmed.ts';

const read = (text: string, amount: number, currency = 'USD', consulate: string | null = null) => {
  const post = confirmed('x', { post: { text, consulate } });
  return { ...post, offer: { ...post.offer, price: { amount, currency }, consulate } };
};

describe('what a notice quotes of a post', () => {
  test.each([
    ['Citas para pasaporte $90 dlls', 90, 'USD', '90 USD'],
    ['Citas 200dlls por persona', 200, 'USD', '200 USD'],
    ['Cita lista, 1,400 pesos', 1400, 'MXN', '1400 MXN'],
    ['Sale en $49.99 dólares', 49.99, 'USD', '49.99 USD'],
  ])('is the price with its currency: %s', (text, amount, currency, quoted) => {
    expect(quotedPrice(read(text, amount, currency))).toBe(quoted);
  });

  test('names no currency that the text does not name, or names beside another', () => {
    expect(quotedPrice(read('Citas a $1500', 1500))).toBe('$1500');
    expect(quotedPrice(read('Citas en 60 bolas', 60))).toBe('60');
    expect(quotedPrice(read('50 dlls la cita o 900 pesos', 900, 'USD'))).toBe('900');
  });

  test('is no price whose digits do not stand in the text', () => {
    expect(quotedPrice(read('Citas por sesenta dolares', 60))).toBeNull();
    expect(quotedPrice(read('Cita del 2026, folio 1200', 200))).toBeNull();
    expect(quotedPrice(confirmed('x', { offer: { ...confirmed('x').offer, price: null } }))).toBeNull();
  });

  test('is no consulate that the text does not name', () => {
    expect(quotedConsulate(read('Citas en el consulado de DALLAS', 60, 'USD', 'Dallas'))).toBe('Dallas');
    expect(quotedConsulate(read('Citas en Los Ángeles', 60, 'USD', 'Los Angeles'))).toBe('Los Angeles');
    expect(quotedConsulate(read('Citas rápidas, todo Texas', 60, 'USD', 'Dallas'))).toBeNull();
  });

  test('stands in the summary as what the text says', () => {
    const told = read('Citas pasaporte consulado Dallas $90', 90, 'USD', 'Dallas');
    expect(summary(told, 'es')).toContain(
      '(según su texto, trámite: pasaporte; consulado: Dallas; precio que pide: $90)',
    );
    expect(summary(told, 'en')).toContain('(by its text, procedure: passport; consulate: Dallas; price asked: $90)');
    expect(summary(read('Citas pasaporte', 90, 'USD', 'Dallas'), 'es')).not.toMatch(/precio|Dallas/);
  });
});
