import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'puppeteer';
import { demoPassword } from '../../demo/people.ts';
import { UsageError, type Command } from '../command.ts';

/** Where each page is: its address, or where the first link of that kind on another page leads. */
const pages: Record<string, string | { on: string; link: string }> = {
  login: '/login',
  home: '/',
  desk: '/triage',
  chosen: { on: '/triage', link: '.rows a' },
  post: { on: '/triage', link: 'a[href^="/posts/"]' },
  capture: { on: '/triage', link: 'a[href^="/captures/"]' },
  decided: '/triage?state=decided',
  'no-match': '/triage?q=zzzz',
  import: '/import',
  'import-table': '/import/table',
  'import-page': '/import/page',
  'import-browser': '/import/browser',
  'import-share': '/import/share?url=https%3A%2F%2Fx.com%2Fa%2Fstatus%2F5&text=hola',
  'import-done': { on: '/import', link: 'td a[href^="/import/"]' },
  watch: '/watch',
  runs: '/watch/runs',
  run: { on: '/watch/runs', link: 'a[href^="/watch/runs/"]' },
  coverage: '/watch/coverage',
  'coverage-90': '/watch/coverage?days=90',
  sources: '/watch/sources',
  source: '/watch/sources/facebook-page',
  'source-off': '/watch/sources/brave-search',
  alarms: '/watch/alarms',
  channels: '/watch/alarms/channels',
  jobs: '/watch/jobs',
  reports: '/reports',
  report: { on: '/reports', link: 'th a[href^="/reports/"]' },
  'new-report': '/reports/new?platform=facebook',
  trends: '/trends',
  people: '/people',
  audit: '/audit',
  missing: '/none',
};

export const command: Command = {
  name: 'pictures',
  summary: 'Take pictures of the pages of a running demo, to look at and for the README',
  usage: `npx vigia pictures ADDRESS --out DIR [--only NAME,NAME…] [--email E] [--all] [--whole]

  ADDRESS   what \`npm run demo\` printed
  --only    these pages alone: ${Object.keys(pages).join(', ')}
  --email   who looks (default: admin@vigia.example)
  --all     each page at 1440 and 390 px, light and dark, Spanish and English; without it, light, Spanish, 1440 px
  --whole   down to the foot of each page, not one screen`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        only: { type: 'string' },
        email: { type: 'string', default: 'admin@vigia.example' },
        all: { type: 'boolean', default: false },
        whole: { type: 'boolean', default: false },
      },
    });
    const [address] = positionals;
    if (!address || !URL.canParse(address)) throw new UsageError('name the address of a running demo');
    if (!values.out) throw new UsageError('--out is needed');
    const names = values.only?.split(',') ?? Object.keys(pages);
    const unknown = names.find((name) => !Object.hasOwn(pages, name));
    if (unknown !== undefined) throw new UsageError(`"${unknown}" is no page`);
    await take({ ...values, origin: new URL(address).origin, out: values.out, names });
    return 0;
  },
};

interface Look {
  locale: 'es' | 'en';
  theme: 'light' | 'dark';
  width: number;
}

function looks(all: boolean): Look[] {
  if (!all) return [{ locale: 'es', theme: 'light', width: 1440 }];
  return (['es', 'en'] as const).flatMap((locale) =>
    (['light', 'dark'] as const).flatMap((theme) => [1440, 390].map((width) => ({ locale, theme, width }))),
  );
}

/** False when the page that should link to it has no such link. */
async function open(page: Page, origin: string, place: string | { on: string; link: string }): Promise<boolean> {
  const at = typeof place === 'string' ? place : place.on;
  await page.goto(`${origin}${at}`, { waitUntil: 'networkidle0' });
  if (typeof place === 'string') return true;
  const [link] = await page.$$eval(place.link, (links) => links.map((element) => element.getAttribute('href')));
  if (link === undefined || link === null) return false;
  await page.goto(`${origin}${link}`, { waitUntil: 'networkidle0' });
  return true;
}

interface Order {
  origin: string;
  out: string;
  names: string[];
  email: string;
  all: boolean;
  whole: boolean;
}

async function take({ origin, out, names, email, all, whole }: Order): Promise<void> {
  const { launchChromium } = await import('../../crawler/browser/chromium.ts');
  await mkdir(out, { recursive: true });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.goto(`${origin}/login`);
    await page.type('input[name=email]', email);
    await page.type('input[name=password]', demoPassword);
    await Promise.all([page.waitForNavigation(), page.click('form[action^="?/enter"] button.primary')]);
    for (const { locale, theme, width } of looks(all)) {
      await browser.setCookie({ name: 'locale', value: locale, domain: new URL(origin).hostname });
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
      await page.setViewport({ width, height: width > 500 ? 900 : 844 });
      for (const name of names) {
        if (!(await open(page, origin, pages[name]!))) {
          console.log(`${name}: nothing to show yet`);
          continue;
        }
        const file = all ? `${name}-${locale}-${theme}-${width}.png` : `${name}.png`;
        await page.screenshot({ path: path.join(out, file), fullPage: whole });
        console.log(file);
      }
    }
  } finally {
    await browser.close();
  }
}
