import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits, maxItems, splitByLimit, type Channel } from '../../reports/index.ts';
import { policyCodes } from '../../reports/violation.ts';
import { confirmed, now } from '../reports/confirmed.ts';
import { draftCount, toggled } from '../../web/routes/reports/new/drafting.ts';
import { weigh } from '../../web/routes/reports/weigh.server.ts';

describe('a draft', () => {
  test('becomes as many reports as the split makes, whatever the channel and the policies', () => {
    const post = fc.record({
      platform: fc.constant('google' as const),
      ad: fc.boolean(),
      impersonates: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(post, { maxLength: 30 }),
        fc.constantFrom<Channel>('google_search_quality', 'google_legal', 'google_safe_browsing'),
        (given, channel) => {
          const posts = given.map(({ platform, ad, impersonates }, index) => {
            const kind = ad ? 'ad' : 'search_result';
            const verdict = impersonates ? 'impersonation' : 'resale';
            return confirmed(platform, { verdict, post: { id: String(index), kind } });
          });
          const limit = { most: maxItems(channel), samePolicy: limits[channel].samePolicy };
          const codes = posts.map((one) => policyCodes(one, channel)[0]!);
          expect(draftCount(codes, limit)).toBe(splitByLimit(posts, channel).length);
        },
      ),
    );
  });

  test('takes a post once and lets it go', () => {
    expect(toggled([1, 2], 2, true)).toEqual([1, 2]);
    expect(toggled([1, 2], 1, false)).toEqual([2]);
  });
});

describe('weighing a post', () => {
  test('a channel for ads takes nothing else, and says so', () => {
    expect(weigh(confirmed('google'), 'google_ad_report', now)).toMatchObject({ channel: 'ads_only', blocked: true });
    const ad = confirmed('google', { post: { kind: 'ad' } });
    expect(weigh(ad, 'google_search_quality', now)).toMatchObject({ channel: 'no_ads', blocked: true });
  });

  test('a warning does not block, a changed text does', () => {
    const weak = weigh(confirmed('x', { facts: [] }), 'x_legal_requests', now);
    expect(weak.blocked).toBe(false);
    expect(weak.blockers.map(({ code }) => code)).toEqual(['no_policy_fact']);
    expect(weigh(confirmed('x', { textChanged: true }), 'x_legal_requests', now).blocked).toBe(true);
  });

  test('cites each policy with the grade of what was read', () => {
    const { policies } = weigh(confirmed('facebook'), 'meta_legal_removal', now);
    expect(policies.length).toBeGreaterThan(0);
    for (const policy of policies) expect(policy.citation).toMatch(/ > /);
  });

  test('cites nothing for a post whose verdict was taken back', () => {
    const undone = weigh(confirmed('x', { verdict: 'not_actionable' }), 'x_legal_requests', now);
    expect(undone).toMatchObject({ policies: [], blocked: true });
  });
});
