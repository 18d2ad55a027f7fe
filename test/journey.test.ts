/** One post of each platform, from the crawler to the package in a liaison's hands, in a real browser on the running system. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { sql } from 'drizzle-orm';
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { launchChromium } from '../crawler/browser/chromium.ts';
import { platforms, type Platform } from '../crawler/source.ts';
import { verifyPackage } from '../reports/index.ts';
import { signedIn } from './setup/browser.ts';
import { testWorkspace, type TestWorkspace } from './setup/workspace.ts';

const reportSchema = JSON.parse(readFileSync('reports/schema/takedown-report.schema.json', 'utf8')) as object;

let workspace: TestWorkspace;
let origin: string;
let browser: Browser;

beforeAll(async () => {
  workspace = await testWorkspace();
  // One term of each platform is enough for the journey.
  await workspace.client.db.execute(sql`update terms set active = query in
    ('citas consulado mexicano dallas', 'https://www.facebook.com/groups/paisanosdallasfw/') or query like '(cita OR%'`);
  await workspace.worker();
  origin = await workspace.web();
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await workspace.close();
});

const until = <T>(check: () => Promise<T>, timeout = 120_000): Promise<T> =>
  vi.waitFor(check, { timeout, interval: 200 });

/** The open post of a platform that stands first in the queue, once the crawler has brought one and captured it. Ads have a channel of their own. */
async function first(platform: Platform): Promise<number> {
  const result = await workspace.client.db.execute<{ id: string; captured: boolean }>(sql`
    select id, captured_version > 0 as captured from posts
    where platform = ${platform} and kind <> 'ad' and score is not null and verdict is null order by harm desc, score desc, id desc limit 1`);
  expect(result.rows[0]?.captured).toBe(true);
  return Number(result.rows[0]!.id);
}

async function verdictOf(id: number): Promise<string | null> {
  const result = await workspace.client.db.execute<{ verdict: string | null }>(
    sql`select verdict from posts where id = ${id}`,
  );
  return result.rows[0]!.verdict;
}

/** Ticks a fact for the report: without this one, an account named like a consulate is not reported. */
async function says(page: Page, fact: string): Promise<void> {
  await page.click(`#decision input[name=facts][value=${fact}]`);
}

/** Presses a button and waits for the page that its form leads to, with script or without. */
async function press(page: Page, selector: string): Promise<void> {
  await page.waitForSelector(selector, { visible: true });
  await Promise.all([page.waitForResponse((response) => response.request().method() === 'POST'), page.click(selector)]);
}

describe('the journey', { timeout: 300_000 }, () => {
  test('a wrong password is refused in Spanish, and pages stay closed', async () => {
    const page = await (await browser.createBrowserContext()).newPage();
    await page.goto(`${origin}/login`);
    await page.type('input[name=email]', 'analista@vigia.example');
    await page.type('input[name=password]', 'no es la clave');
    await Promise.all([page.waitForNavigation(), page.click('form[action^="?/enter"] button.primary')]);
    expect(await page.$eval('html', (html) => html.lang)).toMatch(/^es/);
    expect(await page.$('form[action^="?/enter"]')).not.toBeNull();
    await page.goto(`${origin}/reports`);
    expect(new URL(page.url()).pathname).toBe('/login');
    await page.browserContext().close();
  });

  test('sign in, triage by keyboard with an undo, report, approval by a second person, download', async () => {
    const analyst = await signedIn(browser, origin, 'analista@vigia.example');
    const decided = new Map<Platform, number>();
    // A signal need not have a place in the text, so not every post has a mark.
    let signals = 0;
    for (const platform of platforms) {
      const id = await until(() => first(platform));
      await analyst.goto(`${origin}/triage?platform=${platform}&post=${id}`, { waitUntil: 'networkidle0' });
      signals += (await analyst.$$('mark')).length;
      await says(analyst, 'false_affiliation');
      await analyst.keyboard.press('1');
      await until(async () => expect(await verdictOf(id)).toBe('resale'), 10_000);
      decided.set(platform, id);
    }
    expect(signals).toBeGreaterThan(0);
    const last = decided.get('facebook')!;
    await analyst.keyboard.press('u');
    await until(async () => expect(await verdictOf(last)).toBeNull(), 10_000);
    await analyst.goto(`${origin}/triage?platform=facebook&post=${last}`, { waitUntil: 'networkidle0' });
    await says(analyst, 'false_affiliation');
    await analyst.keyboard.press('3');
    await until(async () => expect(await verdictOf(last)).toBe('impersonation'), 10_000);
    expect((await analyst.goto(`${origin}/reports/new?platform=facebook`))!.status()).toBe(403);
    await analyst.browserContext().close();

    const liaison = await signedIn(browser, origin, 'enlace@vigia.example');
    const administrator = await signedIn(browser, origin, 'admin@vigia.example');
    const ajv = new Ajv2020({ strict: false });
    formats.default(ajv);
    const validate = ajv.compile(reportSchema);
    for (const platform of platforms) {
      await liaison.goto(`${origin}/reports/new?platform=${platform}`, { waitUntil: 'networkidle0' });
      await liaison.click(`input[name=post][value="${decided.get(platform)}"]`);
      await press(liaison, 'form[action^="?/draft"] button.primary');
      await liaison.waitForFunction(() => /^\/reports\/[0-9a-f-]{36}$/.test(location.pathname));
      // Whoever built it finds no button to approve it with.
      expect(await liaison.$('form[action^="?/approve"]')).toBeNull();
      const address = liaison.url();

      await administrator.goto(address, { waitUntil: 'networkidle0' });
      await press(administrator, 'form[action^="?/approve"] button.primary');
      const link = await until(async () => {
        await liaison.goto(address);
        return (await liaison.$eval('a[download]', (anchor) => anchor.getAttribute('href')))!;
      });
      const download = await liaison.evaluate(async (href) => {
        const response = await fetch(href);
        const bytes = new Uint8Array(await response.arrayBuffer());
        return { status: response.status, name: response.headers.get('content-disposition'), bytes: Array.from(bytes) };
      }, link);
      expect(download.status).toBe(200);
      const number = /SRE-(?:FB|X|GG)-\d{4}-\d{6}/.exec(download.name ?? '')![0];
      const file = path.join(workspace.folder, `${number}.zip`);
      writeFileSync(file, Buffer.from(download.bytes));
      expect(await verifyPackage(file)).toMatchObject({ ok: true, problems: [] });
      const content = await workspace.client.db.execute<{ content: unknown }>(
        sql`select content from reports where number = ${number}`,
      );
      expect(validate(content.rows[0]!.content), JSON.stringify(validate.errors)).toBe(true);
    }
    const trail = await workspace.client.db.execute<{ action: string }>(sql`select distinct action from audit`);
    expect(trail.rows.map((row) => row.action)).toEqual(
      expect.arrayContaining(['review.record', 'review.undo', 'report.draft', 'report.approve']),
    );
  });

  test('the shared schema is the one that the project carries', ({ skip }) => {
    const shared = path.resolve('../shared/schemas/takedown-report.schema.json');
    skip(!existsSync(shared), 'the shared schemas are not beside the project');
    expect(JSON.parse(readFileSync(shared, 'utf8'))).toEqual(reportSchema);
  });
});
