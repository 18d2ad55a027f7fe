import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownPath } from '../../web/lib/preferences.ts';

describe('where a form may send the reader', () => {
  test('a path of ours stays', () => {
    expect(ownPath('/triage?platform=x&post=7')).toBe('/triage?platform=x&post=7');
  });

  test('another host never', () => {
    for (const address of [
      '//evil.example',
      '/\\evil.example',
      '/..//evil.example',
      '/.//evil.example',
      '/a/%2e%2e//evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      '',
      null,
    ]) {
      expect(ownPath(address)).toBe('/');
    }
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(new URL(ownPath(text), 'http://ours.example').host).toBe('ours.example');
        expect(new URL(ownPath(`/${text}`), 'http://ours.example').host).toBe('ours.example');
      }),
    );
  });
});
