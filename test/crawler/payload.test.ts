import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recognise } from '../../crawler/intake/payload.ts';
import { cleanText, longestText, moment } from '../../crawler/found.ts';
import { parse } from '../../crawler/parse.ts';
import { outcomes, platforms } from '../../crawler/source.ts';

describe('a file says itself which platform it came from (hand-made)', () => {
  test.each([
    ['facebook', '<html id="facebook"><body></body></html>'],
    ['facebook', '<html><head><link rel="canonical" href="https://www.facebook.com/a/posts/1"></head></html>'],
    ['facebook', 'for (;;);{"payload":{"actions":[]}}'],
    ['facebook', '[{"error":"no_items"}]'],
    ['google', '<html itemtype="http://schema.org/SearchResultsPage"><body></body></html>'],
    ['google', '<html><body><form id="captcha-form"></form></body></html>'],
    ['google', '{"kind":"customsearch#search"}'],
    ['x', '{"data":[{"id":"1","text":"a"}],"meta":{"result_count":1}}'],
    ['x', '{"meta":{"result_count":0}}'],
    ['x', '{"id":"1","text":"a","author_id":"2"}\n{"id":"2","text":"b","author_id":"2"}'],
    ['x', '{"title":"Unauthorized","type":"https://api.x.com/2/problems/x","status":401}'],
    ['x', '{"data":{"tweetResult":{}}}'],
    ['x', '<html><head><link rel="canonical" href="https://x.com/a/status/1"></head></html>'],
  ])('%s', (platform, body) => {
    expect(recognise(body)).toBe(platform);
  });

  test('the address and then the name are asked only when the shape does not tell', () => {
    const plain = '<html><body>hola</body></html>';
    expect(recognise(plain)).toBeNull();
    expect(recognise(plain, { url: 'https://m.facebook.com/story.php?story_fbid=1&id=2' })).toBe('facebook');
    expect(recognise(plain, { url: 'https://example.com/' })).toBeNull();
    expect(recognise(`<!-- saved from url=(0030)https://x.com/a/status/1 -->${plain}`)).toBe('x');
    expect(recognise(plain, { filename: 'google-citas.html' })).toBe('google');
    expect(recognise('<html id="facebook"></html>', { filename: 'google.html' })).toBe('facebook');
  });

  test('a picture, a table or a text of any other kind is nothing we know', () => {
    for (const body of ['', '   ', 'id;text\n1;hola', '\u0089PNG', '{"a":1}', '[]', '"x"'])
      expect(recognise(body)).toBeNull();
  });
});

describe('the border', () => {
  test('a text is at most 100,000 characters and never half a character', () => {
    expect(cleanText('a'.repeat(200_000))).toHaveLength(longestText);
    const cut = cleanText(`${'a'.repeat(longestText - 1)}😀`);
    expect(cut.isWellFormed()).toBe(true);
    expect(cleanText('\u0000a\u0000')).toBe('a');
  });

  test('a date before 2004 or more than a day ahead is no date', () => {
    expect(moment(0, undefined)).toBeNull();
    expect(moment('1999-12-22T20:41:00Z', undefined)).toBeNull();
    expect(moment(Date.now() / 1000 + 90_000, undefined)).toBeNull();
    expect(moment('mañana', undefined)).toBeNull();
    expect(moment('2015-03-11T21:35:02+0000', undefined)).toBe('2015-03-11T21:35:02.000Z');
  });
});

describe('any text whatever', () => {
  const piece = fc.constantFrom(
    '<html id="facebook">',
    '<div id="rso">',
    '<a href="/url?q=',
    '<h3>',
    '</h3>',
    '<script type="application/json">',
    '</script>',
    '{"',
    '"}',
    '[',
    ']',
    '"__typename":"Story"',
    '"post_id":"1"',
    '"data":',
    '"errors":[{"code":88}]',
    '"legacy":{"full_text":"a"}',
    '"tweet_results":{"result":',
    '\u0000',
    '\ud800',
    ',',
    ':',
    'null',
    '<article data-ft=\'{"top_level_post_id":"1"}\'>',
  );
  const body = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(piece, { maxLength: 40 }).map((parts) => parts.join('')),
    fc.json({ maxDepth: 6 }),
  );

  test('gives an outcome, never an exception', () => {
    fc.assert(
      fc.property(fc.constantFrom(...platforms), body, (platform, text) => {
        recognise(text);
        const parsed = parse(platform, { body: text });
        expect(outcomes).toContain(parsed.outcome);
        for (const post of parsed.posts) expect(post.key).toMatch(/^(?:facebook|x|google):./);
      }),
      { numRuns: 400 },
    );
  });

  test('nesting without end costs no stack', () => {
    for (const deep of [
      '<div>'.repeat(200_000),
      '['.repeat(5_000) + ']'.repeat(5_000),
      `{"data":${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}}`,
    ]) {
      for (const platform of platforms) expect(parse(platform, { body: deep }).posts).toEqual([]);
      expect(() => recognise(deep)).not.toThrow();
    }
  });
});
