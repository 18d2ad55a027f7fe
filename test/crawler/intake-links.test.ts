import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linksIn, longestPaste, mostLinks, readLinks } from '../../crawler/intake/links.ts';

const read = (text: string) => readLinks(linksIn(text));
const one = (text: string) => read(text)[0]!;

describe('a text with links', () => {
  test('links are found in a mail, with where they stand, without what surrounds them', () => {
    const text =
      'Hola:\n> vi esto (https://x.com/ana/status/1964084223871971826?s=20), y\n<https://www.facebook.com/1/posts/22>.\r\n' +
      'En el chat: m.facebook.com/story.php?story_fbid=33&id=1; «https://es.wikipedia.org/wiki/Cita_(derecho)»!';
    const found = linksIn(text);
    expect(found.map(({ given }) => given)).toEqual([
      'https://x.com/ana/status/1964084223871971826?s=20',
      'https://www.facebook.com/1/posts/22',
      'm.facebook.com/story.php?story_fbid=33&id=1',
      'https://es.wikipedia.org/wiki/Cita_(derecho)',
    ]);
    for (const { given, start, end } of found) expect(text.slice(start, end)).toBe(given);
    expect(readLinks(found).map(({ key }) => key)).toEqual([
      'x:1964084223871971826',
      'facebook:22',
      'facebook:33',
      'google:https://es.wikipedia.org/wiki/Cita_(derecho)',
    ]);
  });

  test('the same post in another form is told as a repetition of its line', () => {
    const lines = read(
      'https://www.facebook.com/groups/1/posts/22/\nm.facebook.com/story.php?story_fbid=22&id=1\nhttps://fb.me/a https://fb.me/a',
    );
    expect(lines.map(({ duplicateOf }) => duplicateOf)).toEqual([null, 1, null, 3]);
  });

  test.each([
    ['https://www.facebook.com/share/p/1AbC/', 'ask', null],
    ['https://bit.ly/3abc', 'ask', null],
    ['https://www.google.com/goto?url=CAES', 'ask', null],
    ['https://www.facebook.com/citas/posts/pfbid02abcdefghijk123', 'ask', null],
    ['https://l.facebook.com/l.php?u=https%3A%2F%2Fx.com%2Fa%2Fstatus%2F5', 'post', null],
    ['https://www.facebook.com/CitasDFW', 'none', 'link_account'],
    ['https://www.facebook.com/marketplace/', 'none', 'link_search'],
    ['https://www.google.com/search?q=citas', 'none', 'link_search'],
    ['https://x.com/home', 'none', 'link_home'],
    ['javascript:alert(1)', 'none', 'link_scheme'],
    ['ftp://example.org/x', 'none', 'link_scheme'],
    ['http://localhost/x', 'none', 'link_malformed'],
    ['http://10.0.0.7/x', 'none', 'link_private'],
    ['http://[::ffff:127.0.0.1]/x', 'none', 'link_private'],
    ['https://nas.local/x', 'none', 'link_private'],
    ['https://ana:clave@www.facebook.com/1/posts/2', 'none', 'link_malformed'],
    [`https://example.org/${'a'.repeat(3_000)}`, 'none', 'link_long'],
  ])('%s is for %s', (text, use, problem) => {
    expect(one(text)).toMatchObject({ use, problem });
  });

  test('an address of mail and a word with a dot are no links', () => {
    expect(linksIn('ana@x.com/foo, notax.com/foo, fin.Otra cosa, 10/12/2026, s.r.l.')).toEqual([]);
  });

  test('a thousand links are taken, one more is noticed', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) => `https://x.com/a/status/${i + 1}`).join('\n');
    expect(read(many(1_000)).filter(({ use, duplicateOf }) => use === 'post' && duplicateOf === null)).toHaveLength(
      mostLinks,
    );
    expect(linksIn(many(1_400))).toHaveLength(mostLinks + 1);
  });

  test('a text that was made to be slow is read at once', () => {
    const before = performance.now();
    linksIn(`${'a-'.repeat(200_000)} ${'x.'.repeat(100_000)} https://${')'.repeat(50_000)}`);
    linksIn('('.repeat(longestPaste));
    expect(performance.now() - before).toBeLessThan(4_000);
  });

  test('never throws, and what it finds stands where it says', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.webUrl({ withQueryParameters: true }),
        (noise, url) => {
          const text = `${noise} ${url}\n${noise}`;
          for (const link of read(text)) expect(text.slice(link.start, link.end)).toBe(link.given);
        },
      ),
    );
  });
});
