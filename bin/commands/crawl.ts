import { parseArgs } from 'node:util';
import { covered, platforms, type Platform } from '../../crawler/source.ts';
import { usualWay, wayOf, ways } from '../../crawler/ways.ts';
import { printJson, UsageError, type Command } from '../command.ts';

export const command: Command = {
  name: 'crawl',
  summary: 'Crawl one term once, now, and print what it found (nothing is stored)',
  usage: `npx vigia crawl TERM --platform P [--source S] [--gl us] [--hl es] [--json]

  TERM           a phrase, or for Facebook the address of a public page, post or group
  --platform P   ${platforms.join(', ')}
  --source S     the way in: ${ways
    .filter((way) => way.takesTerms)
    .map((way) => way.name)
    .join(', ')}; the platform's usual one without it
  --json         one JSON document {outcome, detail, posts, since}

What the environment switches on and gives (VIGIA_PUBLIC_PAGES, X_BEARER_TOKEN) is used; what is entered in the dashboard is not.
To crawl and store on a schedule, add the term in the dashboard. Exit code 1 when the run is not covered.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        platform: { type: 'string' },
        source: { type: 'string' },
        gl: { type: 'string', default: 'us' },
        hl: { type: 'string', default: 'es' },
        json: { type: 'boolean', default: false },
      },
    });
    const query = positionals.join(' ').trim();
    if (query.length < 2 || query.length > 512) throw new UsageError('TERM needs 2 to 512 characters');
    if (!(platforms as readonly (string | undefined)[]).includes(values.platform)) {
      throw new UsageError(`--platform is one of ${platforms.join(', ')}`);
    }
    const platform = values.platform as Platform;
    const way = values.source === undefined ? usualWay(platform) : wayOf(values.source);
    if (way?.platform !== platform || !way.takesTerms)
      throw new UsageError(`--source is no way into ${platform} that takes terms`);
    const { closeBrowser, collect } = await import('../../crawler/index.ts');
    const { makeTurns } = await import('../../crawler/politeness.ts');
    const { environmentAccess } = await import('../../jobs/access.ts');
    const { gapMs } = await import('../../jobs/gaps.ts');
    const stop = new AbortController();
    process.once('SIGINT', () => stop.abort(new Error('stopped')));
    try {
      const term = { platform, query, gl: values.gl, hl: values.hl, since: null };
      const { outcome, detail, posts, since } = await collect(way.name, term, {
        access: environmentAccess(way.name),
        turn: makeTurns(gapMs(way.host)),
        signal: stop.signal,
      });
      if (values.json) printJson({ outcome, detail, posts, since });
      else {
        for (const post of posts)
          console.log(`${post.rank ?? '-'}\t${post.key}\t${post.text.slice(0, 100).replace(/\s+/g, ' ')}`);
        console.log(`${outcome}, ${posts.length} posts${detail ? ` — ${detail}` : ''}`);
      }
      return covered(outcome) ? 0 : 1;
    } finally {
      await closeBrowser();
    }
  },
};
