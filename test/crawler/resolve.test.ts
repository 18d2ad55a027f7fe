import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeTurns } from '../../crawler/politeness.ts';
import { isRedirector, needsNetwork, redirectorHosts, redirectors } from '../../crawler/intake/redirectors.ts';
import { mostHops, resolve } from '../../crawler/intake/resolve.ts';
import { openInternet, openSecret, type Internet, type Secret } from './internet.ts';

let internet: Internet;
let secret: Secret;
const to: Record<string, string> = {
  'www.facebook.com/share/p/one/': 'https://www.facebook.com/groups/77/posts/88/?rdid=x&share_url=y',
  'www.facebook.com/share/p/wall/': 'https://www.facebook.com/login/?next=%2F',
  'www.facebook.com/share/p/next/':
    'https://www.facebook.com/login/?next=https%3A%2F%2Fwww.facebook.com%2F55%2Fposts%2F66',
  'www.facebook.com/share/p/asks/':
    'https://www.facebook.com/login/?next=https%3A%2F%2Fwww.facebook.com%2Fshare%2Fp%2Fasks%2F',
  't.co/one': 'https://bit.ly/two',
  'bit.ly/two': 'https://twitter.com/ana/status/1964084223871971826?s=20',
  'bit.ly/web': 'https://citas.example/turnos?utm_source=x',
  'bit.ly/self': '/self',
  'bit.ly/a': 'https://t.co/b',
  't.co/b': 'https://bit.ly/a',
  'bit.ly/meta': 'http://169.254.169.254/latest/meta-data/',
  'bit.ly/six': 'http://[::1]/',
  'bit.ly/name': 'http://printer.local/',
  'bit.ly/script': 'javascript:alert(1)',
};
for (let step = 0; step < 9; step++) to[`bit.ly/long${step}`] = `https://bit.ly/long${step + 1}`;
const methods: string[] = [];

beforeAll(async () => {
  secret = await openSecret();
  to['bit.ly/loop-back'] = `https://127.0.0.1:${secret.port}/`;
  internet = await openInternet((request, response) => {
    const place = `${request.headers.host}${request.url}`;
    methods.push(`${request.method} ${place}`);
    if (place === 'bit.ly/busy') return void response.writeHead(429, { 'retry-after': '30' }).end();
    if (place === 'bit.ly/gone') return void response.writeHead(404).end();
    if (place === 'bit.ly/page')
      return void response.writeHead(200).end('<meta http-equiv=refresh content="0;url=https://x.com/a/status/5">');
    if (place === 'bit.ly/get' && request.method === 'HEAD') return void response.writeHead(405).end();
    if (place === 'bit.ly/get') return void response.writeHead(302, { location: 'https://x.com/a/status/6' }).end();
    if (place === 'bit.ly/down') return void request.socket.destroy();
    const location = to[place];
    if (!location) throw new Error(`nobody should ask for ${place}`);
    response.writeHead(302, { location }).end();
  });
});
afterAll(async () => {
  await internet.close();
  await secret.close();
});

const resolved = (address: string) =>
  resolve(address, AbortSignal.timeout(20_000), { guard: internet.guard(redirectorHosts), turn: makeTurns(0) });

describe('a link that only the network can read', () => {
  test.each([
    ['a share link', 'https://www.facebook.com/share/p/one/', 'facebook:88', 1],
    [
      'a share link that leads to the sign-in with the post behind it',
      'https://www.facebook.com/share/p/next/',
      'facebook:66',
      1,
    ],
    ['t.co over a shortener', 'https://t.co/one', 'x:1964084223871971826', 2],
    ['a shortener of a web page', 'https://bit.ly/web', 'google:https://citas.example/turnos', 1],
    ['a host that does not know HEAD', 'https://bit.ly/get', 'x:6', 1],
  ])('%s names its post', async (_, address, key, hops) => {
    const found = await resolved(address);
    expect(found).toMatchObject({ outcome: 'ok', named: { key } });
    expect(found.hops).toHaveLength(hops);
  });

  test.each([
    ['goes in circles', 'https://bit.ly/a', 'network_error', 'leads_in_circles'],
    ['leads to itself', 'https://bit.ly/self', 'network_error', 'leads_in_circles'],
    ['leads on and on', 'https://bit.ly/long0', 'network_error', 'leads_too_far'],
    ['leads to the metadata of a cloud', 'https://bit.ly/meta', 'bad_query', 'leads_inside'],
    ['leads to this machine', 'https://bit.ly/loop-back', 'bad_query', 'leads_inside'],
    ['leads to this machine in version six', 'https://bit.ly/six', 'bad_query', 'leads_inside'],
    ['leads to a name of inside', 'https://bit.ly/name', 'bad_query', 'leads_inside'],
    ['leads to a script', 'https://bit.ly/script', 'bad_query', 'leads_inside'],
    ['leads to a wall', 'https://www.facebook.com/share/p/wall/', 'login_wall', 'leads_to_login'],
    ['asks to sign in first', 'https://www.facebook.com/share/p/asks/', 'login_wall', 'leads_to_login'],
    ['is asked for too often', 'https://bit.ly/busy', 'rate_limited', 'busy'],
    ['is gone', 'https://bit.ly/gone', 'not_available', 'gone'],
    ['answers with a page', 'https://bit.ly/page', 'not_available', 'leads_nowhere'],
    ['does not answer', 'https://bit.ly/down', 'network_error', 'unreachable'],
    ['is of a host that we do not know', 'https://shortener.example/x', 'bad_query', 'not_a_redirector'],
    ['is a post already', 'https://x.com/a/status/5', 'bad_query', 'not_a_redirector'],
  ])('one that %s ends with a sentence', async (_, address, outcome, problem) => {
    expect(await resolved(address)).toMatchObject({ outcome, problem });
  });

  test('the page at the end is never opened, and nothing inside was touched', () => {
    expect(internet.asked.filter((place) => !isRedirector(new URL(`https://${place}`)))).toEqual([]);
    expect(methods.filter((line) => line.startsWith('GET '))).toEqual(['GET bit.ly/get']);
    expect(methods.filter((line) => line.includes('/long'))).toHaveLength(mostHops);
    expect(secret.connections()).toBe(0);
  });

  test('a busy host says how long to wait', async () => {
    expect(await resolved('https://bit.ly/busy')).toMatchObject({ retryAfterMs: expect.closeTo(30_000, -3) });
  });

  test('a stopped worker stops', async () => {
    const stopping = AbortSignal.abort(new Error('stopping'));
    const asked = resolve('https://bit.ly/web', stopping, {
      guard: internet.guard(redirectorHosts),
      turn: makeTurns(0),
    });
    await expect(asked).rejects.toThrow('stopping');
  });
});

test('the hosts are dated and named once', () => {
  for (const { readOn, source } of redirectors) {
    expect(readOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(source).toContain('https://');
  }
  const hosts = redirectors.flatMap((entry) => entry.hosts);
  expect(new Set(hosts).size).toBe(hosts.length);
  expect(needsNetwork('https://www.facebook.com/groups/1/posts/2/')).toBe(false);
  expect(needsNetwork('https://fb.watch/abc/')).toBe(true);
});
