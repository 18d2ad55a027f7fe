import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outcomes, type Outcome, type Platform } from '../../crawler/source.ts';
import { byPlatform, lastDays, missesByPlatform, missesOf, shareOf } from '../../web/routes/watch/coverage.ts';
import { step } from '../../web/routes/watch/coverage/grid.ts';
import { duration } from '../../web/routes/watch/duration.ts';
import { subjectOf } from '../../web/routes/watch/jobs/subject.ts';
import { readCursor, writeCursor } from '../../web/routes/watch/runs/cursor.ts';
import { suggestions } from '../../web/routes/watch/suggestions.ts';
import { costOf } from '../../web/routes/watch/cost.ts';
import { parseTerm } from '../../web/routes/watch/term.ts';

const google = { platform: 'google', query: 'citas consulado', gl: 'us', hl: 'es', every: '60' };

describe('the form of a term', () => {
  test('takes a phrase with its place, language and cadence', () => {
    expect(parseTerm(google)).toEqual({
      term: {
        platform: 'google',
        source: 'google-serp',
        query: 'citas consulado',
        gl: 'us',
        hl: 'es',
        everyMinutes: 60,
        monthlyBudgetUsd: null,
      },
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

  test('goes through the way that was chosen, and the usual one of another platform’s', () => {
    const source = (name: string, platform = 'google', query = 'citas') =>
      parseTerm({ ...google, platform, query, source: name });
    expect(source('brave-search')).toHaveProperty('term.source', 'brave-search');
    expect(source('')).toHaveProperty('term.source', 'google-serp');
    expect(source('google-serp', 'x')).toHaveProperty('term.source', 'x-api');
    expect(source('facebook-graph', 'facebook', 'https://www.facebook.com/SRE.mx')).toHaveProperty(
      'term.source',
      'facebook-graph',
    );
    expect(source('x-oembed', 'x')).toEqual({ problem: 'invalid' });
    expect(source('no-such-way')).toEqual({ problem: 'invalid' });
    expect(source('x'.repeat(1_000))).toEqual({ problem: 'invalid' });
  });

  test('a budget is a sum in dollars, and only where reading costs', () => {
    const budget = (sum: string, source = 'x-api') =>
      parseTerm({ ...google, platform: source === 'x-api' ? 'x' : 'google', source, budget: sum });
    expect(budget('12,50')).toHaveProperty('term.monthlyBudgetUsd', 12.5);
    expect(budget(' 25 ')).toHaveProperty('term.monthlyBudgetUsd', 25);
    expect(budget('0')).toHaveProperty('term.monthlyBudgetUsd', 0);
    expect(budget('')).toHaveProperty('term.monthlyBudgetUsd', null);
    for (const sum of ['-1', '1e3', '1.234', '1,000.00', 'veinte', '9999999', 'NaN', '٣'])
      expect(budget(sum), sum).toEqual({ problem: 'budget' });
    expect(budget('25', 'brave-search')).toHaveProperty('term.monthlyBudgetUsd', 25);
    expect(budget('25', 'google-serp')).toHaveProperty('term.monthlyBudgetUsd', null);
  });

  test('the cost of a read keeps its half cents', () => {
    expect(costOf({ post: 0.005, user: 0.01 }, 'es')).toEqual([
      ['post', '0.005'],
      ['user', '0.01'],
    ]);
    expect(costOf({}, 'es')).toBeNull();
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
  const day = (ended: Partial<Record<Outcome, number>>, planned: number, date = '2026-11-24') => ({
    day: date,
    planned,
    outcomes: ended,
  });
  const row = (days: ReturnType<typeof day>[], platform: Platform = 'x') => ({
    termId: '0198c0de-0000-7000-8000-000000000001',
    platform,
    source: 'x-api',
    query: 'citas',
    gl: 'us',
    hl: 'es',
    active: true,
    days,
  });

  test('counts ok and empty of all that was planned: what never ran is missing too', () => {
    const days = [day({ ok: 6, empty: 2, captcha: 2 }, 15)];
    expect(shareOf(days)).toEqual({ covered: 8, planned: 15, share: 8 / 15 });
    expect(missesOf(days)).toEqual([
      { outcome: null, count: 5 },
      { outcome: 'captcha', count: 2 },
    ]);
  });

  test('is nothing, not zero, where nothing was planned', () => {
    expect(byPlatform([], ['2026-11-24']).map(({ share }) => share)).toEqual([null, null, null]);
    expect(step(null)).toBe('unplanned');
    expect(step(0)).toBe('none');
  });

  test('no outcome but ok and empty is ever coverage', () => {
    for (const outcome of outcomes) {
      const { share } = shareOf([day({ [outcome]: 1 }, 1)]);
      expect(share).toBe(outcome === 'ok' || outcome === 'empty' ? 1 : 0);
    }
  });

  test('looks at its own days and platform only', () => {
    const rows = [row([day({ ok: 1 }, 2, '2026-11-23'), day({ ok: 3 }, 3)]), row([day({ captcha: 4 }, 4)], 'google')];
    const [ofGoogle, ofX] = byPlatform(rows, ['2026-11-24']);
    expect(ofGoogle).toMatchObject({ platform: 'google', covered: 0, planned: 4 });
    expect(ofX).toMatchObject({ platform: 'x', covered: 3, planned: 3 });
    expect(missesByPlatform(rows, ['2026-11-23'])).toEqual([{ platform: 'x', outcome: null, count: 1 }]);
  });

  test('its days are those of Mexico City', () => {
    expect(lastDays(3, new Date('2026-11-25T05:59:00Z'))).toEqual(['2026-11-22', '2026-11-23', '2026-11-24']);
    expect(lastDays(1, new Date('2026-11-25T06:00:00Z'))).toEqual(['2026-11-25']);
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
    expect(duration(from, new Date(840), 'es')).toBe('0.8 s');
    expect(duration(from, new Date(12_400), 'en')).toBe('12.4 sec');
    expect(duration(from, new Date(180_000), 'es')).toBe('3 min');
    expect(duration(from, null, 'es')).toBe('—');
    expect(duration(new Date(5), new Date(0), 'es')).toBe('0.1 s');
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
