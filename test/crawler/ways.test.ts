/** What all ways in have in common: words and sources agree, no secret is told, and a fourth platform is one folder and a few lines. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { facebookGraph, graphHosts } from '../../crawler/facebook/graph.ts';
import { facebookSources } from '../../crawler/facebook/sources.ts';
import { braveHosts, braveSearchSource } from '../../crawler/google/brave.ts';
import { cseHosts, googleCse } from '../../crawler/google/cse.ts';
import { googleSources } from '../../crawler/google/sources.ts';
import { googleVertex, vertexHosts } from '../../crawler/google/vertex.ts';
import { hidden, withoutSecrets } from '../../crawler/hidden.ts';
import { collect, lookUpPosts, readPost, SwitchedOff, type LookedUp } from '../../crawler/index.ts';
import { priceOf } from '../../crawler/prices.ts';
import { platforms, type Source, type Way } from '../../crawler/source.ts';
import { usualWay, ways } from '../../crawler/ways.ts';
import { xApi } from '../../crawler/x/api.ts';
import { xSources } from '../../crawler/x/sources.ts';
import { log } from '../../log.ts';
import { errandWith, openAnswers, runOf, type Answers } from './answers.ts';

let web: Answers;
beforeAll(async () => void (web = await openAnswers()));
afterAll(() => web.internet.close());

describe('the ways in', () => {
  const reached: string[][] = [];
  const reach = (hosts: readonly string[]) => {
    reached.push([...hosts]);
    return web.internet.guard(hosts);
  };
  const sources = (): Source[] => [
    ...googleSources(reach),
    ...xSources(reach, 'https://api.x.com'),
    ...facebookSources(reach),
  ];

  it('each have one source, and each source its words', () => {
    const words = (source: Source) => Object.entries(source).filter(([, value]) => typeof value !== 'function');
    const named = sources().map((source) => Object.fromEntries(words(source)) as unknown as Way);
    const byName = (one: { name: string }, other: { name: string }) => (one.name < other.name ? -1 : 1);
    expect(named.toSorted(byName)).toEqual(ways.toSorted(byName));
    expect(new Set(ways.map(({ name }) => name)).size).toBe(ways.length);
  });

  it('reach the host they name, and no source reaches every host', () => {
    reached.length = 0;
    const all = sources();
    expect(reached).toHaveLength(all.length);
    for (const [index, source] of all.entries()) {
      const guard = web.internet.guard(reached[index]!);
      expect(() => guard.check(`https://${source.host}/`), source.name).not.toThrow();
      expect(() => guard.check('https://evil.example/'), source.name).toThrow();
    }
  });

  it('take terms or read single posts, and each platform has a usual one that takes terms', () => {
    for (const source of sources()) expect(source.takesTerms || source.read !== undefined, source.name).toBe(true);
    for (const platform of platforms) expect(usualWay(platform).takesTerms).toBe(true);
  });

  it('state where their position was read, and when; none claims to have been tried live', () => {
    for (const { name, position, checkedLive, endsOn } of ways) {
      expect(URL.canParse(position.source), name).toBe(true);
      expect(position.readOn, name).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(checkedLive, name).toBeNull();
      if (endsOn !== undefined) expect(endsOn).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
  });

  it('that cost money have a dated price; pages have none', () => {
    for (const { name, mode } of ways) {
      const { usd, source, readOn } = priceOf(name);
      if (Object.keys(usd).length === 0) continue;
      expect(mode, name).toBe('official_api');
      expect(URL.canParse(source), name).toBe(true);
      expect(readOn, name).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
  });

  it('ask for values that their patterns can tell', () => {
    for (const { name, fields } of ways)
      for (const field of fields) {
        if (field.pattern === undefined) continue;
        const pattern = new RegExp(`^(?:${field.pattern})$`, 'u');
        expect(pattern.test(''), `${name} ${field.name}`).toBe(false);
        expect(pattern.test('a\nb'), `${name} ${field.name}`).toBe(false);
      }
  });
});

describe('the door of the crawler', () => {
  const off = { ...errandWith({ bearer_token: 'a bearer token' }), access: { on: false, settings: {}, secrets: {} } };

  it('asks nothing through a way that is off, whether for a term, a post or many posts', async () => {
    const term = { platform: 'x', query: 'cita', gl: 'us', hl: 'es', since: null } as const;
    await expect(collect('x-api', term, off)).rejects.toThrow(SwitchedOff);
    await expect(readPost('x-oembed', 'https://x.com/a/status/123', off)).rejects.toThrow(SwitchedOff);
    const looking: Promise<LookedUp> = lookUpPosts(['123'], off);
    await expect(looking).rejects.toThrow('an administrator can switch it on');
  });

  it('says so when a way reads no single posts, or is none', async () => {
    await expect(readPost('brave-search', 'https://a.example/', off)).rejects.toThrow('reads no single posts');
    await expect(readPost('no-such-way', 'https://a.example/', off)).rejects.toThrow('knows no source');
  });

  it('reads what is no post without asking anybody', async () => {
    const on = errandWith({});
    expect(await readPost('x-oembed', 'https://x.com/search?q=a', on)).toMatchObject({ outcome: 'bad_query' });
    expect(await lookUpPosts(['123'], on)).toMatchObject({ outcome: 'auth_expired', found: [] });
  });
});

describe('a secret', () => {
  const secret = 'a|secret+of/strange "signs" that nobody may see';
  const given = { api_key: secret, bearer_token: secret, access_token: secret };
  const settings = { engine_id: 'engine', project: 'project' };
  const all = (): Source[] => [
    braveSearchSource({ guard: web.internet.guard(braveHosts) }),
    googleVertex({ guard: web.internet.guard(vertexHosts) }),
    googleCse({ guard: web.internet.guard(cseHosts), now: () => 0 }),
    xApi({ guard: web.internet.guard(['api.x.com']), apiBase: 'https://api.x.com' }),
    facebookGraph({ guard: web.internet.guard(graphHosts) }),
  ];
  const spellings = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
  const told = (value: unknown): boolean => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return spellings.some((one) => text.includes(one) || text.includes(JSON.stringify(one).slice(1, -1)));
  };

  it.each([
    [
      'in JSON',
      403,
      (one: string) =>
        JSON.stringify({ error: { code: 403, message: one, status: one }, title: one, detail: one, type: one }),
    ],
    [
      'in an address',
      400,
      (one: string) =>
        JSON.stringify({ error: { code: 190, message: encodeURIComponent(one) }, detail: encodeURIComponent(one) }),
    ],
    ['in a page', 500, (one: string) => `<h1>${one}</h1>`],
    [
      'in results',
      200,
      (one: string) =>
        JSON.stringify({
          data: [{ id: '1', text: one }],
          items: [{ title: one }],
          paging: { next: `https://graph.facebook.com/?access_token=${encodeURIComponent(one)}&after=b` },
        }),
    ],
  ])(
    'that a platform repeats %s (%i) is in no sentence, page, post, address or log line',
    async (_name, status, body) => {
      const lines: string[] = [];
      const write = process.stdout.write.bind(process.stdout);
      const level = log.level;
      log.level = 'trace';
      process.stdout.write = (chunk: string | Uint8Array) => {
        lines.push(String(chunk));
        return true;
      };
      try {
        for (const source of all()) {
          for (const host of [
            'api.search.brave.com/res/v1/web/search',
            'www.googleapis.com/customsearch/v1',
            'api.x.com/2/tweets/search/recent',
            'graph.facebook.com/v25.0/SRE.mx/posts',
            'discoveryengine.googleapis.com/v1/projects/project/locations/global/collections/default_collection/engines/engine/servingConfigs/default_search:searchLite',
          ])
            web.at.set(
              host,
              (response) => void response.writeHead(status, { 'x-told': encodeURIComponent(secret) }).end(body(secret)),
            );
          const query = source.platform === 'facebook' ? 'SRE.mx' : 'cita';
          const outcome = await runOf(source, { query }, errandWith(given, settings)).catch((error: unknown) => error);
          expect(told(outcome instanceof Error ? `${outcome.message} ${outcome.stack}` : outcome), source.name).toBe(
            false,
          );
        }
      } finally {
        process.stdout.write = write;
        log.level = level;
      }
      expect(lines.some(told)).toBe(false);
      expect(web.asked.some(({ url }) => told(url.href))).toBe(false);
    },
  );

  it('is taken out however it is spelled, and a short one is none', () => {
    expect(withoutSecrets(`a ${secret} b ${encodeURIComponent(secret)} c ${JSON.stringify(secret)}`, [secret])).toBe(
      'a (hidden) b (hidden) c "(hidden)"',
    );
    expect(withoutSecrets('a cat', ['a'])).toBe('a cat');
    expect(
      hidden({ body: secret, url: `https://a.example/?k=${encodeURIComponent(secret)}`, headers: { a: secret } }, [
        secret,
      ]),
    ).toEqual({ body: '(hidden)', url: 'https://a.example/?k=(hidden)', headers: { a: '(hidden)' } });
  });
});

describe('a fourth platform', () => {
  const room = path.resolve(import.meta.dirname, '../../crawler');
  const folders = new Set<string>(platforms);

  /** Files of the room itself that name a platform's folder, with how many lines do. */
  const lines = readdirSync(room)
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const found = readFileSync(path.join(room, file), 'utf8').matchAll(/^import .* from '\.\/(\w+)\/[\w-]+\.ts';$/gm);
      const named = new Set([...found].map(([, folder]) => folder!).filter((folder) => folders.has(folder)));
      return named.size === 0 ? [] : [[file, [...named].toSorted()] as const];
    });

  it('touches its folder and the registries that the compiler and docs/collection.md name', () => {
    // capture.ts decides how each platform's posts are captured; all others hold one line a platform.
    expect(Object.fromEntries(lines)).toEqual({
      'capture.ts': ['facebook', 'google', 'x'],
      'index.ts': ['facebook', 'google', 'x'],
      'parse.ts': ['facebook', 'google', 'x'],
      'url.ts': ['facebook', 'google', 'x'],
      'ways.ts': ['facebook', 'google', 'x'],
    });
    const guide = readFileSync(path.resolve(room, '../docs/collection.md'), 'utf8');
    for (const [file] of lines) expect(guide).toContain(`crawler/${file}`);
  });
});
