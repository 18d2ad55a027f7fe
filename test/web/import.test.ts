/** The pages below /import, in a real browser, against a real worker. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../../crawler/browser/chromium.ts';
import { demoPassword } from '../../demo/people.ts';
import { en } from '../../web/lib/i18n/en/index.ts';
import { es } from '../../web/lib/i18n/es/index.ts';
import { bookmarklet } from '../../web/routes/import/browser/bookmarklet.ts';
import { localValue, moment } from '../../web/routes/import/fields.ts';
import { parseMapping } from '../../web/routes/import/[id]/mapping.ts';
import { signedIn } from '../setup/browser.ts';
import { testWorkspace, type TestWorkspace } from '../setup/workspace.ts';

describe('the form that maps a table', () => {
  const form = {
    'column-url': '0',
    'column-text': '2',
    dates: 'dmy',
    zone: 'America/Tijuana',
    platform: '',
    savedAt: '',
  };

  test('names each column’s meaning, the form of dates and the clock', () => {
    expect(parseMapping(form, 3)).toMatchObject({
      mapping: { columns: { url: 0, text: 2 }, dates: 'dmy', zone: 'America/Tijuana', platform: null },
    });
  });

  test.each([
    [{ ...form, 'column-url': '' }, 'mapping_missing'],
    [{ ...form, 'column-url': '7' }, 'mapping_missing'],
    [{ ...form, 'column-url': '-1' }, 'mapping_missing'],
    [{ ...form, 'column-text': '0' }, 'mapping_twice'],
    [{ ...form, zone: 'Mars/Olympus' }, 'mapping_missing'],
    [{ ...form, savedAt: '2999-01-01T00:00' }, 'date_future'],
    [{ ...form, savedAt: 'ayer' }, 'date_future'],
    [{}, 'mapping_missing'],
  ])('%# is refused with its sentence', (given, problem) => {
    expect(parseMapping(given, 3)).toEqual({ problem });
  });
});

test('a date and time is read on the clock of Mexico City, and written back the same', () => {
  const now = Date.UTC(2026, 10, 25);
  expect(moment('2026-08-14T09:15', now)).toEqual(new Date('2026-08-14T15:15:00Z'));
  expect(localValue(new Date('2026-08-14T15:15:00Z'))).toBe('2026-08-14T09:15');
  expect(moment('', now)).toBeNull();
  for (const wrong of ['2026-13-01T00:00', '1999-01-01T00:00', '2027-01-01T00:00', 'ayer'])
    expect(moment(wrong, now)).toBe('invalid');
});

test('every problem has its sentence in both languages', () => {
  for (const { intake } of [es, en]) {
    for (const sentence of Object.values(intake.problems)) expect(sentence.length).toBeGreaterThan(10);
  }
  expect(Object.keys(en.intake.problems)).toEqual(Object.keys(es.intake.problems));
});

describe('in a browser', { timeout: 180_000 }, () => {
  let workspace: TestWorkspace;
  let browser: Browser;
  let origin: string;
  let page: Page;
  let folder: string;

  beforeAll(async () => {
    workspace = await testWorkspace();
    await workspace.client.db.execute(sql`update terms set active = false`);
    folder = await mkdtemp(path.join(tmpdir(), 'vigia-hand-in-'));
    // Where the tests run as root, the browser does not: it has to be able to read what it uploads.
    await chmod(folder, 0o755);
    origin = await workspace.web();
    await workspace.worker();
    browser = await launchChromium();
    page = await signedIn(browser, origin, 'analista@vigia.example');
  });
  afterAll(async () => {
    await browser?.close();
    await workspace.close();
    await rm(folder, { recursive: true, force: true });
  });

  const text = () => page.$eval('main', (main) => main.innerText);
  const press = (button: string) => Promise.all([page.waitForNavigation(), page.click(button)]);
  /** Waits until the page, which follows the work by itself, says so. */
  const says = (words: string) =>
    page.waitForFunction(
      (wanted) => (document.querySelector('main') as HTMLElement).innerText.includes(wanted),
      { timeout: 60_000 },
      words,
    );
  const audited = async (action: string) =>
    (await workspace.client.db.execute(sql`select count(*)::int as n from audit where action = ${action}`)).rows[0];

  test('links work without any script: they are shown first, then handed in', async () => {
    const bare = await page.browserContext().newPage();
    await bare.setJavaScriptEnabled(false);
    await bare.goto(`${origin}/import`);
    await bare.type('textarea[name=text]', 'mira https://x.com/a/status/1000000000000000009 y http://10.0.0.1/x');
    await Promise.all([bare.waitForNavigation(), bare.click('button.primary')]);
    expect(await bare.$eval('main', (main) => main.innerText)).toContain('Lleva a una red interna');
    await Promise.all([bare.waitForNavigation(), bare.click('button[formaction="?/hand"]')]);
    expect(new URL(bare.url()).pathname).toMatch(/^\/import\/[0-9a-f-]{36}$/);
    await bare.close();
    await page.bringToFront();
    expect(await audited('import.links')).toEqual({ n: 1 });
  });

  test('a text without links, or with too many, gets a sentence and keeps what was typed', async () => {
    await page.goto(`${origin}/import`);
    await page.type('textarea[name=text]', 'aquí no hay nada');
    await page.click('button.primary');
    await says('No hay ningún enlace');
    expect(await page.$eval('textarea[name=text]', (area) => area.value)).toBe('aquí no hay nada');
  });

  test('a table is previewed, mapped, imported with its refused rows to download, and the mapping is remembered', async () => {
    const file = path.join(folder, 'tabla.csv');
    await writeFile(
      file,
      'Liga;Lo que dice;Cuándo\nhttps://x.com/a/status/1000000000000000021;te saco tu cita;14/08/2026\n;=cmd|x;\n',
    );
    const upload = async () => {
      await page.goto(`${origin}/import/table`);
      await (await page.$('input[name=file]'))!.uploadFile(file);
      await press('button.primary');
      await page.waitForSelector('select[name=column-url]', { timeout: 60_000 });
    };
    await upload();
    expect(await page.$eval('select[name=column-text]', (select) => select.value)).toBe('');
    await page.select('select[name=column-text]', '1');
    expect(await text()).toContain('te saco tu cita');
    await page.select('select[name=column-published]', '2');
    await page.select('select[name=dates]', 'dmy');
    await press('form[action="?/import"] button.primary');
    await says('terminado');
    expect(await text()).toContain('No tiene dirección ni identificador');
    const csv = await page.evaluate(async () => (await fetch(`${location.pathname}/problems.csv`)).text());
    expect(csv).toContain('3,,No tiene dirección ni identificador');
    const saved = await workspace.client.db.execute(
      sql`select text, published_at::text as at from posts where key = 'x:1000000000000000021'`,
    );
    expect(saved.rows).toEqual([{ text: 'te saco tu cita', at: expect.stringContaining('2026-08-14') }]);

    await upload();
    expect(await page.$eval('select[name=column-text]', (select) => select.value)).toBe('1');
    await press('form[action="?/import"] button.primary');
    await says('terminado');
    const again = await workspace.client.db.execute(
      sql`select version, (select count(*)::int from posts p where p.key = posts.key) as n from posts where key = 'x:1000000000000000021'`,
    );
    expect(again.rows).toEqual([{ version: 1, n: 1 }]);
  });

  test('a screenshot is read, corrected and saved with the picture as its evidence', async () => {
    const shot = path.join(folder, 'pantalla.png') as `${string}.png`;
    const own = await browser.newPage();
    await own.setViewport({ width: 420, height: 240, deviceScaleFactor: 2 });
    await own.setContent(
      '<body style="font: 18px sans-serif"><p>Citas del consulado de Dallas, mándame mensaje</p></body>',
    );
    await own.screenshot({ path: shot });
    await own.close();
    await page.bringToFront();
    await page.goto(`${origin}/import/page`);
    await (await page.$('input[name=picture]'))!.uploadFile(shot);
    await press('form[action="?/picture"] button.primary');
    await page.waitForSelector('form[action="?/picture"] textarea', { timeout: 90_000 });
    expect(await page.$eval('textarea[name=text]', (area) => area.value)).toMatch(/mándame\s+mensaje/);
    await page.type('input[name=address]', 'https://www.facebook.com/share/p/1Ab/');
    await press('form[action="?/picture"] button.primary');
    expect(await text()).toContain('Es un enlace corto');
    await page.$eval(
      'input[name=address]',
      (input) => (input.value = 'https://www.facebook.com/groups/1/posts/1234567'),
    );
    await press('form[action="?/picture"] button.primary');
    await says('terminado');
    const kept = await workspace.client.db.execute(
      sql`select record->>'session' as session, screenshot_sha256 is not null as shown from captures c join posts p on p.id = c.post_id where p.key = 'facebook:1234567'`,
    );
    expect(kept.rows).toEqual([{ session: 'supplied_by_staff', shown: true }]);
  });

  test('a shared page is confirmed with one key; who is not signed in comes back to it after signing in', async () => {
    const shared = `/import/share?${new URLSearchParams({ title: 'Grupo', text: 'Te saco tu cita https://www.facebook.com/groups/1/posts/7654321/' })}`;
    const stranger = await (await browser.createBrowserContext()).newPage();
    await stranger.bringToFront();
    await stranger.goto(`${origin}${shared}`);
    expect(new URL(stranger.url()).pathname).toBe('/login');
    await stranger.type('input[name=email]', 'analista@vigia.example');
    await stranger.type('input[name=password]', demoPassword);
    await Promise.all([stranger.waitForNavigation(), stranger.click('form[action^="?/enter"] button.primary')]);
    expect(await stranger.$eval('input[name=link]', (input) => input.value)).toBe(
      'https://www.facebook.com/groups/1/posts/7654321/',
    );
    expect(await stranger.$eval('textarea[name=text]', (area) => area.value)).toBe('Te saco tu cita');
    expect(await audited('import.share')).toEqual({ n: 0 });
    await Promise.all([stranger.waitForNavigation(), stranger.keyboard.press('Enter')]);
    expect(new URL(stranger.url()).pathname).toMatch(/^\/import\/[0-9a-f-]{36}$/);
    expect(await audited('import.share')).toEqual({ n: 1 });
    await stranger.close();
    await page.bringToFront();
  });

  test('no other site can hand in anything: only a form of our own is taken', async () => {
    const cookies = (await page.browserContext().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const answer = await fetch(`${origin}/import/share`, {
      method: 'POST',
      headers: {
        cookie: cookies,
        origin: 'https://www.facebook.com',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ link: 'https://x.com/a/status/5' }),
    });
    expect(answer.status).toBe(403);
    expect(await audited('import.share')).toEqual({ n: 1 });
  });

  test('phones find the share target, and the bookmark opens our page with the address alone', async () => {
    const manifest = (await (await fetch(`${origin}/manifest.webmanifest`)).json()) as { share_target: unknown };
    expect(manifest.share_target).toMatchObject({ action: '/import/share', method: 'GET' });
    const program = decodeURIComponent(bookmarklet(origin).slice('javascript:'.length));
    const visited = await browser.newPage();
    await visited.goto('data:text/html;charset=utf-8,<title>Una página</title><p>hola</p>');
    await visited.evaluate(() => {
      globalThis.open = (address) => {
        document.body.dataset['opened'] = String(address);
        return null;
      };
    });
    await visited.evaluate(program);
    const opened = await visited.$eval('body', (body) => body.dataset['opened'] ?? '');
    await visited.close();
    expect(Object.fromEntries(new URL(opened).searchParams)).toMatchObject({ title: 'Una página', text: '' });
  });

  test('leadership, which hands nothing in, is turned away from all of it', async () => {
    const leader = await signedIn(browser, origin, 'direccion@vigia.example');
    const [row] = (await workspace.client.db.execute<{ id: string }>(sql`select id from intakes limit 1`)).rows;
    for (const address of [
      '/import',
      '/import/table',
      '/import/page',
      '/import/browser',
      '/import/share',
      `/import/${row!.id}`,
      `/import/${row!.id}/problems.csv`,
    ]) {
      expect((await leader.goto(`${origin}${address}`))!.status(), address).toBe(403);
    }
  });
});
