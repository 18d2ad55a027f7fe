/** The forms of ways in and channels, read at the border: what is typed, pasted or sent by hand. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ways } from '../../crawler/ways.ts';
import { channelFields } from '../../db/channels.ts';
import { messages } from '../../web/lib/i18n/index.ts';
import { readCursor, writeCursor } from '../../web/routes/watch/alarms/cursor.ts';
import { faultsOf } from '../../web/routes/watch/alarms/channels/channel.ts';
import { readFields, secretNames, typedSettings, versionOf } from '../../web/routes/watch/fields.ts';
import { isOutdated, stateOf, type Standing } from '../../web/routes/watch/sources/state.ts';

const fields = [
  { name: 'api_key', secret: true, required: true, pattern: '[a-z]{4,8}|x' },
  { name: 'account', secret: true, required: false },
  { name: 'engine', secret: false, required: true, pattern: '[a-z]+' },
  { name: 'mode', secret: false, required: false, choices: ['a', 'b'] },
];
function form(values: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) data.append(name, value);
  return data;
}
const typed = (values: Record<string, string>, kept: string[] = []) =>
  readFields(
    fields,
    form(Object.fromEntries(Object.entries(values).map(([name, value]) => [`field.${name}`, value]))),
    kept,
  );

describe('the fields of a way in', () => {
  test('keep settings apart from secrets, and leave out what is empty', () => {
    expect(typed({ api_key: ' abcd ', engine: 'uno', mode: '' })).toEqual({
      settings: { engine: 'uno' },
      secrets: { api_key: 'abcd' },
      problems: {},
    });
  });

  test('need no secret that is there already, and one that is removed is needed again', () => {
    expect(typed({ engine: 'uno' }, ['api_key'])).toEqual({ settings: { engine: 'uno' }, secrets: {}, problems: {} });
    expect(typed({ engine: 'uno' })).toMatchObject({ problems: { api_key: 'required' } });
    const removed = form({ 'field.engine': 'uno', 'remove.api_key': 'yes', 'remove.account': 'yes' });
    expect(readFields(fields, removed, ['api_key', 'account'])).toMatchObject({
      problems: { api_key: 'required' },
      secrets: { account: null },
    });
  });

  test('are whole or refused: a pattern holds for all of a value, also with alternatives in it', () => {
    expect(typed({ api_key: 'x', engine: 'uno' }).problems).toEqual({});
    for (const value of ['xy', 'abcd!', 'abcdefghi'])
      expect(typed({ api_key: value, engine: 'uno' }).problems).toEqual({ api_key: 'form' });
    expect(typed({ api_key: 'x', engine: 'uno', mode: 'c' }).problems).toEqual({ mode: 'choice' });
  });

  test.each([
    ['10 kB', 'a'.repeat(10_000), 'long'],
    ['a line break', 'abc\r\nx-header: 1', 'control'],
    ['a zero byte', 'abc\0d', 'control'],
    ['a zero-width space', 'abc\u200bd', 'control'],
    ['a text that runs the other way', 'abc\u202ed', 'control'],
  ])('refuse a secret with %s', (_name, value, problem) => {
    expect(typed({ api_key: 'x', engine: 'uno', account: value }).problems).toEqual({ account: problem });
  });

  test('never hand a secret back, whatever is sent', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6 }), (value) => {
        const marked = `geheim${value}`;
        const sent = form({ 'field.api_key': marked, 'field.account': marked, 'field.engine': '!' });
        const read = readFields(fields, sent, []);
        expect(JSON.stringify([typedSettings(fields, sent), read.problems, secretNames(read)])).not.toContain('geheim');
      }),
    );
  });

  test('a file in place of a text is nothing', () => {
    const data = form({ 'field.engine': 'uno' });
    data.append('field.api_key', new Blob(['x']), 'key.txt');
    expect(readFields(fields, data, []).problems).toEqual({ api_key: 'required' });
  });

  test('a version is a number or none', () => {
    expect(['0', '17', '', '-1', '1e3', '9'.repeat(12)].map((text) => versionOf(form({ version: text })))).toEqual([
      0,
      17,
      null,
      null,
      null,
      null,
    ]);
  });

  test('of every way and channel have a name in both languages, and patterns that compile', async () => {
    for (const locale of ['es', 'en'] as const) {
      const { sources, alarms, watch } = await messages(locale);
      for (const way of ways) {
        expect(watch.sources[way.name], way.name).toBeTruthy();
        expect(sources.positions[way.name], way.name).toBeTruthy();
        for (const { name } of way.fields) expect(sources.fields[name]?.label, `${way.name}.${name}`).toBeTruthy();
      }
      for (const { name, choices = [] } of Object.values(channelFields).flat()) {
        expect(alarms.channels.fields[name]?.label, name).toBeTruthy();
        for (const choice of choices) expect(alarms.channels.fields[name]?.choices?.[choice], choice).toBeTruthy();
      }
    }
    const patterns = [...ways.flatMap((way) => [...way.fields]), ...Object.values(channelFields).flat()];
    for (const { pattern } of patterns as { pattern?: string }[])
      if (pattern) expect(() => new RegExp(`^(?:${pattern})$`, 'u')).not.toThrow();
  });
});

describe('a channel', () => {
  const mail = {
    host: 'correo.example.mx',
    port: '587',
    security: 'starttls',
    from: 'a@example.mx',
    to: 'b@example.mx',
  };
  const mailFaults = (more: Record<string, string>, hasPassword = false) =>
    faultsOf('email', { settings: { ...mail, ...more }, hasPassword }, []);
  const hookFaults = (url: string, hosts: string[] = []) =>
    faultsOf('webhook', { settings: { url }, hasPassword: false }, hosts);

  test('takes addresses of mail servers and people', () => {
    expect(mailFaults({})).toEqual({});
    expect(mailFaults({ to: 'b@example.mx , c.d+guardia@sub.example.mx', host: '10.1.2.3' })).toEqual({});
  });

  test.each([
    [{ from: 'a@example.mx>\r\nBcc: <x@evil.example' }, { from: 'email' }],
    [{ from: 'Ana <a@example.mx>' }, { from: 'email' }],
    [{ from: 'ñandú@example.mx' }, { from: 'email' }],
    [{ to: 'b@example.mx,' }, { to: 'emails' }],
    [{ to: 'b@example' }, { to: 'emails' }],
    [{ to: Array.from({ length: 21 }, (_, n) => `p${n}@example.mx`).join() }, { to: 'emails' }],
    [{ port: '0' }, { port: 'port' }],
    [{ port: '65536' }, { port: 'port' }],
    [{ host: 'correo.example.mx/x' }, { host: 'host' }],
    [{ host: 'user@correo.example.mx' }, { host: 'host' }],
    [{ security: 'none', user: 'ana' }, { security: 'cleartext' }],
  ])('refuses %j', (sent, faults) => {
    expect(mailFaults(sent)).toEqual(faults);
  });

  test('sends no password in the clear, kept or new', () => {
    expect(mailFaults({ security: 'none' }, true)).toEqual({ security: 'cleartext' });
    expect(mailFaults({ security: 'none' })).toEqual({});
  });

  test('posts to https, and without it only to a server that the operator has named', () => {
    expect(hookFaults('https://avisos.example.mx/hook?a=1')).toEqual({});
    expect(hookFaults('https://ñandú.example.mx/')).toEqual({});
    expect(hookFaults('http://10.0.0.5:8080/hook')).toEqual({ url: 'https' });
    expect(hookFaults('http://10.0.0.5:8080/hook', ['10.0.0.5:8080'])).toEqual({});
    expect(hookFaults('http://10.0.0.5:8081/hook', ['10.0.0.5:8080'])).toEqual({ url: 'https' });
    for (const url of [
      'javascript:alert(1)',
      'file:///etc/passwd',
      '//example.mx',
      'example.mx/hook',
      'https://ana:clave@example.mx/',
      'https://example.mx/\r\nx: y',
      'https://exa mple.mx/',
      'https://example.mx:99999/',
    ])
      expect(hookFaults(url), url).toEqual({ url: 'url' });
  });
});

describe('how a way in stands', () => {
  const standing: Standing = {
    way: {
      fields: [{ name: 'api_key', secret: true, required: true }],
      position: { source: 'https://example.com', readOn: '2026-11-24' },
      robots: 'operator_decides',
    },
    isOn: true,
    isDecided: true,
    isHeld: false,
    acceptedReadOn: '2026-11-24',
    filled: ['api_key'],
  };

  test('says first what keeps it from reading', () => {
    expect(stateOf(standing)).toBe('on');
    expect(stateOf({ ...standing, isHeld: true })).toBe('paused');
    expect(stateOf({ ...standing, isHeld: true, filled: [] })).toBe('incomplete');
    expect(stateOf({ ...standing, isOn: false, filled: [] })).toBe('off');
    expect(stateOf({ ...standing, isOn: false, isDecided: false })).toBe('undecided');
  });

  test('asks again when the host’s position was read anew, where an operator has decided', () => {
    const old = { ...standing, acceptedReadOn: '2026-01-01' };
    expect(stateOf(old)).toBe('reconfirm');
    expect(isOutdated({ ...old, isDecided: false })).toBe(false);
    expect(isOutdated({ ...old, way: { ...old.way, robots: 'not_applicable' } })).toBe(false);
  });
});

test('the history of alarms goes on where its cursor says; anything else is no cursor', () => {
  const place = { closedAt: new Date('2026-11-24T16:05:00Z'), id: '0198c0de-0000-7000-8000-000000000001' };
  expect(readCursor(writeCursor(place))).toEqual(place);
  for (const text of [null, '', '~', '2026-11-24~x', `${writeCursor(place)}~more`]) expect(readCursor(text)).toBeNull();
});
