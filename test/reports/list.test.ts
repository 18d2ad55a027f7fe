import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildReport } from '../../reports/build.ts';
import { csv, safeCell } from '../../reports/csv.ts';
import { reported } from '../../reports/platforms.ts';
import { unzipBytes } from '../../reports/unzip.ts';
import { xlsx } from '../../reports/xlsx.ts';
import { confirmed, input } from './confirmed.ts';

const platforms = ['facebook', 'x', 'google'] as const;
const table = (text: string) => parse(text, { bom: true, record_delimiter: '\r\n' });

const columns = {
  facebook:
    'report_number part seq item_id content_type url content_id owner_id group_id listing_id ad_archive_id author_name author_url posted_at first_seen_at last_verified_live_at violation policy policy_url summary_en resumen_es excerpt_original excerpt_language contact_indicator screenshot_file screenshot_sha256 related_items previous_reports requested_action',
  x: 'report_number part seq item_id content_type url post_id user_id handle profile_url display_name identity_elements posted_at first_seen_at last_verified_live_at violation policy policy_url summary_en resumen_es excerpt_original excerpt_language external_links media_urls screenshot_file screenshot_sha256 related_items previous_reports requested_action',
  google:
    'report_number part seq item_id surface target_url url_as_shown query gl hl position advertiser_id creative_id advertiser_name ads_transparency_url place_id map_field video_id channel_id domain registrar host_country official_page_imitated data_requested violation channel policy policy_url summary_en resumen_es first_seen_at last_verified_live_at screenshot_file screenshot_sha256 landing_screenshot_file landing_screenshot_sha256 previous_reports requested_action',
};

describe('a list', () => {
  test.each(platforms)('of %s has the agreed columns, BOM, CRLF and every field quoted', (platform) => {
    const { content } = buildReport(input(platform));
    const text = csv(content, reported[platform].columns);
    expect(text.startsWith('\uFEFF"report_number",')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const [header, row] = table(text);
    expect(header).toEqual(columns[platform].split(' '));
    expect(row).toHaveLength(header!.length);
    expect(text.split('\r\n')[1]).toMatch(/^"[^"]*"(,"([^"]|"")*")*$/);
  });

  test('keeps 19-digit ids as they are, in CSV and in XLSX', async () => {
    const { content } = buildReport(input('x'));
    expect(csv(content, reported.x.columns)).toContain('"1825678901234567890"');
    const parts = await unzipBytes(await xlsx(content, reported.x.columns));
    const part = (name: string) => Buffer.from(parts.find(({ path }) => path === name)!.bytes).toString('utf8');
    expect(part('xl/sharedStrings.xml')).toContain('>1825678901234567890<');
    expect(part('xl/worksheets/sheet1.xml')).not.toMatch(/<c (?![^>]*t="s")[^>]*>/);
    expect(await xlsx(content, reported.x.columns)).toEqual(await xlsx(content, reported.x.columns));
  });

  const hostile = [
    '=1+1',
    '+1+1',
    '-1+1',
    '@SUM(A1)',
    '\t=1+1',
    '\r=1+1',
    '\n=1+1',
    ' =1+1',
    '＝1+1',
    '＋1',
    '－1',
    '＠SUM(A1)',
    '﹦1',
    '\u200B=1+1',
    '\uFEFF=1',
    '\u202E=1+1',
    '\u0000=1+1',
    "=cmd|' /C calc'!A0",
    '"=1+1',
    'a";=1+1;"',
    '=HYPERLINK("http://evil.example","x")',
  ];
  test.each(hostile)('takes no author’s name for a formula: %j', (name) => {
    const author = { platformId: '598338556946671', handle: null, name };
    const { content } = buildReport(input('facebook', [confirmed('facebook', { author })]));
    const rows = table(csv(content, reported.facebook.columns));
    expect(rows).toHaveLength(2);
    expect(rows[1]).toHaveLength(rows[0]!.length);
    for (const cell of rows[1]!) expect(cell.normalize('NFKC').trimStart()).not.toMatch(/^[=+\-@\t\r\n]/);
  });

  test('any text stays one safe cell that a second reader gets back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const cell = safeCell(text);
        expect(cell.normalize('NFKC')).not.toMatch(/^\s*[=+\-@]/);
        expect(cell).not.toMatch(/\p{Cc}/u);
        expect(safeCell(cell)).toBe(cell);
      }),
    );
  });

  test('handles and masked phones need no apostrophe', () => {
    const { content } = buildReport(input('x'));
    const [header, row] = table(csv(content, reported.x.columns));
    expect(row![header!.indexOf('handle')]).toBe('citas_mx');
    expect(safeCell('tel:+52••••••5678')).toBe('tel:+52••••••5678');
  });
});
