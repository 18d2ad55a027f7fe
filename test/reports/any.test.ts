/** Whatever people write, a report is either refused with a reason or valid, and its package verifies. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { postKinds } from '../../crawler/source.ts';
import { facts, verdicts } from '../../db/schema/decisions.ts';
import { PermanentError } from '../../errors.ts';
import { buildReport } from '../../reports/build.ts';
import { channelFor } from '../../reports/limits.ts';
import { writePackage } from '../../reports/package.ts';
import type { TakedownReport } from '../../reports/report.types.ts';
import { verifyPackage } from '../../reports/verify.ts';
import { confirmed, input, store } from './confirmed.ts';

/** Any text, with what databases and spreadsheets choke on. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.constantFrom('\u0000', '\ud83d', '=', '55 1234 5678', '🏳️‍🌈'),
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(''));
const nullable = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const scheme = fc.constantFrom('tel:', 'wa:', 'email:', 'url:', 'handle:', 'cashtag:', '');
const posts = fc.record({
  platform: fc.constantFrom('facebook' as const, 'x' as const, 'google' as const),
  kind: fc.constantFrom(...postKinds),
  text,
  url: nullable(fc.webUrl({ withQueryParameters: true, withFragments: true })),
  lang: nullable(fc.constantFrom('es', 'en', 'es-MX', 'und', 'x', '')),
  name: nullable(text),
  authorId: nullable(fc.constant('598338556946671')),
  handle: nullable(text),
  consulate: nullable(text),
  verdict: fc.constantFrom(...verdicts),
  facts: fc.subarray([...facts]),
  contacts: fc.array(
    fc.tuple(scheme, text).map((parts) => parts.join('')),
    { maxLength: 15 },
  ),
  query: text,
});

function reportOf(any: typeof posts extends fc.Arbitrary<infer Any> ? Any : never): TakedownReport | null {
  const base = confirmed(any.platform);
  const post = confirmed(any.platform, {
    post: { kind: any.kind, text: any.text, lang: any.lang, consulate: any.consulate, url: any.url ?? base.post.url },
    author: { platformId: any.authorId, handle: any.handle, name: any.name },
    verdict: any.verdict,
    facts: any.facts,
    offer: { ...base.offer, contacts: any.contacts },
    search: { query: any.query, gl: 'us', hl: 'es', rank: 1 },
  });
  let content: TakedownReport;
  try {
    content = buildReport(input(any.platform, [post], { channel: channelFor(post) })).content;
  } catch (error) {
    expect(error).toBeInstanceOf(PermanentError);
    // What a person wrote must never be the reason that a form fails: only the post itself can be unfit.
    expect((error as Error).message).not.toMatch(/schema/);
    return null;
  }
  // PostgreSQL's jsonb takes neither NUL nor half a surrogate.
  expect(JSON.stringify(content)).not.toMatch(/\\u(0000|d[89a-f])/i);
  return content;
}

test('any post gives a valid report or a refusal that names the post', () => {
  fc.assert(
    fc.property(posts, (any) => {
      reportOf(any);
    }),
    { numRuns: 150 },
  );
});

test('any report gives a package that verifies', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'vigia-any-'));
  try {
    await fc.assert(
      fc.asyncProperty(posts, async (any) => {
        const content = reportOf(any);
        if (!content) return;
        const file = path.join(folder, 'any.zip');
        await writePackage(content, store(), file);
        expect(await verifyPackage(file)).toEqual({ ok: true, number: content.report_number, problems: [] });
      }),
      { numRuns: 12 },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
