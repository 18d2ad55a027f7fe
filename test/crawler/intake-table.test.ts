import { Buffer } from 'node:buffer';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import writeXlsx from 'write-excel-file/node';
import { ZipFile } from 'yazl';
import { describe, expect, test } from 'vitest';
import { readDate } from '../../crawler/intake/dates.ts';
import { readRow } from '../../crawler/intake/row.ts';
import { openTable, readTable } from '../../crawler/intake/table.ts';
import { TableRefused, type Mapping } from '../../crawler/intake/table.types.ts';

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding);

/** Every row of a table as its own guess reads it: `key | text`, or the problem. */
async function rowsOf(file: Uint8Array, changes: Partial<Mapping> = {}): Promise<string[]> {
  const { guess } = await readTable(file);
  const table = await openTable(file);
  const lines: string[] = [];
  for await (const row of table.rows()) {
    const read = readRow(row, table.headers.length, { ...guess, ...changes }, new Date());
    lines.push(
      `${row.row} ${'post' in read ? `${read.post.key} | ${read.post.text}${read.undated ? ' (undated)' : ''}` : read.problem}`,
    );
  }
  return lines;
}

const refusal = (file: Uint8Array) =>
  readTable(file).then(
    () => null,
    (error: unknown) => (error instanceof TableRefused ? error.code : error),
  );

const spanish =
  'Enlace;Texto;Fecha de publicación;Cuenta\r\n' +
  'https://x.com/a/status/1964084223871971826;"Cita ñ\nsegunda ""línea""; sí";14/08/2026 09:15;Ana\r\n' +
  '\r\n' +
  'https://www.facebook.com/1/posts/22;otra;13/08/2026;Eva\r\n';
const spanishRows = ['2 x:1964084223871971826 | Cita ñ\nsegunda "línea"; sí', '4 facebook:22 | otra'];

describe('a table in text', () => {
  test.each([
    ['UTF-8', bytes(spanish)],
    ['UTF-8 with its mark', bytes(`\ufeff${spanish}`)],
    ['UTF-16 with its mark', bytes(`\ufeff${spanish}`, 'utf16le')],
    ['UTF-16 without', bytes(spanish, 'utf16le')],
    ['UTF-16, the other way around', bytes(`\ufeff${spanish}`, 'utf16le').swap16()],
    ['Windows-1252', bytes(spanish, 'latin1')],
    ['tabs', bytes(spanish.replaceAll('; sí', ' sí').replaceAll(';', '\t'))],
  ])('is read in %s', async (name, file) => {
    expect(await rowsOf(file)).toEqual(
      name === 'tabs' ? spanishRows.map((row) => row.replace('; sí', ' sí')) : spanishRows,
    );
  });

  test('columns, date form and separator are guessed from Spanish and English headers', async () => {
    expect((await readTable(bytes(spanish))).guess).toMatchObject({
      columns: { url: 0, text: 1, published: 2, author: 3 },
      dates: 'dmy',
    });
    const crowdTangle =
      'Page Name,Facebook Id,Post Created,URL,Message,Link\nCitas,10,2023-08-14 09:15:00 EDT,https://www.facebook.com/10/posts/5,hola,https://example.org/x\n';
    expect((await readTable(bytes(crowdTangle))).guess.columns).toMatchObject({
      url: 3,
      text: 4,
      published: 2,
      author: 0,
    });
    const own = 'report_number,seq,url,excerpt_original\nSRE-X-2026-000001,1,https://x.com/i/status/5,hola\n';
    expect((await readTable(bytes(own))).guess.columns).toMatchObject({ url: 2, text: 3 });
  });

  test('each row that cannot be taken says why, and the others are taken', async () => {
    const file = bytes(
      'url,id,platform,text\n' +
        'https://x.com/a/status/5,1.96E+18,x,the address counts\n' +
        ',1.96408E+18,x,rounded\n' +
        ',1964084223871971826,Twitter,by its id\n' +
        ',10_20,Facebook,CrowdTangle\n' +
        ',77,,whose\n' +
        ',,x,nothing\n' +
        'https://www.facebook.com/share/p/1Ab/,,,short\n' +
        'https://www.facebook.com/CitasDFW,,,account\n' +
        'https://www.google.com/search?q=x,,,search\n' +
        'http://10.0.0.1/x,,,inside\n' +
        '"=HYPERLINK(""https://x.com/i/status/6"",""ver"")",,,formula\n' +
        'https://x.com/i/status/7,,,a,b,c\n' +
        'https://x.com/i/status/8\n',
    );
    expect(await rowsOf(file)).toEqual([
      '2 x:5 | the address counts',
      '3 id_lost_digits',
      '4 x:1964084223871971826 | by its id',
      '5 facebook:20 | CrowdTangle',
      '6 platform_unknown',
      '7 no_identity',
      '8 url_share',
      '9 url_account',
      '10 url_search',
      '11 url_unusable',
      '12 x:6 | formula',
      '13 too_many_cells',
      '14 x:8 | ',
    ]);
  });

  test('the name in an address is nobody: who wrote it is only what the table says', async () => {
    const table = await openTable(bytes('url,text\nhttps://x.com/inocente/status/5,hola\n'));
    for await (const row of table.rows()) {
      const read = readRow(
        row,
        2,
        { columns: { url: 0, text: 1 }, dates: 'iso', zone: 'UTC', platform: null },
        new Date(),
      );
      expect(read).toMatchObject({ post: { author: null } });
    }
  });

  test.each([
    ['nothing', bytes(''), 'file_empty'],
    ['blank lines', bytes('\n\n , \n'), 'file_empty'],
    ['headers alone', bytes('url,text\n'), 'no_rows'],
    ['no headers', bytes('https://x.com/a/status/5,hola\n'), 'no_headers'],
    [
      'a quotation mark that never closes',
      bytes('url,text\nhttps://x.com/a/status/5,"hola\nhttps://x.com/a/status/6,x\n'),
      'quote_open',
    ],
    ['a record of megabytes', bytes(`url,text\nhttps://x.com/a/status/5,"${'a'.repeat(1_500_000)}"\n`), 'record_large'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'file_xls'],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), 'file_unknown'],
    ['a torn workbook', bytes('PK\u0003\u0004 and no more'), 'file_broken'],
    ['torn JSON', bytes('[{"url":"https://x.com/a/status/5"'), 'json_broken'],
    ['a list of numbers', bytes('[1,2,3]'), 'no_rows'],
  ])('%s is refused with its own sentence', async (_, file, code) => {
    expect(await refusal(file)).toBe(code);
  });

  test('more rows than are taken are refused', async () => {
    const file = bytes(`url\n${'https://x.com/a/status/5\n'.repeat(200_001)}`);
    expect(await refusal(file)).toBe('rows_many');
  });

  test('never throws anything but a refusal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (file) => {
        expect(typeof ((await refusal(file)) ?? 'read')).toBe('string');
      }),
      { numRuns: 60 },
    );
  });
});

describe('JSON', () => {
  test('a list of objects of any shape is a table; rounded ids are refused, and the address may still tell', async () => {
    const file = bytes(
      '[{"id":1964084223871971826,"full_text":"a","user":{"name":"Ana"}},' +
        '{"id":1964084223871971826,"permalink":"https://x.com/a/status/77","full_text":"b","created_at":"Wed Jul 08 21:59:10 +0000 2026"}]',
    );
    expect(await rowsOf(file)).toEqual(['2 id_lost_digits', '3 x:77 | b']);
  });

  test('items.jsonl of our own package is read', async () => {
    const line = (seq: number) =>
      JSON.stringify({
        excerpt_original: `hola ${seq}`,
        ids: { post_id: `${seq}` },
        seq,
        url: `https://x.com/i/status/${seq}`,
      });
    expect(await rowsOf(bytes(`${line(8)}\n${line(9)}\n`))).toEqual(['2 x:8 | hola 8', '3 x:9 | hola 9']);
  });
});

describe('an Excel workbook', () => {
  test('dates, numbers and addresses are read; an id that lost digits is refused', async () => {
    const text = (value: string) => ({ value, type: String });
    const file = await writeXlsx([
      [text('URL'), text('ID'), text('Fecha')],
      [
        text('https://x.com/a/status/99'),
        { value: 1.9640842238719718e18, type: Number },
        { value: new Date(Date.UTC(2026, 7, 14, 9, 15)), type: Date, format: 'dd/mm/yyyy hh:mm' },
      ],
      [text(''), { value: 1.9640842238719718e18, type: Number }, text('ayer')],
    ]).toBuffer();
    expect(await rowsOf(file)).toEqual(['2 x:99 | ', '3 id_lost_digits']);
    const table = await openTable(file);
    for await (const row of table.rows()) {
      const read = readRow(
        row,
        3,
        { columns: { url: 0, published: 2 }, dates: 'dmy', zone: 'America/Mexico_City', platform: null },
        new Date(),
      );
      if ('post' in read) expect(read.post.publishedAt).toBe('2026-08-14T15:15:00.000Z');
    }
  });

  test('one that unfolds to a thousand times its size is refused before it is read', async () => {
    const zip = new ZipFile();
    zip.addBuffer(Buffer.alloc(60_000_000, 32), 'xl/worksheets/sheet1.xml');
    zip.end();
    const bomb = await buffer(zip.outputStream);
    expect(bomb.length).toBeLessThan(100_000);
    expect(await refusal(bomb)).toBe('file_bomb');
    // The same with a directory that lies about the size.
    const size = Buffer.alloc(4);
    size.writeUInt32LE(60_000_000);
    const lie = Buffer.from(bomb);
    for (let at = lie.indexOf(size); at >= 0; at = lie.indexOf(size, at + 4)) lie.writeUInt32LE(900, at);
    expect(await refusal(lie)).toBe('file_bomb');
  });
});

describe('dates', () => {
  const at = (cell: Parameters<typeof readDate>[0], form: Mapping['dates'], zone = 'America/Mexico_City') =>
    readDate(cell, form, zone)?.toISOString() ?? null;
  test.each([
    ['14/08/2026 09:15', 'dmy', '2026-08-14T15:15:00.000Z'],
    ['08/14/2026 9:15 PM', 'mdy', '2026-08-15T03:15:00.000Z'],
    ['14-8-26', 'dmy', '2026-08-14T06:00:00.000Z'],
    ['2026/08/14 09:15:30', 'ymd', '2026-08-14T15:15:30.000Z'],
    ['2026-08-14T09:15:00Z', 'dmy', '2026-08-14T09:15:00.000Z'],
    ['2026-08-14 09:15:00 EDT', 'ymd', '2026-08-14T13:15:00.000Z'],
    ['2026-08-14T09:15:00-05:00', 'iso', '2026-08-14T14:15:00.000Z'],
    [46248.5, 'excel', '2026-08-14T18:00:00.000Z'],
    ['1786612500', 'epoch', '2026-08-13T09:15:00.000Z'],
    ['1786612500000', 'epoch', '2026-08-13T09:15:00.000Z'],
    ['31/02/2026', 'dmy', null],
    ['08/14/2026', 'dmy', null],
    ['ayer', 'dmy', null],
    ['25:00', 'dmy', null],
  ] as const)('%s as %s', (cell, form, expected) => {
    expect(at(cell, form)).toBe(expected);
  });

  test('the clock of a zone with summer time is kept', () => {
    expect(at('2026-07-01 12:00', 'ymd', 'America/New_York')).toBe('2026-07-01T16:00:00.000Z');
    expect(at('2026-12-01 12:00', 'ymd', 'America/New_York')).toBe('2026-12-01T17:00:00.000Z');
  });
});
