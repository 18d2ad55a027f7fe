import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { demoPassword } from '../../demo/people.ts';
import { UsageError, type Command } from '../command.ts';

const pages: Record<string, string> = {
  login: '/login',
  home: '/',
  desk: '/triage',
  import: '/import',
  watch: '/watch',
  runs: '/watch/runs',
  reports: '/reports',
  'new-report': '/reports/new?platform=facebook',
  trends: '/trends',
  people: '/people',
  audit: '/audit',
};

export const command: Command = {
  name: 'pictures',
  summary: 'Take pictures of the pages of a running demo, to look at and for the README',
  usage: `npx vigia pictures ADDRESS --out DIR [--only NAME,NAME…] [--email E] [--all]

  ADDRESS   what \`npm run demo\` printed
  --only    these pages alone: ${Object.keys(pages).join(', ')}
  --email   who looks (default: admin@vigia.example)
  --all     each page at 1440 and 390 px, light and dark, Spanish and English; without it, light, Spanish, 1440 px`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        only: { type: 'string' },
        email: { type: 'string', default: 'admin@vigia.example' },
        all: { type: 'boolean', default: false },
      },
    });
    const [address] = positionals;
    if (!address || !URL.canParse(address)) throw new UsageError('name the address of a running demo');
    if (!values.out) throw new UsageError('--out is needed');
    const names = values.only?.split(',') ?? Object.keys(pages);
    const unknown = names.find((name) => !Object.hasOwn(pages, name));
    if (unknown !== undefined) throw new UsageError(`"${unknown}" is no page`);
    await take(new URL(address).origin, values.out, names, values.email, values.all);
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

async function take(origin: string, out: string, names: string[], email: string, all: boolean): Promise<void> {
  const { launchChromium } = await import('../../crawler/chromium.ts');
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
        await page.goto(`${origin}${pages[name]}`, { waitUntil: 'networkidle0' });
        const file = all ? `${name}-${locale}-${theme}-${width}.png` : `${name}.png`;
        await page.screenshot({ path: path.join(out, file) });
        console.log(file);
      }
    }
  } finally {
    await browser.close();
  }
}
