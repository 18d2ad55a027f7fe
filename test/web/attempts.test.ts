import { expect, test } from 'vitest';
import { attempts } from '../../web/lib/server/attempts.server.ts';

test('after five failures a key waits for the rest of its quarter of an hour', () => {
  const tries = attempts(5, 900_000);
  for (let failure = 0; failure < 5; failure += 1) {
    expect(tries.wait('ana', 1000 + failure)).toBe(0);
    tries.fail('ana', 1000 + failure);
  }
  expect(tries.wait('ana', 61_000)).toBe(840_000);
  expect(tries.wait('luis', 61_000)).toBe(0);
  expect(tries.wait('ana', 901_000)).toBe(0);
});

test('signing in forgets the failures', () => {
  const tries = attempts(1, 1000);
  tries.fail('ana', 0);
  tries.forget('ana');
  expect(tries.wait('ana', 1)).toBe(0);
});

test('a flood of names does not fill the memory', () => {
  const tries = attempts(1, 1000, 3);
  for (const key of ['a', 'b', 'c', 'd']) tries.fail(key, 0);
  expect(tries.wait('a', 1)).toBe(0);
  expect(tries.wait('d', 1)).toBeGreaterThan(0);
});
