import { expect, test } from 'vitest';
import * as format from '../../web/lib/format.ts';

test('a score has two decimals, and only certainty reads 1.00', () => {
  expect(format.score(0.996, 'es')).toBe('0.99');
  expect(format.score(1, 'es')).toBe('1.00');
  expect(format.score(0.5, 'en')).toBe('0.50');
});

test('a counter stops at its cap', () => {
  expect(format.capped(128, 1000, 'es')).toBe('128');
  expect(format.capped(1000, 1000, 'es')).toBe('999+');
});

test('times are those of Mexico City', () => {
  expect(format.dateTime(new Date('2026-11-24T22:30:00Z'), 'es')).toMatch(/24 nov 2026.* 4:30/);
});

test('a moment is relative for a week, then a date', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  expect(format.relative(new Date('2026-11-24T10:00:00Z'), now, 'es')).toBe('hace 2 h');
  expect(format.relative(new Date('2026-11-23T11:00:00Z'), now, 'es')).toBe('ayer');
  expect(format.relative(new Date('2026-10-01T12:00:00Z'), now, 'en')).toBe('Oct 1, 2026');
});

test('money keeps its code, known or not', () => {
  expect(format.money(60, 'USD', 'es').replaceAll('\u00a0', ' ')).toBe('USD 60');
  expect(format.money(60, 'dlls', 'es')).toBe('60 dlls');
});
