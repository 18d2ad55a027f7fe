import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as captures from '../../db/captures.ts';
import { connect, type Client } from '../../db/client.server.ts';
import { confirmablePosts, confirmedPosts } from '../../db/confirmed-posts.ts';
import * as posts from '../../db/posts.ts';
import * as reports from '../../db/reports.ts';
import * as reviews from '../../db/reviews.ts';
import * as runs from '../../db/runs.ts';
import * as users from '../../db/users.ts';
import { testDatabase, type TestDatabase } from '../setup/database.ts';
import { found } from './found.ts';

let database: TestDatabase;
let client: Client;
let ana: users.User;

async function saved(id: number, text: string): Promise<number> {
  const run = await runs.begin(null, 'test', new Date(), client.db);
  const { idByKey } = await posts.save([found(id, { text })], run.id, new Date(), client.db);
  return idByKey.get(`x:${id}`)!;
}

beforeAll(async () => {
  database = await testDatabase();
  client = connect(database.url);
  const liaison = { email: 'ana@sre.example', name: 'Ana', role: 'liaison', password: 'una clave larga' } as const;
  ana = await users.add(liaison, client.db);
});
afterAll(async () => {
  await client.close();
  await database.drop();
});

describe('confirmed posts', () => {
  test('come with verdict, facts and captures, in the order of their notices', async () => {
    const ids = [await saved(1, 'vendo cita uno'), await saved(2, 'vendo cita dos')];
    for (const postId of ids) {
      await reviews.record({ postId, postVersion: 1, verdict: 'resale', facts: ['guarantees'] }, ana.id, client.db);
    }
    await captures.file(
      [
        {
          postId: ids[0]!,
          postVersion: 1,
          capturedAt: new Date('2026-11-24T10:00:00Z'),
          pieces: { page: { sha256: 'a'.repeat(64), bytes: 12 } },
          pageMediaType: 'text/html',
          record: {
            urlRequested: 'https://x.com/citas/status/1',
            urlFinal: 'https://x.com/citas/status/1',
            redirectChain: [],
            httpStatus: 200,
            tool: 'vigia test',
            browser: 'none',
            viewport: '1280x800',
            locale: 'es-MX',
            session: 'logged_out',
          },
        },
      ],
      'captured',
      'worker:test',
      client.db,
    );
    const report = await reports.draft(
      { platform: 'x', channel: 'x_legal_requests', postIds: ids.toReversed() },
      ana.id,
      client.db,
    );
    const confirmed = await confirmedPosts(report.id, client.db);
    expect(confirmed.map(({ post }) => post.key)).toEqual(['x:2', 'x:1']);
    expect(confirmed[1]).toMatchObject({
      verdict: 'resale',
      facts: ['guarantees'],
      textChanged: false,
      search: null,
      author: { handle: 'citas' },
      captures: [{ capturedAt: '2026-11-24T10:00:00.000Z', tool: 'vigia test', screenshotSha256: null }],
    });
    expect(confirmed[0]!.noticeId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('say when their text is newer than the verdict, and that a verdict was taken back', async () => {
    const changed = await saved(3, 'vendo cita');
    await reviews.record({ postId: changed, postVersion: 1, verdict: 'resale' }, ana.id, client.db);
    await saved(3, 'la cita es gratis, no pague');
    const undone = await saved(4, 'vendo cita');
    const review = await reviews.record({ postId: undone, postVersion: 1, verdict: 'resale' }, ana.id, client.db);
    await reviews.undo(review, ana.id, client.db);
    const [first, second] = await confirmablePosts([undone, changed], client.db);
    expect(first).toMatchObject({ verdict: 'not_actionable', post: { id: String(undone) } });
    expect(second).toMatchObject({ verdict: 'resale', textChanged: true });
  });
});
