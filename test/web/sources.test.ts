/** The operator's pages as a browser without script sends their forms: who may, what is refused, and what never comes back. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { wayOf } from '../../crawler/ways.ts';
import * as alarms from '../../db/alarms.ts';
import * as evidence from '../../db/evidence.server.ts';
import * as holds from '../../db/holds.ts';
import * as runs from '../../db/runs.ts';
import * as sources from '../../db/sources.ts';
import { demoPassword } from '../../demo/people.ts';
import { onDisk } from '../../db/evidence/disk.server.ts';
import { es } from '../../web/lib/i18n/es/index.ts';
import { testWorkspace, type TestWorkspace } from '../setup/workspace.ts';

let workspace: TestWorkspace;
let origin: string;
let administrator: Visitor;
let analyst: Visitor;

interface Visitor {
  get(path: string): Promise<{ status: number; html: string }>;
  send(path: string, form: Record<string, string>): Promise<{ status: number; html: string; to: string | null }>;
}

beforeAll(async () => {
  workspace = await testWorkspace();
  origin = await workspace.web();
  administrator = await visitor('admin@vigia.example');
  analyst = await visitor('analista@vigia.example');
});
afterAll(() => workspace.close());

async function visitor(email: string): Promise<Visitor> {
  let cookie = '';
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(origin + path, { redirect: 'manual', ...init, headers: { cookie, origin, accept: 'text/html' } });
  const send = async (path: string, form: Record<string, string>) => {
    const answer = await ask(path, { method: 'POST', body: new URLSearchParams(form) });
    const html = await answer.text();
    return { status: answer.status, html, to: answer.headers.get('location'), answer };
  };
  const entered = await send('/login?/enter', { email, password: demoPassword });
  cookie = entered.answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0]!)
    .join('; ');
  return {
    send,
    get: async (path) => {
      const answer = await ask(path);
      return { status: answer.status, html: await answer.text() };
    },
  };
}

const serp = '/watch/sources/google-serp';
const shownOf = async (source: string) => (await sources.shown(workspace.client.db))(source);
const audited = async () => {
  const { rows } = await workspace.client.db.execute<{ action: string; detail: unknown }>(
    sql`select action, detail from audit where action like 'source.%' or action like 'channel.%' or action like 'alarm.%' order by id`,
  );
  return rows;
};

describe('switching a way in on', () => {
  test('is shown to all and done by administrators alone', async () => {
    const { html } = await analyst.get(serp);
    expect(html).toContain('robots.txt');
    expect(html).not.toContain('name="accept"');
    expect((await analyst.send(`${serp}?/switch`, { on: 'no', version: '0' })).status).toBe(403);
    expect((await analyst.send(`${serp}?/save`, {})).status).toBe(403);
    expect((await analyst.send(`${serp}?/test`, {})).status).toBe(403);
    expect((await analyst.send(`${serp}?/release`, {})).status).toBe(403);
    expect((await analyst.get('/watch/alarms/channels')).status).toBe(403);
    expect((await administrator.get('/watch/sources/none')).status).toBe(404);
    expect((await administrator.get('/watch/sources/__proto__')).status).toBe(404);
  });

  test('needs the box ticked under the position that is shown, also when the form is sent by hand', async () => {
    const { readOn } = wayOf('google-serp')!.position;
    const on = { on: 'yes', version: '0', readOn };
    expect((await administrator.send(`${serp}?/switch`, on)).status).toBe(400);
    expect((await administrator.send(`${serp}?/switch`, { ...on, accept: 'yes', readOn: '2020-01-01' })).status).toBe(
      409,
    );
    expect(await shownOf('google-serp')).toMatchObject({ isOn: null });
    expect((await administrator.send(`${serp}?/switch`, { ...on, accept: 'yes' })).to).toBe(`${serp}?done=on`);
    expect(await shownOf('google-serp')).toMatchObject({
      isOn: true,
      accepted: { readOn, by: expect.any(String) as string },
    });
    expect((await administrator.get(serp)).html).toContain('Aceptada a sabiendas');
  });

  test('is refused to who has not seen the last change, and to a way without its key', async () => {
    expect((await administrator.send(`${serp}?/switch`, { on: 'no', version: '0' })).status).toBe(409);
    expect(await shownOf('google-serp')).toMatchObject({ isOn: true });
    const { readOn } = wayOf('brave-search')!.position;
    const sent = await administrator.send('/watch/sources/brave-search?/switch', { on: 'yes', version: '0', readOn });
    expect(sent.status).toBe(400);
    expect(sent.html).toContain('Para encenderla falta');
  });
});

describe('a secret', () => {
  const brave = '/watch/sources/brave-search';

  test('goes in and never comes out: not to a page, not after an error, not into the log', async () => {
    const wrong = await administrator.send(`${brave}?/save`, { version: '0', 'field.api_key': 'geheim con espacios' });
    expect(wrong.status).toBe(400);
    expect(wrong.html).not.toContain('geheim');
    const key = 'geheim_0123456789abcdef';
    expect((await administrator.send(`${brave}?/save`, { version: '0', 'field.api_key': key })).to).toBe(
      `${brave}?done=saved`,
    );
    for (const path of [brave, '/watch/sources', `${brave}/__data.json`, '/audit'])
      expect((await administrator.get(path)).html, path).not.toContain('geheim');
    expect((await administrator.get(brave)).html).toContain('Configurado el');
    // The key lies with the workspace: whoever has the database alone opens nothing.
    await expect(sources.given('brave-search', workspace.client.db)).rejects.toThrow('cannot be opened');
  }, 30_000);

  test('of 10 kB is refused with a sentence', async () => {
    const sent = await administrator.send(`${brave}?/save`, { version: '1', 'field.api_key': 'a'.repeat(10_240) });
    expect(sent.status).toBe(400);
    expect(sent.html).toContain('Es demasiado largo');
  });

  test('is on record by its name', async () => {
    expect(await audited()).toContainEqual({
      action: 'source.configure',
      detail: { settings: [], secretsSet: ['api_key'], secretsRemoved: [] },
    });
    expect(JSON.stringify(await audited())).not.toContain('geheim');
  });
});

describe('testing a connection', () => {
  test('waits for a worker, says when nobody comes, and shows what came of it', async () => {
    expect((await administrator.send('/watch/sources/x-api?/test', {})).to).toBe('/watch/sources/x-api');
    expect((await administrator.get('/watch/sources/x-api')).html).toContain(es.sources.test.waiting);
    await workspace.client.db.execute(sql`update connection_tests set asked_at = asked_at - interval '20 seconds'`);
    expect((await administrator.get('/watch/sources/x-api')).html).toContain(es.sources.test.noWorker);
    // A key that was refused has paused the way: a test that goes well ends that.
    const { db } = workspace.client;
    await holds.noteWall('x-api', 'auth_expired', db);
    await holds.hold('x-api', 3_600_000, db);
    await alarms.raise({ kind: 'auth_expired', source: 'x-api', termId: null, runId: null, detail: null }, db);
    await db.execute(sql`update terms set active = false`);
    await workspace.worker();
    await vi.waitFor(
      async () => expect((await administrator.get('/watch/sources/x-api')).html).toContain('La conexión funciona'),
      { timeout: 90_000, interval: 500 },
    );
    expect(await holds.waitFor('x-api', db)).toBeNull();
    expect((await alarms.closed(null, db)).map(({ kind }) => kind)).toEqual(['auth_expired']);
    const { rows } = await db.execute(sql`select unit from spend where source = 'x-api' and term_id is null`);
    // X bills no questions, only what it shows.
    expect(rows).not.toContainEqual({ unit: 'query' });
  }, 120_000);
});

describe('a pause and an alarm', () => {
  test('are shown on the pages and in the navigation; a person ends the one and closes the other with a note', async () => {
    const { db } = workspace.client;
    const run = await runs.begin(null, 'facebook-page', new Date(), db);
    const store = onDisk(`${workspace.folder}/evidence`);
    const { sha256 } = await evidence.keep('<script>alert(1)</script>', store);
    await runs.finish(run.id, { outcome: 'layout_changed', evidenceSha256: sha256 }, db);
    await holds.noteWall('facebook-page', 'captcha', db);
    await holds.hold('facebook-page', 3_600_000, db);
    const about = { source: 'facebook-page', termId: null, runId: run.id, detail: 'A plain sentence.' };
    const id = (await alarms.raise({ ...about, kind: 'layout_changed' }, db))!;

    const page = '/watch/sources/facebook-page';
    expect((await administrator.get(page)).html).toContain('En pausa: pide captcha');
    expect((await administrator.send(`${page}?/release`, {})).to).toBe(`${page}?done=released`);
    expect(await holds.waitFor('facebook-page', db)).toBeNull();

    const { html } = await analyst.get('/watch/alarms');
    expect(html).toContain('Una página cambió de forma');
    expect(html).toMatch(/\d+ alarmas abiertas/);
    const download = await analyst.get(`/watch/alarms/${id}/page`);
    expect(download).toMatchObject({ status: 200, html: '<script>alert(1)</script>' });
    const auditor = await visitor('auditoria@vigia.example');
    expect((await auditor.get(`/watch/alarms/${id}/page`)).status).toBe(403);
    expect((await auditor.send('/watch/alarms?/close', { id })).status).toBe(403);

    const long = await analyst.send('/watch/alarms?/close', { id, note: 'x'.repeat(501) });
    expect(long.status).toBe(400);
    expect(long.html).toContain('La nota pasa de 500 caracteres');
    expect((await analyst.send('/watch/alarms?/close', { id, note: 'se avisó' })).to).toBe('/watch/alarms?closed');
    expect((await analyst.send('/watch/alarms?/close', { id, note: 'otra vez' })).status).toBe(409);
    expect((await analyst.get('/watch/alarms')).html).toContain('se avisó');
    expect(await audited()).toContainEqual({ action: 'alarm.close', detail: { kind: 'layout_changed' } });
  });
});

describe('a channel', () => {
  const path = '/watch/alarms/channels';

  test('is saved with its secret sealed, and what is refused stays typed but for the secret', async () => {
    const hook = { channel: 'webhook', version: '0', on: 'yes', 'field.url': 'javascript:alert(1)' };
    const secret = `whsec_${'g'.repeat(43)}=`;
    const wrong = await administrator.send(`${path}?/save`, { ...hook, 'field.secret': secret });
    expect(wrong.status).toBe(400);
    expect(wrong.html).toContain('No es una dirección completa');
    expect(wrong.html).toContain('value="javascript:alert(1)"');
    expect(wrong.html).not.toContain('ggggg');
    const right = { ...hook, 'field.url': 'https://avisos.example.mx/hook', 'field.secret': secret };
    expect((await administrator.send(`${path}?/save`, right)).to).toBe(`${path}?saved=webhook`);
    expect((await administrator.get(path)).html).not.toContain('ggggg');
    expect((await administrator.send(`${path}?/save`, right)).status).toBe(409);
    const asked = await administrator.send(`${path}?/test`, { channel: 'webhook' });
    expect(asked.to).toBe(path);
    await vi.waitFor(
      async () => expect((await administrator.get(path)).html).toContain('En la demostración no sale nada'),
      { timeout: 60_000, interval: 500 },
    );
  }, 90_000);
});
