import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalize, readLimit } from '../../classifier/normalize.ts';

const folded = (text: string): string => normalize(text).text.replace(/\s+/g, ' ').trim();

describe('normalising for features', () => {
  it.each([
    ['P4s4porte y M4TR1CULA', 'pasaporte y matricula'],
    ['c1t4s k0nsulado', 'citas konsulado'],
    ['cit@s, C¡tas', 'citas, citas'],
    ['c i t a s  ya', 'citas ya'],
    ['C.1.T.A.S', 'citas'],
    ['pas.aporte / ma.tri.cula', 'pasaporte / matricula'],
    ['сitаs рarа el соnsulаdо', 'citas para el consulado'],
    ['𝗖𝗜𝗧𝗔𝗦 ᴄɪᴛᴀ 🅲🅸🆃🅰', 'citas cita cita'],
    ['ci\u200btas', 'citas'],
    ['9️⃣7️⃣2️⃣', '972'],
    ['🛂 🇲🇽', 'pasaporte mexico'],
    ['Sacamos tu CITA ¡ya!', 'sacamos tu cita ¡ya!'],
  ])('%s is read as %s', (text, expected) => {
    expect(folded(text)).toBe(expected);
  });

  it.each(['$60 a las 9am', '469-555-0117', '7O4-555-O126', 'COVID19 24hrs', 'cinco5 555', 'ana@correo.example'])(
    'amounts, hours, phones and addresses keep their digits: %s',
    (text) => {
      expect(folded(text)).toBe(text.toLowerCase());
    },
  );

  it('every character knows where it came from', () => {
    const original = 'Hola, 𝗖𝗜𝗧𝗔𝗦 c.i.t.a.s';
    const { text, from, to } = normalize(original);
    const at = text.indexOf('citas');
    expect(original.slice(from[at], to[at + 4])).toBe('𝗖𝗜𝗧𝗔𝗦');
    const last = text.lastIndexOf('citas');
    expect(original.slice(from[last], to[last + 4])).toBe('c.i.t.a.s');
  });

  it('offsets stay within the text and never run backwards, on any string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (original) => {
        const { text, from, to } = normalize(original);
        expect(from.length).toBe(text.length);
        for (let i = 0; i < text.length; i++) {
          expect(from[i]).toBeLessThanOrEqual(to[i]!);
          expect(to[i]).toBeLessThanOrEqual(original.length);
          if (i > 0) expect(from[i]).toBeGreaterThanOrEqual(from[i - 1]!);
        }
      }),
    );
  });

  it('a very long text is read from both ends only', () => {
    const { text } = normalize(`inicio ${'x '.repeat(100_000)} final`);
    expect(text.length).toBeLessThanOrEqual(readLimit + 1);
    expect(text.startsWith('inicio')).toBe(true);
    expect(text.endsWith('final')).toBe(true);
  });
});
