import { expect, test } from 'vitest';
import { isOurHost } from '../../web/host.ts';

const origin = 'https://vigia.example.gob.mx';

test('an address, localhost and the public name are ours', () => {
  for (const host of ['127.0.0.1:4000', 'localhost:4000', '[::1]:4000', '10.0.0.7', 'vigia.example.gob.mx']) {
    expect(isOurHost(host, origin), host).toBe(true);
  }
});

test('a name that somebody points at this machine is not', () => {
  for (const host of [
    'evil.example',
    'localhost.evil.example',
    'vigia.example.gob.mx.evil.example',
    'a b',
    '',
    undefined,
  ]) {
    expect(isOurHost(host, origin), host).toBe(false);
  }
  expect(isOurHost('vigia.example.gob.mx', undefined)).toBe(false);
});
