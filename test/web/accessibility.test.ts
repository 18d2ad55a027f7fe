/** Every page, in both themes, on a desk and on a phone: axe finds nothing against WCAG 2.2 AA. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../../crawler/browser/chromium.ts';
import * as intake from '../../db/intake.ts';
import * as alarms from '../../db/alarms.ts';
import * as holds from '../../db/holds.ts';
import * as posts from '../../db/posts.ts';
import * as reports from '../../db/reports.ts';
import * as reviews from '../../db/reviews.ts';
import * as runs from '../../db/runs.ts';
import * as terms from '../../db/terms.ts';
import * as users from '../../db/users.ts';
import { scoreWaiting } from '../../jobs/classify.ts';
import { handLinks, linksIn } from '../../jobs/hand-in.server.ts';
import { found } from '../db/found.ts';
import { signedIn } from '../setup/browser.ts';
import { testWorkspace, type TestWorkspace } from '../setup/workspace.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules: RunOptions = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };

let workspace: TestWorkspace;
let browser: Browser;
let page: Page;
let origin: string;
const addresses = [
  '/',
  '/triage',
  '/import',
  '/import/table',
  '/import/page',
  '/import/browser',
  '/import/share?url=https%3A%2F%2Fx.com%2Fa%2Fstatus%2F5&text=hola',
  '/watch',
  '/watch/runs',
  '/watch/coverage',
  '/watch/coverage?days=90',
  '/watch/jobs',
  '/watch/sources',
  '/watch/sources/google-serp',
  '/watch/sources/google-vertex',
  '/watch/alarms',
  '/watch/alarms/channels',
  '/reports',
  '/trends',
  '/people',
  '/audit',
  '/none',
];

beforeAll(async () => {
  workspace = await testWorkspace();
  const { db } = workspace.client;
  const [term] = await terms.active(db);
  const run = await runs.begin(term!.id, 'x-api', new Date(), db);
  const saved = await posts.save(
    [found(1), found(2), found(3, { text: 'hoy llueve en la capital' })],
    run.id,
    new Date(),
    db,
  );
  await runs.finish(run.id, { outcome: 'ok', foundCount: 3, newCount: 3 }, db);
  await scoreWaiting(saved.toClassify, db);
  await holds.noteWall('google-serp', 'captcha', db);
  await holds.hold('google-serp', 3_600_000, db);
  await alarms.raise({ kind: 'blocked', source: 'google-serp', termId: null, runId: run.id, detail: 'A wall.' }, db);
  const people = await users.list(db);
  const liaison = people.find((user) => user.role === 'liaison')!;
  const [first, second] = saved.toClassify;
  await reviews.record({ postId: first!, postVersion: 1, verdict: 'resale', facts: ['guarantees'] }, liaison.id, db);
  const draft = await reports.draft({ platform: 'x', channel: 'x_legal_requests', postIds: [first!] }, liaison.id, db);
  await reviews.record({ postId: second!, postVersion: 1, verdict: 'gestoria' }, liaison.id, db);
  addresses.push(
    `/posts/${first}`,
    `/out?post=${first}`,
    `/reports/${draft.id}`,
    '/reports/new?platform=x',
    `/watch/runs/${run.id}`,
  );
  addresses.push(...(await handIns(people[0]!.id)));
  origin = await workspace.web();
  browser = await launchChromium();
  page = await signedIn(browser, origin, 'admin@vigia.example');
});
afterAll(async () => {
  await browser?.close();
  await workspace.close();
});

/** One hand-in of each kind, as far as a person sees it. */
async function handIns(userId: string): Promise<string[]> {
  const { db } = workspace.client;
  const links = await handLinks(linksIn('https://x.com/a/status/5 https://x.com/home https://fb.me/a'), userId, db);
  const file = { sha256: 'a'.repeat(64), bytes: 9, name: 'tabla.csv' };
  const table = await intake.begin({ kind: 'table', state: 'reading', userId, file }, db);
  const guess = { columns: { url: 0, text: 1 }, dates: 'iso', zone: 'UTC', platform: null } as const;
  const sample = [{ row: 2, cells: ['https://x.com/a/status/5', 'hola'] }];
  const reading = {
    of: 'table',
    form: 'csv',
    headers: ['Enlace', 'Texto'],
    signature: 'x',
    guess,
    sample,
    rows: 1,
  } as const;
  await intake.present(table.id, { ...reading, headers: [...reading.headers], sample }, 1, db);
  const picture = await intake.begin({ kind: 'picture', state: 'reading', userId, file }, db);
  const read = { of: 'picture', text: 'hola', confidence: 0.5, width: 400, height: 300 } as const;
  await intake.present(picture.id, read, 1, db);
  const refused = await intake.begin({ kind: 'table', state: 'reading', userId, file }, db);
  await intake.refuse(refused.id, 'quote_open', db);
  return [links, table.id, picture.id, refused.id].map((id) => `/import/${id}`);
}

/** What axe objects to on the page as it stands, one line each. */
async function objections(): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (options) => (globalThis as unknown as { axe: { run(given: RunOptions): Promise<AxeResults> } }).axe.run(options),
    rules,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${page.url()} ${id} ${target.join(' ')}`));
}

describe('every page', { timeout: 180_000 }, () => {
  test.each([
    // Contrast depends on the theme, structure on the width: two of the four pairs meet every rule.
    { theme: 'light', width: 1440 },
    { theme: 'dark', width: 390 },
  ])('passes axe in $theme at $width px', async ({ theme, width }) => {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    await page.setViewport({ width, height: 900 });
    const objected: string[] = [];
    for (const address of addresses) {
      await page.goto(`${origin}${address}`, { waitUntil: 'networkidle0' });
      objected.push(...(await objections()));
    }
    expect(objected).toEqual([]);
  });

  test('the sign-in page passes axe, and no page scrolls sideways on a phone', async () => {
    await page.setViewport({ width: 390, height: 844 });
    const wide: string[] = [];
    for (const address of addresses) {
      await page.goto(`${origin}${address}`);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (over > 0) wide.push(`${address} by ${over} px`);
    }
    expect(wide).toEqual([]);
    page = await (await browser.createBrowserContext()).newPage();
    await page.goto(`${origin}/login`);
    expect(await objections()).toEqual([]);
  });
});
