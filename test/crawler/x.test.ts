import { describe, expect, test } from 'vitest';
import { parse } from '../../crawler/x/parse.ts';
import { snowflakeTime } from '../../crawler/x/post.ts';
import type { Payload } from '../../crawler/source.ts';

const of = (value: unknown, more: Partial<Payload> = {}) => parse({ body: JSON.stringify(value), ...more });
const outcome = (value: unknown, more: Partial<Payload> = {}) => of(value, more).outcome;

const post = {
  id: '1964084223871971826',
  text: 'Citas &amp; pases &lt;hoy&gt;',
  author_id: '20',
  lang: 'es',
  created_at: '2025-09-05T21:52:24.000Z',
};
const page = (more: object = {}) => ({
  data: [post],
  includes: { users: [{ id: '20', username: 'Gestor_MX', name: 'Gestor' }] },
  meta: { result_count: 1, newest_id: post.id, oldest_id: post.id },
  ...more,
});

describe('API v2 (hand-made shapes)', () => {
  test('a post has its writer, its decoded text and an address with the handle', () => {
    const { outcome: ended, posts, next } = of(page({ meta: { result_count: 1, next_token: 'b26v89' } }));
    expect(ended).toBe('ok');
    expect(next).toBe('b26v89');
    expect(posts).toEqual([
      {
        platform: 'x',
        platformId: post.id,
        key: `x:${post.id}`,
        url: `https://x.com/Gestor_MX/status/${post.id}`,
        kind: 'post',
        author: { id: '20', handle: 'Gestor_MX', name: 'Gestor' },
        text: 'Citas & pases <hoy>',
        publishedAt: '2025-09-05T21:52:24.000Z',
        rank: 1,
        placement: null,
        aliases: [],
        links: [],
        lang: 'es',
      },
    ]);
  });

  test('a long post is whole, an edited one is one post under its first id', () => {
    const long = { ...post, note_tweet: { text: 'entero' }, edit_history_tweet_ids: ['1964084223871970000', post.id] };
    expect(of(page({ data: [long] })).posts[0]).toMatchObject({
      key: 'x:1964084223871970000',
      aliases: [`x:${post.id}`],
      text: 'entero',
    });
  });

  test('of two versions on one page the later one is shown, in whatever order they come', () => {
    const history = ['1964084223871970000', post.id];
    const before = { ...post, id: history[0], text: 'antes', edit_history_tweet_ids: history.toReversed() };
    const after = { ...post, text: 'después', edit_history_tweet_ids: history };
    for (const data of [
      [before, after],
      [after, before],
    ])
      expect(of(page({ data })).posts).toMatchObject([{ key: `x:${history[0]}`, text: 'después', rank: 1 }]);
  });

  test('a history that does not hold the post is another post’s history', () => {
    for (const edit_history_tweet_ids of [['1', '2'], [post.id, 'x'], [{}], 'x', []])
      expect(of(page({ data: [{ ...post, edit_history_tweet_ids }] })).posts).toMatchObject([
        { key: `x:${post.id}`, aliases: [] },
      ]);
  });

  test('a retweet carries the whole text of its original', () => {
    const original = { id: '30', text: 'Cita garantizada para mañana, mándame mensaje', author_id: '21' };
    const retweet = {
      ...post,
      text: 'RT @otra: Cita garantizada para ma…',
      referenced_tweets: [{ type: 'retweeted', id: '30' }],
    };
    const value = page({ data: [retweet], includes: { tweets: [original] } });
    expect(of(value).posts[0]!.text).toBe('RT @otra: Cita garantizada para mañana, mándame mensaje');
  });

  test('links are expanded, without the addresses of its own pictures', () => {
    const urls = [
      { url: 'https://t.co/a', expanded_url: 'https://bit.ly/x', unwound_url: 'https://citas.example.com/' },
      { url: 'https://t.co/b', expanded_url: `https://twitter.com/gestor/status/${post.id}/photo/1` },
    ];
    expect(of(page({ data: [{ ...post, entities: { urls } }] })).posts[0]!.links).toEqual([
      'https://citas.example.com/',
    ]);
  });

  test('an id written as a number is read from its digits, never rounded', () => {
    const body = '{"data":[{"id":1964084223871971827,"text":"id: 1964084223871971827, ok"}],"meta":{"result_count":1}}';
    expect(parse({ body }).posts).toMatchObject([
      { key: 'x:1964084223871971827', text: 'id: 1964084223871971827, ok' },
    ]);
    for (const rounded of ['1.9640842238719718e18', '1964084223871971827.0', '-1964084223871971827'])
      expect(parse({ body: `{"data":[{"id":${rounded},"text":"a"}],"meta":{"result_count":1}}` }).posts).toEqual([]);
  });

  test('a post without a date has the time inside its id', () => {
    expect(of(page({ data: [{ id: post.id, text: 'a' }] })).posts[0]!.publishedAt).toBe('2025-09-05T21:52:24.548Z');
    expect(snowflakeTime('20')).toBeNull();
  });

  test('no results is empty, not an error', () => {
    expect(outcome({ meta: { result_count: 0 } })).toBe('empty');
  });

  const problem = (name: string) => `https://api.twitter.com/2/problems/${name}`;
  test.each([
    ['rate_limited', { title: 'Too Many Requests', detail: 'Too Many Requests', type: 'about:blank', status: 429 }],
    [
      'quota_exhausted',
      {
        title: 'UsageCapExceeded',
        type: problem('usage-capped'),
        detail: 'Usage cap exceeded: Monthly product cap',
        status: 429,
      },
    ],
    ['quota_exhausted', { title: 'CreditsDepleted', type: problem('credits'), status: 402 }],
    ['auth_expired', { title: 'Unauthorized', type: 'about:blank', status: 401, detail: 'Unauthorized' }],
    [
      'auth_expired',
      { title: 'Client Forbidden', type: problem('client-forbidden'), reason: 'client-not-enrolled', status: 403 },
    ],
    [
      'bad_query',
      {
        title: 'Invalid Request',
        type: problem('invalid-request'),
        errors: [{ parameters: { query: ['('] }, message: 'There were errors processing your request' }],
      },
    ],
    ['network_error', { title: 'Service Unavailable', type: 'about:blank', status: 503 }],
    [
      'not_available',
      {
        errors: [
          {
            title: 'Not Found Error',
            type: problem('resource-not-found'),
            detail: 'Could not find tweet with ids: [1].',
          },
        ],
      },
    ],
    [
      'author_suspended',
      {
        errors: [
          { title: 'Forbidden', type: problem('resource-not-found'), detail: 'User has been suspended: [gestor].' },
        ],
      },
    ],
    [
      'protected',
      {
        errors: [
          {
            title: 'Authorization Error',
            type: problem('not-authorized-for-resource'),
            detail: 'Sorry, you are not authorized',
          },
        ],
      },
    ],
    [
      'withheld',
      {
        data: [
          {
            id: '1',
            text: "@gestor's account is temporarily unavailable because it violates the Twitter Media Policy. Learn more.",
          },
        ],
      },
    ],
  ])('%s from its problem', (expected, value) => {
    expect(outcome(value)).toBe(expected);
  });

  test('an error about one mention does not hide the posts', () => {
    const errors = [
      { title: 'Forbidden', type: problem('resource-not-found'), detail: 'User has been suspended: [otra].' },
    ];
    expect(outcome(page({ errors }))).toBe('ok');
  });
});

describe('v1.1 and GraphQL (hand-made shapes)', () => {
  const codes: [string, number, object?][] = [
    ['rate_limited', 88],
    ['auth_expired', 88, { 'x-rate-limit-remaining': '12' }],
    ['auth_expired', 326],
    ['auth_expired', 32],
    ['layout_changed', 336],
    ['network_error', 131],
    ['not_available', 144],
    ['author_suspended', 63],
    ['protected', 179],
    ['bad_query', 214],
  ];
  test.each(codes)('%s from code %i', (expected, code, headers) => {
    const more = headers ? { headers: headers as Record<string, string> } : {};
    expect(outcome({ errors: [{ code, message: 'x' }], data: {} }, more)).toBe(expected);
  });

  test.each([
    ['This Post was deleted by the Post author. Learn more', 'removed_by_author'],
    ['Este post fue eliminado por su autor. Más información', 'removed_by_author'],
    ['This Post is from an account that no longer exists. Learn more', 'author_gone'],
    [
      'You’re unable to view this Post because this account owner limits who can view their Posts. Learn more',
      'protected',
    ],
    ['This Post violated the X Rules. Learn more', 'removed_by_platform'],
    ['Age-restricted adult content. This content might not be appropriate', 'age_restricted'],
    ['This Post is unavailable. Learn more', 'not_available'],
  ])('a tombstone says why: %s', (said, expected) => {
    const result = { __typename: 'TweetTombstone', tombstone: { text: { text: said } } };
    expect(outcome({ data: { tweetResult: { result } } })).toBe(expected);
  });

  test('an empty tombstone of the embed service is a gate, not a removal', () => {
    expect(outcome({ __typename: 'TweetTombstone', tombstone: {} })).toBe('withheld');
  });

  const entry = (id: string, result: object) => ({
    entryId: `tweet-${id}`,
    content: { itemContent: { tweet_results: { result } } },
  });
  const shown = (id: string) => ({
    __typename: 'Tweet',
    rest_id: id,
    legacy: { full_text: 'respuesta', created_at: 'Fri Sep 05 21:52:24 +0000 2025' },
  });
  const gone = {
    __typename: 'TweetTombstone',
    tombstone: { text: { text: 'This Post is from a suspended account.' } },
  };
  const thread = { data: { threaded: { instructions: [{ entries: [entry('50', gone), entry('51', shown('51'))] }] } } };

  test('a thread without its first post is still readable', () => {
    expect(of(thread)).toMatchObject({ outcome: 'ok', posts: [{ key: 'x:51' }] });
  });

  test('asked for a post that is gone, its answers do not make it available', () => {
    expect(outcome(thread, { url: 'https://x.com/gestor/status/50' })).toBe('author_suspended');
  });

  test('only cursors left is the end, not an error', () => {
    const cursor = { entryId: 'cursor-bottom-0', content: { cursorType: 'Bottom', value: 'DAAC' } };
    expect(of({ data: { search: { timeline: { instructions: [{ entries: [cursor] }] } } } })).toMatchObject({
      outcome: 'empty',
      next: 'DAAC',
    });
  });

  test('a user who is not there is gone', () => {
    expect(outcome({ data: {} })).toBe('author_gone');
    expect(outcome({ data: { user: {} } })).toBe('author_gone');
  });
});

describe('pages of x.com (hand-made: no capture of a status page is at hand)', () => {
  const article = `<html><body><article data-testid="tweet"><div data-testid="User-Name"><div>Gestor</div><div>@Gestor_MX</div></div>
    <a href="/Gestor_MX/status/1964084223871971826"><time datetime="2025-09-05T21:52:24.000Z">5 sept.</time></a>
    <div data-testid="tweetText" lang="es">Citas hoy <a href="https://t.co/abc">citas.example.com</a></div></article></body></html>`;

  test('a rendered post is read', () => {
    expect(parse({ body: article })).toMatchObject({
      outcome: 'ok',
      posts: [
        {
          key: 'x:1964084223871971826',
          author: { handle: 'Gestor_MX', name: 'Gestor' },
          lang: 'es',
          links: ['https://t.co/abc'],
        },
      ],
    });
  });

  test.each([
    ['needs_js', '<html><body><noscript>JavaScript is not available.</noscript></body></html>', {}],
    ['login_wall', '<html></html>', { url: 'https://x.com/i/flow/login?redirect_after_login=%2Fa' }],
    ['captcha', '<html><title>Just a moment...</title></html>', { status: 403, headers: { 'cf-ray': '8c' } }],
    ['rate_limited', '<html></html>', { status: 429 }],
    ['network_error', '<html></html>', { status: 502 }],
    ['not_available', '<html><div data-testid="error-detail">Hmm...this page doesn’t exist.</div></html>', {}],
  ])('%s', (expected, body, more) => {
    expect(parse({ body, ...more }).outcome).toBe(expected);
  });
});

test('what is neither JSON nor a page is said so', () => {
  for (const body of ['', 'hola', '{"data":', '\u0000\u0001', 'null', '[]', '[1,2]', '"x"']) {
    const { outcome: ended, posts } = parse({ body });
    expect(posts).toEqual([]);
    expect(['layout_changed', 'empty']).toContain(ended);
  }
  expect(parse({ body: 'upstream connect error', status: 503 }).outcome).toBe('network_error');
});

test('a text keeps neither NUL nor half a character, and a date is one X can have', () => {
  const [odd] = of(
    page({ data: [{ ...post, text: 'cita\u0000 \ud83d', created_at: '1970-01-01T00:00:00.000Z' }] }),
  ).posts;
  expect(odd!.text).toBe('cita \ufffd');
  expect(odd!.publishedAt).toBe('2025-09-05T21:52:24.548Z');
});
