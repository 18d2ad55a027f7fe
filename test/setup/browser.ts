/** A real browser on the dashboard of a test workspace. */
import type { Browser, Page } from 'puppeteer';
import { demoPassword } from '../../demo/people.ts';

/** A window of its own for one person, signed in. */
export async function signedIn(browser: Browser, origin: string, email: string): Promise<Page> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1440, height: 900 });
  // Keys go to the window in front.
  await page.bringToFront();
  await page.goto(`${origin}/login`);
  await page.type('input[name=email]', email);
  await page.type('input[name=password]', demoPassword);
  await Promise.all([page.waitForNavigation(), page.click('form[action^="?/enter"] button.primary')]);
  return page;
}
