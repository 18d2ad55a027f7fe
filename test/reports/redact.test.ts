import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contactIndicators, maskPhone } from '../../reports/contacts.ts';
import { isOfficialPhone } from '../../reports/official.ts';
import { redact } from '../../reports/redact.ts';

const seller = ['wa:+525512345678', 'email:gestor@example.com'];
const clean = (text: string) => redact(text, seller).text;

describe('redaction', () => {
  test.each([
    ['CURP', 'mi curp PEMJ800101HDFRRS09 ok', 'mi curp [CURP omitida] ok'],
    ['RFC', 'RFC PEMJ800101AB1.', 'RFC [RFC omitido].'],
    ['passport', 'pasaporte G12345678', 'pasaporte [pasaporte omitido]'],
    ['card', 'deposite a 4111 1111 1111 1111 hoy', 'deposite a [tarjeta omitida] hoy'],
    ['social security', 'SSN 123-45-6789', 'SSN [número de seguro social omitido]'],
    ['third party’s e-mail', 'escribe a maria.lopez+x@correo.example.com', 'escribe a [correo omitido]'],
    ['seller’s e-mail', 'a gestor@example.com', 'a g•••@example.com'],
    ['third party’s phone', 'llama (214) 555-0134', 'llama [teléfono omitido]'],
    ['seller’s phone', 'WhatsApp +52 55 1234 5678', 'WhatsApp tel:+52••••••5678'],
    ['seller’s phone without country', 'wa: 55-1234-5678', 'wa: tel:+52••••••5678'],
    ['seller’s phone with keycaps', '5️⃣5️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣', 'tel:+52••••••5678'],
    ['full-width digits', 'tel ５５１２３４５６７８', 'tel tel:+52••••••5678'],
    ['phone half in words', 'al 512 555 01 seis cuatro', 'al [teléfono omitido]'],
    ['seller’s phone in words', 'cinco cinco 12 tres4 5678', 'tel:+52••••••5678'],
    ['phone after a price', 'pareja $160 – 919 555 0101', 'pareja $160 – [teléfono omitido]'],
    ['phone under a price', 'son 60\n919 555 0101', 'son 60\n[teléfono omitido]'],
    ['local phone in pairs', 'al 555 01 17', 'al [teléfono omitido]'],
    ['local phone', 'al 555-0134', 'al [teléfono omitido]'],
  ])('takes out a %s', (_, text, expected) => {
    expect(clean(text)).toBe(expected);
  });

  test.each([
    'Pasaporte 3 años $99, 6 años $133, 10 años $203',
    'Consulado: +1 424 309 0009, gratis',
    'citas@sre.gob.mx es el correo oficial',
    'El 19/08/2026 a las 10:00 en Dallas',
    'ZIP 75201, 2 citas x 90 dlls',
    'uno de dos: tres citas, cuatro pasaportes y cinco actas',
  ])('leaves what is nobody’s: %s', (text) => {
    expect(clean(text)).toBe(text);
  });

  test('says what it masked', () => {
    expect(redact('PEMJ800101HDFRRS09 y 4111111111111111 y 214 555 0134', []).masked).toEqual([
      'curp',
      'phone',
      'card',
    ]);
  });
});

describe('phones in any dress', () => {
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 10, maxLength: 10 });
  const gaps = fc.array(fc.constantFrom('', ' ', '-', '.', ' - ', ') ', '/', '·'), { minLength: 9, maxLength: 9 });
  const faces = fc.constantFrom(
    (n: number) => String(n),
    (n: number) => `${n}\uFE0F\u20E3`,
    (n: number) => String.fromCodePoint(0xff10 + n),
    (n: number) => String.fromCodePoint(0x1d7ce + n),
  );

  test('never keep seven digits in a row', () => {
    fc.assert(
      fc.property(
        digits,
        gaps,
        faces,
        fc.constantFrom('', 'Llama al ', 'wa.me/', '☎️'),
        (number, between, face, before) => {
          fc.pre(!isOfficialPhone(number.join('')));
          const written = number.map((n, index) => face(n) + (between[index] ?? '')).join('');
          const { text } = redact(`${before}${written} gracias`, []);
          expect(text.normalize('NFKC').replace(/\D/g, '').length).toBeLessThan(7);
          expect(redact(text, []).text).toBe(text);
        },
      ),
    );
  });
});

describe('contact indicators', () => {
  test('keep a country and four digits', () => {
    expect(maskPhone('+525512345678')).toBe('tel:+52••••••5678');
    expect(maskPhone('+12145550134')).toBe('tel:+1••••••0134');
    expect(maskPhone('5512345678')).not.toContain('1234');
  });

  test('list each contact once, without official ones, handles and cashtags', () => {
    const contacts = [
      'tel:+14243090009',
      'wa:+525512345678',
      'wa:+525512345678',
      'handle:@citas',
      'cashtag:$citas',
      'url:https://citas.sre.gob.mx/',
      'url:https://wa.example/x',
      'url:https://wa.me/5215598765432?text=hola',
      'url:https://api.whatsapp.com/send?phone=12145550134',
      'url:https://wa.me/14243090009',
    ];
    expect(contactIndicators(contacts)).toEqual([
      { type: 'whatsapp', value: 'tel:+52••••••5678', masked: true },
      { type: 'url', value: 'https://wa.example/x', masked: false },
      { type: 'whatsapp', value: 'tel:+52•••••••5432', masked: true },
      { type: 'whatsapp', value: 'tel:+1••••••0134', masked: true },
    ]);
  });
});
