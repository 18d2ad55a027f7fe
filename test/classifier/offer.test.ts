import { readFileSync } from 'node:fs';
import full from 'libphonenumber-js/metadata.max.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { links } from '../../classifier/links.ts';
import { contacts } from '../../classifier/offer/contacts.ts';
import { papersOf } from '../../classifier/offer/papers.ts';
import { consulate } from '../../classifier/offer/places.ts';
import { price } from '../../classifier/offer/prices.ts';
import { lookalikeHost, officialHandle, officialHost, officialPhone } from '../../classifier/official.ts';
import { tokenize } from '../../classifier/tokens.ts';

const contactsOf = (text: string): string[] => contacts(tokenize(text), links(text));

describe('contacts', () => {
  it.each([
    ['Info 469-555-0117', 'tel:+14695550117'],
    ['(214) 555.0165', 'tel:+12145550165'],
    ['7O4-555-O126', 'tel:+17045550126'],
    ['2 1 8 . 5 5 5 . 0 1 7 5', 'tel:+12185550175'],
    ['9️⃣7️⃣2️⃣ 5️⃣5️⃣5️⃣ 0️⃣1️⃣6️⃣8️⃣', 'tel:+19725550168'],
    ['817 5cinco5 01 tres 3', 'tel:+18175550133'],
    ['nueve19 cinco55 cero uno cuarenta y ocho', 'tel:+19195550148'],
    ['dos uno cuatro 555 01 17', 'tel:+12145550117'],
    ['whats +52 55 5555 0177', 'wa:+525555550177'],
    ['WhatsApp +521 55 5555 0177', 'wa:+525555550177'],
    ['marca al 044 55 5555 0177', 'tel:+525555550177'],
    ['cel 55 5555 0166', 'tel:+525555550166'],
    ['wa.me/19565550195', 'wa:+19565550195'],
    ['https://api.whatsapp.com/send?phone=5215555550177', 'wa:+525555550177'],
    ['cashapp $rolo_htx', 'cashtag:$rolo_htx'],
    ['DM @okcfastappts', 'handle:@okcfastappts'],
    ['a tramites@correo.example ya', 'email:tramites@correo.example'],
    ['entra a https://www.citas-mx.example/pago.', 'url:citas-mx.example/pago'],
  ])('%s holds %s', (text, expected) => {
    expect(contactsOf(text)).toEqual([expected]);
  });
  it.each(['$60 por persona', 'del 12 al 15 de noviembre de 2026', 'folio 123456', 'a las 9:00 am, 10:30 y 11:00'])(
    'nothing is a contact in: %s',
    (text) => {
      expect(contactsOf(text)).toEqual([]);
    },
  );
  it('several stand in order of appearance, each once', () => {
    expect(contactsOf('$chato / 832 555 0164 o @chato_x, repito 832-555-0164')).toEqual([
      'cashtag:$chato',
      'tel:+18325550164',
      'handle:@chato_x',
    ]);
  });
});

describe('telephone rules', () => {
  it('are an excerpt of the installed library', () => {
    const file = new URL('../../classifier/data/phone_metadata.json', import.meta.url);
    const excerpt = JSON.parse(readFileSync(file, 'utf8')) as Pick<typeof full, 'version' | 'countries'>;
    expect(excerpt.version).toBe(full.version);
    expect(full.countries).toMatchObject(excerpt.countries);
  });
});

describe('what is official', () => {
  it('knows hosts below gob.mx, and no look-alike', () => {
    expect(officialHost('citas.sre.gob.mx')).toBe(true);
    expect(['citas.sre.gob', 'sre.gyob.mx', 'sre.gob.mx.example', 'citas-sre.com.mx'].some(officialHost)).toBe(false);
    expect(lookalikeHost('miconsulado-validacion.example')).toBe(true);
  });
  it('knows the MiConsulado line however it is written', () => {
    expect(officialPhone('+14243090009')).toBe(true);
    expect(officialPhone('4695550117')).toBe(false);
  });
  it('trusts verified handles only, never the pattern', () => {
    expect(officialHandle('@ConsulMexHou')).toBe(true);
    expect(officialHandle('ConsulMexZzz')).toBe(false);
  });
});

describe('prices', () => {
  it.each<[string, number, string]>([
    ['$50', 50, 'USD'],
    ['cobro 40 dlls', 40, 'USD'],
    ['60 bolas y listo', 60, 'USD'],
    ['$49.99 pago único', 49.99, 'USD'],
    ['total $1,400 pesos', 1400, 'MXN'],
    ['500 varos cada una', 500, 'MXN'],
    ['sesenta por cabeza', 60, 'USD'],
    ['sixty flat', 60, 'USD'],
    ['45 c/u', 45, 'USD'],
    ['💲5️⃣0️⃣', 50, 'USD'],
  ])('%s asks %d %s', (text, amount, currency) => {
    expect(price(tokenize(text))).toEqual({ amount, currency });
  });
  it.each([
    'el 23 de octubre',
    'a las 9:40',
    '469-555-0117',
    'quedan 3 espacios',
    'en 24 horas',
    'calle 8',
    'aparta tu lugar (872)',
  ])('nothing is asked in: %s', (text) => {
    expect(price(tokenize(text))).toBeNull();
  });
});

describe('places', () => {
  const place = (text: string, authorName: string | null = null): string | null =>
    consulate({ text, authorName }, tokenize(text));
  it.each([
    ['cita en el consulado de San Antonio', 'San Antonio'],
    ['soy de Wichita, voy al consulado de Kansas City', 'Kansas City'],
    ['LITEL ROK', 'Little Rock'],
    ['cita pa Jiuston', 'Houston'],
    ['Los Angeles', 'Los Ángeles'],
    ['raite desde Yakima', 'Seattle'],
    ['te la saco en la Santa Ana', 'Santa Ana'],
  ])('%s → %s', (text, expected) => {
    expect(place(text)).toBe(expected);
  });
  it('the account speaks where the text is silent', () => {
    expect(place('Con gusto, por DM.', 'Consulmex Raleigh')).toBe('Raleigh');
    expect(place('la cita ya la tengo')).toBeNull();
  });
});

describe('papers', () => {
  it('procedures are told from documents asked for', () => {
    expect(papersOf(tokenize('Citas de pasaporte y matrícula'))).toEqual({
      procedures: ['pasaporte', 'matricula'],
      documents: [],
    });
    expect(papersOf(tokenize('mándame tu CURP y foto de tu acta')).documents).toEqual(['curp', 'foto', 'acta']);
    expect(papersOf(tokenize('Nunca te pediremos enviar tu CURP')).documents).toEqual([]);
  });
});
