/** Posts of real payloads, reported as if a person had confirmed them: the report must come out valid. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse as parseFacebook } from '../../crawler/facebook/parse.ts';
import { parse as parseGoogle } from '../../crawler/google/parse.ts';
import type { FoundPost, Parsed, Payload } from '../../crawler/source.ts';
import { parse as parseX } from '../../crawler/x/parse.ts';
import { buildReport } from '../../reports/build.ts';
import { blockers } from '../../reports/blockers.ts';
import { channelFor, maxItems } from '../../reports/limits.ts';
import { packageFiles } from '../../reports/package.ts';
import type { ConfirmedPost } from '../../reports/report.types.ts';
import { splitByLimit } from '../../reports/split.ts';
import { confirmed, input, store, uuid } from './confirmed.ts';

const folder = path.resolve('../shared/captures');
const manifest = path.join(folder, 'manifest.json');
const parsers: Record<string, (payload: Payload) => Parsed> = {
  facebook: parseFacebook,
  google: parseGoogle,
  x: parseX,
};
const now = new Date('2026-11-24T22:00:00Z');
const seen = '2026-11-24T21:00:00.000Z';

interface Listed {
  file: string;
  outcome?: string;
}

const listed = existsSync(manifest)
  ? (JSON.parse(readFileSync(manifest, 'utf8')) as { captures: Listed[] }).captures
  : [];
const readable = listed.filter(({ file, outcome }) => outcome === 'ok' && parsers[file.split('/')[0]!]);

const isOwnerless = ({ kind, author }: FoundPost) => kind === 'event' && author === null;

function asConfirmed(post: FoundPost, n: number): ConfirmedPost {
  const capture = confirmed('x').captures[0]!;
  const { rank, links: _, author, ...found } = post;
  return confirmed(post.platform, {
    noticeId: uuid(n),
    post: { ...found, id: String(n), firstSeenAt: seen, lastSeenAt: seen, consulate: null },
    author: author && { platformId: author.id, handle: author.handle, name: author.name },
    search: post.platform === 'google' ? { query: 'consulado', gl: 'us', hl: 'es', rank } : null,
    captures: [{ ...capture, capturedAt: seen, screenshotSha256: null, screenshotBytes: null }],
  });
}

const skipped = readable.length > 0 ? '' : ' (skipped: the recorded payloads are not beside the project)';

describe.skipIf(readable.length === 0)(`posts of real payloads${skipped}`, () => {
  test.each(readable.map(({ file }) => file))('of %s make valid reports', async (file) => {
    const parsed = parsers[file.split('/')[0]!]!({ body: readFileSync(path.join(folder, file), 'utf8'), at: now });
    const found = [...new Map(parsed.posts.map((post) => [post.key, post])).values()];
    // The schema names Facebook's posts by their owner: an event page that does not tell it cannot be reported.
    const [ownerless, owned] = [found.filter(isOwnerless), found.filter((post) => !isOwnerless(post))];
    const refusals = (post: FoundPost, n: number) =>
      blockers(asConfirmed(post, n), now)
        .filter(({ severity }) => severity === 'block')
        .map(({ code }) => code);
    expect(ownerless.flatMap(refusals)).toEqual(ownerless.map(() => 'no_permalink'));
    expect(owned.flatMap(refusals)).toEqual([]);
    const posts = owned.map(asConfirmed);
    for (const [channel, group] of Map.groupBy(posts, channelFor)) {
      for (const part of splitByLimit(group, channel)) {
        expect(part.length).toBeLessThanOrEqual(maxItems(channel));
        const { content } = buildReport(input(part[0]!.post.platform, part, { channel, now }));
        expect((await packageFiles(content, store())).length).toBeGreaterThan(8);
      }
    }
  });
});
