import { describe, expect, test } from 'vitest';
import { audit as en } from '../../web/lib/i18n/en/audit.ts';
import { audit as es } from '../../web/lib/i18n/es/audit.ts';
import { detailText, readSubject } from '../../web/routes/audit/subject.ts';

describe('the audit log', () => {
  test('leads from a row to what it is about', () => {
    expect(readSubject('post:12').href).toBe('/posts/12');
    expect(readSubject('report:SRE-X-2026-000001').href).toBe('/reports/SRE-X-2026-000001');
    expect(readSubject('job:crawl')).toEqual({ kind: 'job', id: 'crawl', href: null });
    expect(readSubject('nothing')).toEqual({ kind: '', id: 'nothing', href: null });
    expect(readSubject('post:../x?y').href).toBe('/posts/..%2Fx%3Fy');
  });

  test('shows a row’s detail as words, not as code', () => {
    const words = { names: { verdict: 'dictamen' }, values: { resale: 'Reventa' } };
    expect(detailText({ verdict: 'resale', review: 7 }, words)).toBe('dictamen: Reventa, review: 7');
    expect(detailText({}, words)).toBe('');
  });

  test('says every action in both languages', () => {
    expect(Object.keys(en.actions).toSorted()).toEqual(Object.keys(es.actions).toSorted());
  });
});
