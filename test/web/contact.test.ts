import { expect, test } from 'vitest';
import { shownContact } from '../../web/lib/post/contact.ts';
import { imageType } from '../../web/lib/server/image-type.ts';

test('numbers are grouped as their country writes them', () => {
  expect(shownContact('wa:+525512345678')).toBe('WhatsApp +52 55 1234 5678');
  expect(shownContact('tel:+12145550100')).toBe('Tel. +1 214 555 0100');
});

test('other contacts are shown as they are', () => {
  expect(shownContact('handle:@citas_dal')).toBe('@citas_dal');
  expect(shownContact('email:a@b.example')).toBe('a@b.example');
  expect(shownContact('something else')).toBe('something else');
  expect(shownContact('fax:123')).toBe('fax:123');
});

test('an image is what its first bytes say, whatever it is called', () => {
  expect(imageType(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10))).toBe('image/png');
  expect(imageType(new TextEncoder().encode('RIFF....WEBPVP8 '))).toBe('image/webp');
  expect(imageType(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).toBe('image/jpeg');
  expect(imageType(new TextEncoder().encode('<svg onload=alert(1)>'))).toBeNull();
  expect(imageType(new Uint8Array())).toBeNull();
});
