/** People are told of alarms by mail and web hook: real servers, a receiver that checks the signature, and all that can go wrong. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { sql } from 'drizzle-orm';
import PostalMime from 'postal-mime';
import { generate } from 'selfsigned';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { config } from '../../config.ts';
import * as alarms from '../../db/alarms.ts';
import * as channels from '../../db/channels.ts';
import { connect, type Client } from '../../db/client.server.ts';
import * as tests from '../../db/connection-tests.ts';
import type { AlarmKind } from '../../db/schema/sources.ts';
import { mailOf } from '../../jobs/notify/mail.ts';
import { messageOf } from '../../jobs/notify/message.ts';
import { tell, toBeTold } from '../../jobs/tell.ts';
import { test as testConnection } from '../../jobs/test.ts';
import type { Tools } from '../../jobs/handlers.ts';
import { testDatabase, type TestDatabase } from '../setup/database.ts';

const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
let database: TestDatabase;
let client: Client;
let tools: Tools;
const closers: (() => Promise<void>)[] = [];

beforeAll(async () => {
  database = await testDatabase();
  client = connect(database.url);
  tools = { db: client.db, signal: new AbortController().signal } as Tools;
});
beforeEach(() =>
  client.db.execute(sql`truncate alarms, tellings, channels, secrets, connection_tests`).then(() => undefined),
);
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  config.privateHosts.length = 0;
  config.origin = undefined;
});
afterAll(async () => {
  await client.close();
  await database.drop();
});

/** Alarms that have waited long enough. */
const raised = (kind: AlarmKind, ...names: string[]) =>
  client.db.execute(sql`
    insert into alarms (kind, source, detail, opened_at)
    select ${kind}, name, 'a detail that stays inside', now() - interval '1 minute'
    from unnest(${sql.param(names)}::text[]) name`);
/** The channel's rest is over. */
const rested = () => client.db.execute(sql`update channels set next_at = now()`);
const shown = async (name: channels.ChannelName) => (await channels.shown(client.db)).find((one) => one.name === name)!;

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A web hook that answers with these statuses in turn, the last one for ever. */
async function hook(...statuses: number[]): Promise<Received[]> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      const status = statuses.length > 1 ? statuses.shift()! : (statuses[0] ?? 204);
      response.writeHead(status, status === 302 ? { location: 'http://127.0.0.1:9/' } : {}).end();
    });
  });
  const port = await listening(server);
  config.privateHosts.push(`127.0.0.1:${port}`);
  await set('webhook', { url: `http://127.0.0.1:${port}/avisos?de=vigia` }, { secret });
  return received;
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => new Promise((closed) => server.close(() => closed())));
  return (server.address() as AddressInfo).port;
}

interface Mailed {
  to: string[];
  raw: string;
}

/** A mail server on loopback; `security` is what the channel is told to use. */
async function mailServer(
  options: SMTPServerOptions,
  settings: Record<string, string>,
  secrets: Record<string, string> = {},
): Promise<Mailed[]> {
  const received: Mailed[] = [];
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    onData(stream, session, done) {
      let raw = '';
      stream.on('data', (chunk: Buffer) => (raw += chunk.toString()));
      stream.on('end', () => {
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  closers.push(() => new Promise((closed) => server.close(() => closed())));
  const { port } = server.server.address() as AddressInfo;
  config.privateHosts.push(`localhost:${port}`, `127.0.0.1:${port}`);
  const usual = {
    host: 'localhost',
    port: String(port),
    from: 'vigia@example.mx',
    to: 'guardia@example.mx, jefa@example.mx',
  };
  await set('email', { ...usual, security: 'none', language: 'es', ...settings }, secrets);
  return received;
}

async function set(name: channels.ChannelName, settings: Record<string, string>, secrets: Record<string, string>) {
  const { version } = await shown(name);
  await channels.change(name, version, { isOn: true, settings, secrets }, null, client.db);
}

describe('the web hook', () => {
  test('receives signed JSON that its secret verifies, with no post, name or term in it', async () => {
    config.origin = 'https://vigia.example.gob.mx';
    const received = await hook(204);
    await raised('blocked', 'google-serp', 'facebook-page');
    expect(await toBeTold(client.db)).toEqual(['webhook']);
    await tell({ channel: 'webhook' }, tools);
    expect(received).toHaveLength(1);
    const { headers, body } = received[0]!;
    const payload = new Webhook(secret).verify(body, headers as Record<string, string>);
    expect(payload).toMatchObject({
      type: 'vigia.alarms',
      data: {
        total: 2,
        link: 'https://vigia.example.gob.mx/watch/alarms',
        alarms: [{ kind: 'blocked', source: 'google-serp' }, { kind: 'blocked' }],
      },
    });
    expect(body).not.toContain('stays inside');
    expect(() => new Webhook(secret).verify(`${body} `, headers as Record<string, string>)).toThrow();
    expect(await shown('webhook')).toMatchObject({ problem: null, failures: 0 });
    await rested();
    expect(await toBeTold(client.db)).toEqual([]);
  });

  test('that answers with an error is tried again under the same id, and a channel that succeeded is not', async () => {
    const mails = await mailServer({}, {});
    const received = await hook(500, 503, 200);
    await raised('blocked', 'google-serp');
    await tell({ channel: 'email' }, tools);
    await tell({ channel: 'webhook' }, tools);
    expect(await shown('webhook')).toMatchObject({ problem: 'answer_refused', problemDetail: 'HTTP 500', failures: 1 });
    // Before its time nothing is sent, however often it is asked for.
    await tell({ channel: 'webhook' }, tools);
    expect(received).toHaveLength(1);
    await rested();
    await tell({ channel: 'webhook' }, tools);
    await rested();
    await tell({ channel: 'webhook' }, tools);
    await tell({ channel: 'email' }, tools);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(received).toHaveLength(3);
    expect(mails).toHaveLength(1);
    expect(await shown('webhook')).toMatchObject({ problem: null, failures: 0 });
    expect(await alarms.open(client.db)).toMatchObject([{ told: ['email', 'webhook'] }]);
  });

  test('is told of a thousand alarms in one message, and of the next ones in one more after its rest', async () => {
    const received = await hook(200);
    await raised('blocked', ...Array.from({ length: 1000 }, (_, number) => `source-${number}`));
    for (let turn = 0; turn < 5; turn += 1) await tell({ channel: 'webhook' }, tools);
    expect(received).toHaveLength(1);
    const { data } = JSON.parse(received[0]!.body) as { data: { total: number; alarms: unknown[] } };
    expect(data.total).toBe(1000);
    expect(data.alarms).toHaveLength(20);
    await raised('auth_expired', 'x-api');
    expect(await toBeTold(client.db)).toEqual([]);
    await rested();
    await tell({ channel: 'webhook' }, tools);
    expect(JSON.parse(received[1]!.body)).toMatchObject({ data: { total: 1 } });
  });

  test('does not follow a redirect, and never goes where the operator has not said so', async () => {
    const received = await hook(302);
    await raised('blocked', 'google-serp');
    await tell({ channel: 'webhook' }, tools);
    expect(received).toHaveLength(1);
    expect(await shown('webhook')).toMatchObject({ problem: 'answer_refused', problemDetail: 'HTTP 302' });
    config.privateHosts.length = 0;
    const refused = [
      'https://127.0.0.1/',
      'https://[::1]/',
      'https://169.254.169.254/latest',
      'https://2130706433/',
      'http://example.com/',
    ];
    for (const url of [...refused, 'https://example.com:22/', 'javascript:alert(1)', 'file:///etc/passwd']) {
      await set('webhook', { url }, { secret });
      await tell({ channel: 'webhook' }, tools);
      expect(await shown('webhook'), url).toMatchObject({ problem: 'address_refused' });
    }
    expect(received).toHaveLength(1);
  });

  test('that nobody listens at, or whose secret does not open, says so', async () => {
    await hook(200);
    await closers.pop()!();
    await raised('blocked', 'google-serp');
    await tell({ channel: 'webhook' }, tools);
    expect(await shown('webhook')).toMatchObject({ problem: 'unreachable', problemDetail: 'ECONNREFUSED' });
    await client.db.execute(sql`update secrets set sealed = sealed || '\\x00'::bytea`);
    await rested();
    await tell({ channel: 'webhook' }, tools);
    expect(await shown('webhook')).toMatchObject({ problem: 'secret_lost', failures: 2 });
  });
});

describe('the mail', () => {
  test('arrives with a text and an HTML part in Spanish, to everybody, with nothing of posts in it', async () => {
    config.origin = 'https://vigia.example.gob.mx';
    const mails = await mailServer({}, {});
    await raised('auth_expired', 'x-api');
    await tell({ channel: 'email' }, tools);
    expect(mails).toHaveLength(1);
    expect(mails[0]!.to).toEqual(['guardia@example.mx', 'jefa@example.mx']);
    const mail = await PostalMime.parse(mails[0]!.raw);
    expect(mail.subject).toBe('Vigía: X, x-api: la plataforma rechazó la credencial');
    for (const part of [mail.text, mail.html]) {
      expect(part).toContain('faltan datos');
      expect(part).toContain('https://vigia.example.gob.mx/watch/alarms');
      expect(part).not.toContain('stays inside');
    }
    expect(mail.html).toContain('<html lang="es-MX">');
    expect(mail.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
  });

  test('speaks English where that is set, and escapes what it holds', () => {
    const alarm = { id: 'a', kind: 'blocked', source: '<b>&"', openedAt: new Date(0) } as const;
    const mail = mailOf(messageOf([alarm]), 'en');
    expect(mail.subject).toContain('the platform put up a wall');
    expect(mail.html).toContain('&lt;b&gt;&amp;&quot;');
    expect(mail.html).not.toContain('<b>');
  });

  test('goes out encrypted and signed in where the server’s certificate is good', async () => {
    const pems = await generate([{ name: 'commonName', value: 'localhost' }], {
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
    });
    const before = tls.getCACertificates('default');
    tls.setDefaultCACertificates([...before, pems.cert]);
    closers.push(async () => tls.setDefaultCACertificates(before));
    const key = { key: pems.private, cert: pems.cert };
    const given: string[] = [];
    const options: SMTPServerOptions = {
      ...key,
      authOptional: false,
      onAuth({ username, password }, _session, done) {
        given.push(`${username} ${password}`);
        done(null, { user: username });
      },
    };
    for (const security of ['starttls', 'tls']) {
      const login = { security, user: 'vigia' };
      const mails = await mailServer({ ...options, secure: security === 'tls' }, login, { password: 'clave ñ' });
      await raised('blocked', `source-${security}`);
      await tell({ channel: 'email' }, tools);
      expect(mails, security).toHaveLength(1);
    }
    expect(given).toEqual(['vigia clave ñ', 'vigia clave ñ']);
  });

  test.each([
    ['certificate', {}, { security: 'starttls' }],
    ['certificate', { disabledCommands: ['STARTTLS'] }, { security: 'starttls' }],
    ['certificate', {}, { security: 'tls' }],
    [
      'login_refused',
      { disabledCommands: ['STARTTLS'], onAuth: (_a, _s, done) => done(new Error('no: clave')) },
      { user: 'v' },
    ],
    ['sender_refused', { onMailFrom: (_a, _s, done) => done(new Error('no')) }, {}],
    ['recipient_refused', { onRcptTo: (_a, _s, done) => done(new Error('no')) }, {}],
    ['answer_refused', { onData: (stream, _s, done) => stream.on('end', () => done(new Error('no'))).resume() }, {}],
    ['incomplete', {}, { host: '' }],
  ] as [channels.ChannelProblem, SMTPServerOptions, Record<string, string>][])(
    'that cannot be sent says why: %s',
    async (problem, options, settings) => {
      await mailServer(options, settings, { password: 'clave' });
      await raised('blocked', 'google-serp');
      await tell({ channel: 'email' }, tools);
      const { problem: said, problemDetail } = await shown('email');
      expect(said).toBe(problem);
      expect(problemDetail ?? '').not.toContain('clave');
      expect(await alarms.open(client.db)).toMatchObject([{ told: [] }]);
    },
  );

  test('of which one receiver is refused is told, and the page says so', async () => {
    await mailServer(
      { onRcptTo: ({ address }, _session, done) => done(address.startsWith('jefa') ? new Error('no') : null) },
      {},
    );
    await raised('blocked', 'google-serp');
    await tell({ channel: 'email' }, tools);
    expect(await alarms.open(client.db)).toMatchObject([{ told: ['email'] }]);
    expect(await shown('email')).toMatchObject({ problem: 'recipient_refused', failures: 0 });
  });
});

describe('who is told of what', () => {
  test('nobody, while no channel is on or the alarm has settled by itself', async () => {
    await raised('blocked', 'google-serp');
    expect(await toBeTold(client.db)).toEqual([]);
    const received = await hook(200);
    await alarms.settle(['blocked'], 'google-serp', null, client.db);
    expect(await toBeTold(client.db)).toEqual([]);
    await tell({ channel: 'webhook' }, tools);
    expect(received).toEqual([]);
  });

  test('two workers that take up the same telling send one message', async () => {
    const received = await hook(200);
    await raised('blocked', 'google-serp');
    await Promise.all([1, 2, 3].map(() => tell({ channel: 'webhook' }, tools)));
    expect(received).toHaveLength(1);
  });

  test('a worker that stops in the middle leaves the alarm to be told', async () => {
    const server = createServer(() => undefined);
    const port = await listening(server);
    closers.push(async () => server.closeAllConnections());
    closers.reverse();
    config.privateHosts.push(`127.0.0.1:${port}`);
    await set('webhook', { url: `http://127.0.0.1:${port}/` }, { secret });
    await raised('blocked', 'google-serp');
    const cut = new AbortController();
    const asked = once(server, 'request');
    const telling = tell({ channel: 'webhook' }, { ...tools, signal: cut.signal });
    await asked;
    cut.abort(new Error('the worker is stopping'));
    await expect(telling).rejects.toThrow('stopping');
    await rested();
    expect(await toBeTold(client.db)).toEqual(['webhook']);
  });
});

describe('a test message', () => {
  test('is sent while the channel is off, and its result is kept', async () => {
    const received = await hook(200);
    await client.db.execute(sql`update channels set is_on = false`);
    await tests.ask('webhook', null, client.db);
    await testConnection({ subject: 'webhook' }, tools);
    expect(JSON.parse(received[0]!.body)).toMatchObject({ type: 'vigia.test' });
    const last = await tests.last('webhook', client.db);
    expect(last).toMatchObject({ result: 'ok' });
    expect(last!.endedAt).not.toBeNull();
  });

  test('that fails says why', async () => {
    await hook(401);
    await tests.ask('webhook', null, client.db);
    await testConnection({ subject: 'webhook' }, tools);
    expect(await tests.last('webhook', client.db)).toMatchObject({ result: 'answer_refused', detail: 'HTTP 401' });
    await tests.ask('email', null, client.db);
    await testConnection({ subject: 'email' }, tools);
    expect(await tests.last('email', client.db)).toMatchObject({ result: 'incomplete' });
  });
});
