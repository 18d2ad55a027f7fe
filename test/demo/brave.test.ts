import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { braveHosts, braveSearchSource } from '../../crawler/google/brave.ts';
import { parse } from '../../crawler/google/parse.ts';
import { makeGuard } from '../../crawler/guard/guard.ts';
import { makeTurns } from '../../crawler/politeness.ts';
import type { Errand } from '../../crawler/source.ts';
import { demoBraveKey } from '../../demo/sites/brave-api.ts';
import { openDemo, type DemoWorld } from './visitor.ts';

let demo: DemoWorld;
beforeAll(async () => {
  demo = await openDemo();
  demo.minutes(5);
});
afterAll(() => demo.stop());

const errand = (api_key: string): Errand => ({
  access: { on: true, settings: {}, secrets: { api_key } },
  turn: makeTurns(0),
  signal: AbortSignal.timeout(20_000),
});
const source = () =>
  braveSearchSource({
    guard: makeGuard({
      allowedHosts: braveHosts,
      demoInternet: demo.internet.address,
      demoSpki: demo.internet.spki,
    }),
    maxPages: 10,
  });
const term = { platform: 'google', query: 'consulado', gl: 'us', hl: 'es', since: null } as const;

describe('the demo’s Brave', () => {
  it('answers the crawler’s own questions to their end, under the keys of its Google', async () => {
    const collected = await source().collect(term, errand(demoBraveKey));
    expect(collected.outcome).toBe('ok');
    expect(collected.queries).toBe(collected.pages.length);
    expect(collected.pages.length).toBeGreaterThan(1);
    expect(collected.posts.map((post) => post.rank)).toEqual(collected.posts.map((_, index) => index + 1));
    const page = parse(await demo.visit('https://www.google.com/search?q=consulado&hl=es&gl=us'));
    const keys = new Set(collected.posts.map((post) => post.key));
    expect(page.posts.some((post) => keys.has(post.key))).toBe(true);
  });

  it('refuses another key, and a question without words', async () => {
    expect(await source().test(errand('demo-brave-key-0002'))).toMatchObject({
      outcome: 'auth_expired',
      detail: expect.stringContaining('token'),
    });
    const nothing = { ...term, query: 'xyzzyplugh' };
    expect(await source().collect(nothing, errand(demoBraveKey))).toMatchObject({ outcome: 'empty', queries: 1 });
  });
});
