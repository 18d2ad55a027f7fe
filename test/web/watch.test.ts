import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outcomes } from '../../crawler/source.ts';
import { coverageOf } from '../../web/routes/watch/coverage.ts';
import { duration } from '../../web/routes/watch/duration.ts';
import { subjectOf } from '../../web/routes/watch/jobs/subject.ts';
import { readCursor, writeCursor } from '../../web/routes/watch/runs/cursor.ts';
import { suggestions } from '../../web/routes/watch/suggestions.ts';
import { parseTerm } from '../../web/routes/watch/term.ts';

const google = { platform: 'google', query: 'citas consulado', gl: 'us', hl: 'es', every: '60' };

describe('the form of a term', () => {
  test('takes a phrase with its place, language and cadence', () => {
    expect(parseTerm(google)).toEqual({
      term: { platform: 'google', query: 'citas consulado', gl: 'us', hl: 'es', everyMinutes: 60 },
    });
  });

  test('takes every suggestion', () => {
    for (const query of suggestions) expect(parseTerm({ ...google, query })).toHaveProperty('term.query', query);
  });

  test('a phrase of 10,000 characters gets the sentence about length', () => {
    expect(parseTerm({ ...google, query: 'a'.repeat(10_000) })).toEqual({ problem: 'long' });
    expect(parseTerm({ ...google, query: '🙂'.repeat(512) })).toHaveProperty('term');
    expect(parseTerm({ ...google, query: '🙂'.repeat(513) })).toEqual({ problem: 'long' });
  });

  test('characters that nobody sees are no part of a term', () => {
    expect(parseTerm({ ...google, query: '\u200b\u200b\u200b' })).toEqual({ problem: 'short' });
    expect(parseTerm({ ...google, query: '\u202econ\u00adsulado\u200b' })).toHaveProperty('term.query', 'consulado');
  });

  test('an address with a password or a port of its own is no term', () => {
    for (const query of ['https://ana:clave@www.facebook.com/citas', 'https://www.facebook.com:8443/citas']) {
      expect(parseTerm({ ...google, platform: 'facebook', query })).toEqual({ problem: 'facebook_address' });
    }
  });

  test('an empty phrase, or one of blanks and control characters, is too short', () => {
    for (const query of ['', ' ', 'a', '\u0000\u0007', ' \n a ']) {
      expect(parseTerm({ ...google, query })).toEqual({ problem: 'short' });
    }
  });

  test('on Facebook only an address of Facebook is a term', () => {
    const facebook = (query: string) => parseTerm({ ...google, platform: 'facebook', query });
    for (const query of [
      'https://www.facebook.com/groups/123456',
      'm.facebook.com/citas.dfw',
      'https://es-la.facebook.com/citas',
    ]) {
      expect(facebook(query)).toHaveProperty('term');
    }
    for (const query of [
      'citas consulado',
      'https://facebook.com.pagos.example/x',
      'https://www.facebook.com/',
      'https://evil.example/?u=facebook.com',
      'javascript://facebook.com/%0aalert(1)',
    ]) {
      expect(facebook(query)).toEqual({ problem: 'facebook_address' });
    }
  });

  test('outside of Google one phrase is one term, whatever place the form says', () => {
    expect(parseTerm({ ...google, platform: 'x', gl: 'mx', hl: 'en' })).toMatchObject({ term: { gl: 'us', hl: 'es' } });
  });

  test('what the form does not offer is refused', () => {
    for (const changes of [{ platform: 'tiktok' }, { gl: 'zz' }, { hl: 'xx' }, { every: '7' }, { every: 'often' }]) {
      expect(parseTerm({ ...google, ...changes })).toEqual({ problem: 'invalid' });
    }
    expect(parseTerm({})).toEqual({ problem: 'invalid' });
  });

  test('never throws, and what it takes fits the database', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), fc.string({ unit: 'binary' }), (rest, query) => {
        const parsed = parseTerm({ ...rest, ...google, query });
        if (!('term' in parsed)) return;
        const length = [...parsed.term.query].length;
        expect(length).toBeGreaterThanOrEqual(2);
        expect(length).toBeLessThanOrEqual(512);
        expect(parsed.term.query).not.toContain('\u0000');
      }),
    );
  });
});

describe('coverage', () => {
  test('counts ok and empty of the runs that ended, and leaves running ones out', () => {
    const rows = [
      { platform: 'x', outcome: 'ok', count: 6 },
      { platform: 'x', outcome: 'empty', count: 2 },
      { platform: 'x', outcome: 'captcha', count: 2 },
      { platform: 'x', outcome: null, count: 5 },
    ] as const;
    expect(coverageOf([...rows]).find(({ platform }) => platform === 'x')).toEqual({
      platform: 'x',
      covered: 8,
      ended: 10,
      share: 0.8,
    });
  });

  test('is nothing, not zero, where no run ended', () => {
    expect(coverageOf([]).map(({ share }) => share)).toEqual([null, null, null]);
  });

  test('no outcome but ok and empty is ever coverage', () => {
    for (const outcome of outcomes) {
      const [first] = coverageOf([{ platform: 'google', outcome, count: 1 }]);
      expect(first!.share).toBe(outcome === 'ok' || outcome === 'empty' ? 1 : 0);
    }
  });
});

describe('the list of runs', () => {
  test('goes on where its cursor says; anything else is no cursor', () => {
    const place = { plannedAt: new Date('2026-11-24T16:05:00Z'), id: '0198c0de-0000-7000-8000-000000000001' };
    expect(readCursor(writeCursor(place))).toEqual(place);
    for (const text of [null, '', '~', '2026-11-24~x', `${writeCursor(place)}~more`, '\u0000']) {
      expect(readCursor(text)).toBeNull();
    }
  });

  test('says how long a run took in the reader’s words', () => {
    const from = new Date(0);
    expect(duration(from, new Date(840), 'es')).toBe('840 ms');
    expect(duration(from, new Date(12_400), 'en')).toBe('12.4 sec');
    expect(duration(from, new Date(180_000), 'es')).toBe('3 min');
    expect(duration(from, null, 'es')).toBe('—');
    expect(duration(new Date(5), new Date(0), 'es')).toBe('0 ms');
  });
});

describe('a failed job', () => {
  test('leads to what it was about, by ids alone', () => {
    const id = '0198c0de-0000-7000-8000-000000000001';
    expect(subjectOf('crawl', { termId: id })).toEqual({ kind: 'term', href: `/watch/runs?term=${id}`, id });
    expect(subjectOf('export', { reportId: id })).toEqual({ kind: 'report', href: `/reports/${id}` });
    expect(subjectOf('capture', { postId: 7 })).toEqual({ kind: 'post', href: '/posts/7', id: '7' });
    expect(subjectOf('classify', { postIds: [1, 2] })).toEqual({ kind: 'posts', count: 2 });
    expect(subjectOf('import', { sha256: 'ab' })).toEqual({ kind: 'file' });
  });

  test('with a payload that is not what it should be is about nothing', () => {
    for (const payload of [null, 'x', [], { termId: '../../people' }, { postId: 'a' }]) {
      expect(subjectOf('crawl', payload)).toEqual({ kind: 'none' });
    }
  });
});
