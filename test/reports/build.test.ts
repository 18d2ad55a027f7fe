import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { PermanentError } from '../../errors.ts';
import { buildReport } from '../../reports/build.ts';
import type { ConfirmedPost } from '../../reports/report.types.ts';
import { schemaProblems } from '../../reports/schema.ts';
import { confirmed, input, now, uuid } from './confirmed.ts';

const examples = path.resolve('../shared/schemas/examples');

const skipped = existsSync(examples) ? '' : ' (skipped: the shared schemas are not beside the project)';

describe('our schema', () => {
  test.skipIf(!existsSync(examples)).each(['facebook', 'x', 'google'])(
    `accepts the agreed example for %s${skipped}`,
    (platform) => {
      const example: unknown = JSON.parse(readFileSync(path.join(examples, `example-${platform}.json`), 'utf8'));
      expect(schemaProblems(example)).toEqual([]);
    },
  );

  test('is the agreed one', () => {
    const agreed = path.resolve('../shared/schemas/takedown-report.schema.json');
    if (!existsSync(agreed)) return;
    const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
    expect(read('reports/schema/takedown-report.schema.json')).toEqual(read(agreed));
  });

  const wrong: [string, (item: Record<string, unknown>, report: Record<string, unknown>) => void][] = [
    ['an item without address', (item) => delete item['url']],
    ['a javascript: address', (item) => (item['url'] = 'javascript:alert(1)')],
    ['a numeric id', (item) => ((item['ids'] as Record<string, unknown>)['post_id'] = Number('1825678901234567890'))],
    ['a handle with @', (item) => ((item['ids'] as Record<string, unknown>)['handle'] = '@citas_mx')],
    ['a dead link', (item) => (item['live_status'] = 'gone')],
    ['local time', (item) => (item['first_seen_at'] = '2026-08-19T12:00:00-06:00')],
    ['a path out of the bag', (item) => ((item['evidence'] as { path: string }[])[0]!.path = 'data/../../etc/passwd')],
    ['no evidence', (item) => (item['evidence'] = [])],
    ['a summary of 1,001 characters', (item) => (item['summary_en'] = 'x'.repeat(1001))],
    ['the ids of another platform', (item) => (item['ids'] = { kind: 'fb_marketplace', listing_id: '1' })],
    ['no good-faith statement', (_, report) => (report['good_faith_statement'] = '')],
    ['third-party data left in', (_, report) => (report['redaction'] = { third_party_data_removed: false })],
    ['the number of another platform', (_, report) => (report['report_number'] = 'SRE-FB-2026-000001')],
  ];
  test.each(wrong)('refuses %s', (_, change) => {
    const { content } = buildReport(input('x'));
    const report = structuredClone(content) as unknown as Record<string, unknown>;
    change((report['items'] as Record<string, unknown>[])[0]!, report);
    expect(schemaProblems(report)).not.toEqual([]);
  });
});

describe('building a report', () => {
  test.each(['facebook', 'x', 'google'] as const)('of %s gives valid, repeatable content', (platform) => {
    const { content } = buildReport(input(platform));
    expect(schemaProblems(content)).toEqual([]);
    expect(buildReport(input(platform)).content).toEqual(content);
    expect(content.items[0]).toMatchObject({ seq: 1, item_id: uuid(1), last_verified_live_at: '2026-08-21T09:55:00Z' });
  });

  test('names each platform’s content by its ids, as strings', () => {
    const ids = (platform: 'facebook' | 'x' | 'google') => buildReport(input(platform)).content.items[0]!.ids;
    expect(ids('facebook')).toEqual({ kind: 'fb_post', story_fbid: '1354978971282622', owner_id: '598338556946671' });
    expect(ids('x')).toEqual({
      kind: 'x_post',
      post_id: '1825678901234567890',
      user_id: '1423456789012345678',
      handle: 'citas_mx',
    });
    expect(ids('google')).toEqual({
      kind: 'gg_search_result',
      query: 'cita consulado mexicano',
      gl: 'us',
      hl: 'es',
      position: 3,
    });
  });

  test('masks the seller’s contact, leaves out the consulate’s own, and lists what was masked', () => {
    const { content } = buildReport(input('facebook'));
    expect(content.items[0]!.contact_indicators).toEqual([
      { type: 'whatsapp', value: 'tel:+52••••••5678', masked: true },
    ]);
    expect(content.items[0]!.excerpt_original).toContain('tel:+52••••••5678');
    expect(JSON.stringify(content)).not.toMatch(/1234.?5678/);
    expect(content.redaction.masked_fields).toEqual(['contact_indicators.whatsapp', 'excerpt_original.phone']);
  });

  test('sends the screenshot only when a person has said that it was reviewed', () => {
    const kinds = (includeScreenshots: boolean) =>
      buildReport(input('x', [confirmed('x')], { includeScreenshots })).content.items[0]!.evidence.map(
        (file) => file.path,
      );
    expect(kinds(false)).toEqual(['data/evidence/0001/page.redacted.txt']);
    expect(kinds(true)).toEqual(['data/evidence/0001/page.redacted.txt', 'data/evidence/0001/screenshot.reviewed.png']);
  });

  test('counts an imported payload without a picture as a capture', () => {
    const imported = confirmed('facebook').captures.map((capture) => ({
      ...capture,
      screenshotSha256: null,
      screenshotBytes: null,
    }));
    const { content } = buildReport(
      input('facebook', [confirmed('facebook', { captures: imported })], { includeScreenshots: true }),
    );
    expect(content.items[0]!.evidence).toHaveLength(1);
  });

  test('percent-encodes addresses and turns IDN into punycode, keeping the form as found', () => {
    const url = 'https://citas-cónsul.example/año?q=ñ';
    const { content } = buildReport(input('google', [confirmed('google', { post: { url } })]));
    expect(content.items[0]).toMatchObject({
      url: 'https://xn--citas-cnsul-web.example/a%C3%B1o?q=%C3%B1',
      url_as_found: url,
    });
  });

  test('survives the texts of the field: empty, NUL, only emoji, half a surrogate, 10,000 characters', () => {
    for (const text of ['', 'a\u0000b', '📅🇲🇽💵📲', 'mitad \ud83d', 'cita '.repeat(2000)]) {
      const { content } = buildReport(input('facebook', [confirmed('facebook', { post: { text } })]));
      expect(content.items[0]!.excerpt_original?.length ?? 0).toBeLessThanOrEqual(500);
      expect(JSON.stringify(content)).not.toContain('\\u0000');
    }
  });

  const refusals: [string, Partial<ConfirmedPost> & { url?: string }, RegExp][] = [
    ['without capture', { captures: [] }, /no capture/],
    ['with a verdict of not actionable', { verdict: 'not_actionable' }, /not actionable/],
    ['of misinformation without a fact', { verdict: 'misinformation', facts: [] }, /record a fact/],
    ['behind a share link', { url: 'https://www.facebook.com/share/p/1AbCdEf/' }, /does not identify/],
    ['with a user name in its address', { url: 'https://a:b@www.facebook.com/1/posts/2' }, /does not identify/],
    ['on a government page', { url: 'https://consulmex.sre.gob.mx/dallas/' }, /official/],
  ];
  test.each(refusals)('refuses a post %s', (_, { url, ...change }, reason) => {
    const post = confirmed('facebook', { ...change, ...(url ? { post: { url } } : {}) });
    expect(() => buildReport(input('facebook', [post]))).toThrow(PermanentError);
    if (!url?.includes('gob.mx')) expect(() => buildReport(input('facebook', [post]))).toThrow(reason);
  });

  test('refuses more posts than the channel takes, ads among search results, another platform, the same post twice', () => {
    const six = Array.from({ length: 6 }, (_, n) =>
      confirmed('google', { noticeId: uuid(n), post: { key: `google:${n}`, url: `https://a.example/${n}` } }),
    );
    expect(() => buildReport(input('google', six))).toThrow(/takes 5 at once/);
    expect(() => buildReport(input('google', [confirmed('google', { post: { kind: 'ad' } })]))).toThrow(/no ads/);
    expect(() => buildReport(input('x', [confirmed('facebook')]))).toThrow(/another platform/);
    expect(() => buildReport(input('x', [confirmed('x'), confirmed('x')]))).toThrow(/twice/);
    expect(() => buildReport(input('x', []))).toThrow(/no posts/);
    expect(() => buildReport(input('x', undefined, { channel: 'meta_legal_removal' }))).toThrow(/not one of X/);
  });

  test('reports an ad through the channel for ads', () => {
    const ad = confirmed('google', {
      post: {
        kind: 'ad',
        url: 'https://adstransparency.google.com/advertiser/AR16735076323512287233/creative/CR12237052147807551489',
      },
    });
    const { content } = buildReport(input('google', [ad], { channel: 'google_ad_report' }));
    expect(content.items[0]).toMatchObject({
      violation: 'unauthorized_ad',
      requested_action: 'remove_ad_and_review_advertiser',
      ids: { kind: 'gg_ad', advertiser_id: 'AR16735076323512287233', creative_id: 'CR12237052147807551489' },
    });
  });

  test('a Google page without a search is a web page', () => {
    const { content } = buildReport(input('google', [confirmed('google', { search: null })]));
    expect(content.items[0]!.ids).toEqual({ kind: 'gg_web_page', registrable_domain: 'citas-consulado.example' });
  });

  test('does not name a report that does not validate', () => {
    const bad = input('x');
    expect(() => buildReport({ ...bad, notifier: { ...bad.notifier, contactEmail: 'nobody' } })).toThrow(
      /match its schema/,
    );
    expect(() => buildReport({ ...bad, report: { ...bad.report, createdAt: 'yesterday' }, now })).toThrow(/Not a time/);
  });
});
