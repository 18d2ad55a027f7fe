import { describe, expect, test } from 'vitest';
import { blockers } from '../../reports/blockers.ts';
import { confirmed, now } from './confirmed.ts';

const codes = (post: ReturnType<typeof confirmed>) =>
  blockers(post, now).map(({ code, severity }) => `${severity} ${code}`);

describe('blockers', () => {
  test('a fresh, captured post with facts has none', () => {
    for (const platform of ['facebook', 'x', 'google'] as const) expect(codes(confirmed(platform))).toEqual([]);
  });

  test('an old last sighting is a warning, not a refusal', () => {
    expect(codes(confirmed('x', { post: { lastSeenAt: '2026-08-19T12:30:00Z' } }))).toEqual(['warn not_seen_recently']);
  });

  test('a post known only from files that staff handed in comes with a warning: nobody of ours saw it live', () => {
    const [capture] = confirmed('x').captures;
    const imported = { ...capture!, tool: 'vigia import' };
    expect(codes(confirmed('x', { captures: [imported] }))).toEqual(['warn not_seen_recently']);
    expect(codes(confirmed('x', { captures: [imported, capture!] }))).toEqual([]);
  });

  test.each([
    ['Consulado General de México en Atlanta', null],
    ['Consulado de Mexico', null],
    ['Consulate General of Mexico in Boise', null],
    ['Mexican Consulate Boise', null],
    ['Atención ciudadana', 'ConsulMexAtl'],
    ['SRE', null],
    [null, 'consulado.mexico.boise'],
  ])(
    'an account named like a consulate is not reported unless a person says that it is false: %s, %s',
    (name, handle) => {
      const author = { platformId: '1423456789012345678', handle, name };
      expect(codes(confirmed('x', { author, facts: ['guarantees'] }))).toContain('block official_name');
      expect(codes(confirmed('x', { author, facts: ['false_affiliation'] }))).toContain('warn official_name');
      expect(codes(confirmed('x', { author, facts: ['cloned_site'] }))).toContain('warn official_name');
    },
  );

  test('a seller who only speaks of the consulate is not taken for one', () => {
    for (const name of ['Citas Consulares Dallas', 'Trámites Mexicanos', 'Gestoría Desre', 'Consultorio Mexía']) {
      const author = { platformId: '1423456789012345678', handle: 'citas_mx', name };
      expect(codes(confirmed('x', { author, facts: [] })).filter((code) => code.endsWith('official_name'))).toEqual([]);
    }
  });

  test('resale alone is weak; so is a guaranteed appointment', () => {
    expect(codes(confirmed('x', { facts: [] }))).toEqual(['warn no_policy_fact']);
    expect(codes(confirmed('x', { facts: ['guarantees'] }))).toEqual(['warn no_policy_fact']);
  });

  test('a text that changed after the verdict is refused until a person has read it', () => {
    expect(codes(confirmed('facebook', { textChanged: true }))).toEqual(['block text_changed']);
  });

  test('an earlier report is named', () => {
    const [blocker] = blockers(confirmed('x', { previousReports: ['SRE-X-2026-000098'] }), now);
    expect(blocker).toMatchObject({ code: 'already_reported', severity: 'warn' });
    expect(blocker!.es).toContain('SRE-X-2026-000098');
    expect(blocker!.en).toContain('SRE-X-2026-000098');
  });

  test('official accounts are refused by handle, by address and by host, whatever the case', () => {
    const byHandle = confirmed('x', { author: { platformId: '1', handle: 'CONSULMEXDAL', name: 'Consulmex Dallas' } });
    const byAddress = confirmed('x', {
      author: null,
      post: { url: 'https://x.com/consulmexdal/status/1825678901234567890' },
    });
    const byHost = confirmed('google', { post: { url: 'https://citas.sre.gob.mx/' } });
    const twin = confirmed('google', { post: { url: 'https://citas.sre.gob.mx.pagos.example/' } });
    expect(codes(byHandle)).toContain('block official_account');
    expect(codes(byAddress)).toContain('block official_account');
    expect(codes(byHost)).toContain('block official_account');
    expect(codes(twin)).toEqual([]);
  });

  test('captures of the future or before the post are refused', () => {
    const capture = confirmed('x').captures[0]!;
    const at = (capturedAt: string) => confirmed('x', { captures: [{ ...capture, capturedAt }] });
    expect(codes(at('2027-01-01T00:00:00Z'))).toEqual(['block impossible_time']);
    expect(codes(at('2026-08-01T00:00:00Z'))).toEqual(['block impossible_time']);
    expect(codes(at('not a date'))).toEqual(['block impossible_time']);
  });
});
