import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { facts } from '../../db/schema/decisions.ts';
import { limits, maxItems } from '../../reports/limits.ts';
import { policies } from '../../reports/policies.ts';
import { reported } from '../../reports/platforms.ts';
import type { Channel } from '../../reports/report.types.ts';
import { splitByLimit } from '../../reports/split.ts';
import { policyCodes } from '../../reports/violation.ts';
import { confirmed, uuid } from './confirmed.ts';

const channels = Object.keys(limits) as Channel[];

describe('dividing posts over submissions', () => {
  test('loses none, doubles none, keeps the limit, and mixes no policies where the channel forbids it', () => {
    const posts = fc.array(
      fc.record({
        facts: fc.subarray([...facts]),
        kind: fc.constantFrom('post', 'ad', 'profile', 'search_result'),
        verdict: fc.constantFrom('resale', 'impersonation', 'gestoria'),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...channels), posts, (channel, given) => {
        const all = given.map(({ kind, ...rest }, n) =>
          confirmed(limits[channel].platform, { ...rest, noticeId: uuid(n), post: { kind } }),
        );
        const parts = splitByLimit(all, channel);
        expect(
          parts
            .flat()
            .map(({ noticeId }) => noticeId)
            .toSorted(),
        ).toEqual(all.map(({ noticeId }) => noticeId).toSorted());
        for (const part of parts) {
          expect(part.length).toBeGreaterThan(0);
          expect(part.length).toBeLessThanOrEqual(maxItems(channel));
          if (limits[channel].samePolicy)
            expect(new Set(part.map((post) => policyCodes(post, channel)[0])).size).toBe(1);
        }
      }),
    );
  });
});

describe('the configuration of platforms', () => {
  test('every channel tells its source and grade, and that nobody has checked it live yet', () => {
    for (const channel of channels) {
      const limit = limits[channel];
      expect(limit.source).not.toBe('');
      expect(limit.grade).toMatch(/^(read|secondary|memory|unpublished)$/);
      expect(limit.checkedLive).toBeNull();
      expect(limit.maxItems === null).toBe(limit.grade === 'unpublished' || channel === 'x_legal_requests');
      expect(channel).toMatch({ facebook: /^meta_/, x: /^x_/, google: /^(google|youtube)_/ }[limit.platform]);
    }
  });

  test('every policy code is unique, of the schema’s form, and carries an address; only dated copies count as read', () => {
    expect(new Set(policies.map(({ code }) => code)).size).toBe(policies.length);
    for (const policy of policies) {
      expect(policy.code).toMatch(/^(META|X|GOOGLE)-[A-Z0-9-]{3,40}$/);
      expect(URL.canParse(policy.url)).toBe(true);
      if (policy.grade === 'memory') expect(policy.quotes).toEqual([]);
    }
  });

  test('every combination of verdict, facts and kind cites one to five policies of its own platform', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...channels),
        fc.subarray([...facts]),
        fc.constantFrom('post', 'ad', 'profile'),
        fc.constantFrom('resale', 'impersonation', 'gestoria', 'misinformation'),
        (channel, given, kind, verdict) => {
          const { platform } = limits[channel];
          const codes = policyCodes(confirmed(platform, { facts: given, verdict, post: { kind } }), channel);
          expect(codes.length).toBeGreaterThan(0);
          expect(codes.length).toBeLessThanOrEqual(5);
          expect(new Set(codes).size).toBe(codes.length);
          for (const code of codes) expect(policies.find((policy) => policy.code === code)?.platform).toBe(platform);
        },
      ),
    );
  });

  test('report numbers carry the platform', () => {
    expect([reported.facebook.prefix, reported.x.prefix, reported.google.prefix]).toEqual(['FB', 'X', 'GG']);
  });
});
