import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decode, largestPayload } from '../../crawler/intake/decode.ts';

const page = '<html><body>Citas del consulado, ¡sin costo! 🎉</body></html>';

describe('the text of a file that staff hand in', () => {
  test('is read as UTF-8, with a byte order mark or without', () => {
    expect(decode(Buffer.from(page))).toEqual({ text: page });
    expect(decode(Buffer.from(`\ufeff${page}`))).toEqual({ text: page });
  });

  test('is read as UTF-16 where the file says so', () => {
    const little = Buffer.from(`\ufeff${page}`, 'utf16le');
    expect(decode(little)).toEqual({ text: page });
    expect(decode(Buffer.from(little).swap16())).toEqual({ text: page });
  });

  test('keeps what is readable when some bytes are no UTF-8', () => {
    expect(decode(Buffer.from([0x3c, 0x70, 0x3e, 0xff, 0xc3, 0x28]))).toEqual({ text: '<p>\ufffd\ufffd(' });
  });

  test('is read in the encoding that an older page names, and only when it is no UTF-8', () => {
    const old =
      '<html><head><meta http-equiv="content-type" content="text/html; charset=ISO-8859-1"></head>Búsqueda</html>';
    expect(decode(Buffer.from(old, 'latin1'))).toEqual({ text: old });
    expect(decode(Buffer.from(old))).toEqual({ text: old });
    const unknown = Buffer.from('<meta charset="klingon">B\u00fa', 'latin1');
    expect(decode(unknown)).toEqual({ text: '<meta charset="klingon">B\ufffd' });
  });

  test('of an archive, an empty file or a huge one is a sentence instead', () => {
    expect(decode(gzipSync(page))).toEqual({ problem: expect.stringContaining('compressed') as string });
    expect(decode(Buffer.from('PK\u0003\u0004rest'))).toHaveProperty('problem');
    expect(decode(Buffer.alloc(0))).toEqual({ problem: 'The file is empty.' });
    expect(decode(Buffer.alloc(largestPayload + 1))).toEqual({
      problem: expect.stringContaining('at most 32 MB') as string,
    });
  });
});
