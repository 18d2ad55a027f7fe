import { describe, expect, test } from 'vitest';
import { feedbackPost, storyIds } from '../../crawler/facebook/ids.ts';
import { parse } from '../../crawler/facebook/parse.ts';
import { literals } from '../../crawler/facebook/scripts.ts';
import type { Payload } from '../../crawler/source.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const script = (value: unknown): string => `<script type="application/json" data-sjs>${JSON.stringify(value)}</script>`;
const html = (head: string, inner = ''): string =>
  `<!doctype html><html id="facebook" lang="es"><head>${head}</head><body>${inner}</body></html>`;
const page = (head: string, inner = '', more: Partial<Payload> = {}) => parse({ body: html(head, inner), ...more });
const routed = (route: object): string => script({ require: [[{ initialRouteInfo: { route } }]] });

const actor = {
  __typename: 'User',
  id: '100028295814975',
  name: 'Citas Dallas',
  url: 'https://www.facebook.com/citas.dallas',
};
const story = (id: string, message: string, more: object = {}) => ({
  node: {
    __typename: 'Story',
    id: base64(`S:_I100028295814975:${id}:${id}`),
    post_id: id,
    comet_sections: {
      content: { story: { message: { text: message }, actors: [actor], attachments: [] } },
      context_layout: {
        story: {
          comet_sections: {
            metadata: [
              {
                story: {
                  creation_time: 1_723_573_975,
                  url: `https://www.facebook.com/permalink.php?story_fbid=pfbid02abcdefghijk&id=100028295814975`,
                },
              },
            ],
          },
        },
      },
    },
    ...more,
  },
});

describe('stories in the JSON of a page (hand-made in the shape of 2024)', () => {
  test('a story is its number, its text, its writer and its time, wherever it stands', () => {
    const { outcome, posts } = page('', script({ a: [{ b: { edges: [story('1416281615991685', 'Citas hoy')] } }] }));
    expect(outcome).toBe('ok');
    expect(posts).toEqual([
      {
        platform: 'facebook',
        platformId: '1416281615991685',
        key: 'facebook:1416281615991685',
        url: 'https://www.facebook.com/100028295814975/posts/1416281615991685',
        kind: 'post',
        author: { id: '100028295814975', handle: 'citas.dallas', name: 'Citas Dallas' },
        text: 'Citas hoy',
        publishedAt: '2024-08-13T18:32:55.000Z',
        rank: 1,
        placement: null,
        aliases: ['facebook:pfbid02abcdefghijk'],
        links: [],
        lang: null,
      },
    ]);
  });

  test('the same in an inline script of 2023, between code', () => {
    const code = `<script>requireLazy(["HasteSupportData"],function(m){m.handle(${JSON.stringify({ d: story('77', 'a } " { b') })});var x={a:1}});</script>`;
    expect(page('', code).posts).toMatchObject([{ key: 'facebook:77', text: 'a } " { b' }]);
  });

  test('a story without a number is decoded from its story id, or left out and counted', () => {
    const decoded = story('88', 'con id');
    const nameless = { node: { __typename: 'Story', id: 'x', message: { text: 'sin id' } } };
    const { posts, detail } = page('', script([{ node: { ...decoded.node, post_id: undefined } }, nameless]));
    expect(posts.map((post) => post.key)).toEqual(['facebook:88']);
    expect(detail).toMatch(/: 1\.$/);
  });

  test('a shared story is a post of its own and gives nothing to the one that shares it', () => {
    const shared = story('99', '', { attached_story: story('98', 'el original').node });
    const { posts } = page('', script(shared));
    expect(posts.map((post) => [post.key, post.text])).toEqual([
      ['facebook:99', ''],
      ['facebook:98', 'el original'],
    ]);
  });

  test('a group post names its group; a video is a video; links lead out of Facebook', () => {
    const grouped = story('66', 'en grupo', { to: { __typename: 'Group', id: '555' } });
    expect(page('', script(grouped)).posts[0]).toMatchObject({
      kind: 'group_post',
      url: 'https://www.facebook.com/groups/555/posts/66',
    });
    const video = story('65', '', { wwwURL: 'https://www.facebook.com/citas.dallas/videos/65/' });
    expect(page('', script(video)).posts[0]).toMatchObject({
      kind: 'video',
      url: 'https://www.facebook.com/watch/?v=65',
    });
    const link = {
      __typename: 'ExternalWebLink',
      url: 'https://l.facebook.com/l.php?u=https%3A%2F%2Fcitas.example.com%2F%3Ffbclid%3DIw&h=AT',
    };
    const hashtag = { __typename: 'ExternalUrl', url: 'https://www.facebook.com/hashtag/citas' };
    expect(page('', script(story('64', 'x', { attachments: [link, hashtag] }))).posts[0]!.links).toEqual([
      'https://citas.example.com/',
    ]);
  });

  test('a comment under a story is a comment by its own writer', () => {
    const comment = {
      __typename: 'Comment',
      id: base64('comment:66_67'),
      legacy_fbid: '67',
      body: { text: 'Yo vendo, inbox' },
      author: { id: '9', name: 'Gestor' },
      created_time: 1_723_573_999,
    };
    const { posts } = page('', script(story('66', 'Citas', { feedback_context: { comments: [comment] } })));
    expect(posts.map((post) => [post.key, post.kind, post.text, post.author?.name])).toEqual([
      ['facebook:66', 'post', 'Citas', 'Citas Dallas'],
      ['facebook:67', 'comment', 'Yo vendo, inbox', 'Gestor'],
    ]);
  });

  test('chunks loaded while scrolling are read line by line, with the cursor', () => {
    const first = { data: { node: { timeline_list_feed_units: { edges: [story('71', 'uno')] } } } };
    const second = {
      label: 'x$stream$y',
      path: ['node', 'timeline_list_feed_units', 'edges', 1],
      data: story('72', 'dos'),
    };
    const last = {
      label: 'x$defer$page_info',
      path: ['node', 'timeline_list_feed_units'],
      data: { page_info: { has_next_page: true, end_cursor: 'CURSOR' } },
    };
    const found = parse({ body: [first, second, last].map((one) => JSON.stringify(one)).join('\n') });
    expect(found.posts.map((post) => post.key)).toEqual(['facebook:71', 'facebook:72']);
    expect(found.next).toBe('CURSOR');
  });
});

describe('pages without posts (hand-made: no capture of the first three is at hand)', () => {
  const errorRoute = {
    tracePolicy: 'comet.error',
    canonicalRouteName: 'comet.fbweb.CometErrorRoute',
    rootView: { resource: { __dr: 'CometErrorRoot.react' }, props: {} },
  };
  test("Facebook's error route is not available, and says no more than it knows", () => {
    expect(page('<title>Facebook</title>', routed(errorRoute))).toMatchObject({ outcome: 'not_available', posts: [] });
    const secret = { ...errorRoute, rootView: { ...errorRoute.rootView, props: { privacy: true } } };
    expect(page('', routed(secret)).detail).toMatch(/Private, deleted or restricted/);
  });

  test('the error route of a blocked visitor is a limit, not a removal', () => {
    const props = { title: "You're Temporarily Blocked", body: 'It looks like you were misusing this feature' };
    expect(page('', routed({ ...errorRoute, rootView: { ...errorRoute.rootView, props } })).outcome).toBe(
      'rate_limited',
    );
    expect(page('<title>You can’t use this feature at the moment</title>').outcome).toBe('rate_limited');
  });

  test('an error route that is only mentioned means nothing', () => {
    const alive = routed({
      tracePolicy: 'comet.profile.plus_logged_out',
      rootView: { resource: { __dr: 'ProfilePlusCometLoggedOutRoot.react' } },
    });
    expect(page('', alive + script(errorRoute)).outcome).toBe('needs_js');
    expect(page('', script({ errorRoute, list: [story('1', 'viva')] })).outcome).toBe('ok');
    expect(
      page('<title>Citas</title>', '<form id="login_form"></form><script>"checkpoint comet.error"</script>').outcome,
    ).toBe('needs_js');
  });

  test.each([
    ['login_wall', '', { url: 'https://www.facebook.com/login/?next=https%3A%2F%2Fwww.facebook.com%2Fcitas' }],
    ['login_wall', '', { url: 'https://m.facebook.com/login.php?next=x' }],
    ['login_wall', '', { url: 'https://www.facebook.com/checkpoint/828281030927956/' }],
    ['login_wall', '<title>Inicia sesión en Facebook</title>', {}],
    ['login_wall', '<title>Log in to Facebook</title>', {}],
    ['consent', '', { url: 'https://www.facebook.com/cookie/consent-page/?next=x' }],
    ['not_available', '<title>Content not found</title>', {}],
    ['not_available', '<title>Página no encontrada</title>', {}],
    ['network_error', '<title>Error</title>', {}],
    ['network_error', '', { status: 500 }],
    ['rate_limited', '', { status: 429 }],
  ])('%s by its address, title or status', (expected, head, more) => {
    expect(page(head, '<script>1</script>', more)).toMatchObject({ outcome: expected, posts: [] });
  });

  test('a profile that shows no posts to a visitor is missing data, never "no posts"', () => {
    const head =
      '<meta property="og:title" content="Citas"><meta property="al:ios:url" content="fb://profile/100028295814975"><meta property="og:description" content="Gestoría">';
    const found = page(
      head,
      routed({ tracePolicy: 'comet.profile.plus_logged_out', rootView: { resource: { __dr: 'X.react' } } }),
    );
    expect(found).toMatchObject({
      outcome: 'needs_js',
      posts: [{ key: 'facebook:100028295814975', kind: 'profile', text: 'Citas\nGestoría' }],
    });
  });

  test('a post told only by the head of its page is a post', () => {
    const head =
      '<link rel="canonical" href="https://www.facebook.com/citas/posts/hola/321/"><meta property="og:title" content="Citas"><meta property="og:description" content="Citas hoy">';
    expect(page(head).posts).toMatchObject([
      { key: 'facebook:321', text: 'Citas hoy', author: { handle: 'citas', name: 'Citas' } },
    ]);
  });
});

describe('what others supply (hand-made)', () => {
  const json = (value: unknown) => parse({ body: JSON.stringify(value) });
  test('an Apify comment is a comment', () => {
    const comment = {
      facebookUrl: 'https://www.facebook.com/groups/1/posts/2',
      commentUrl: 'https://www.facebook.com/groups/1/posts/2/?comment_id=3',
      text: 'Vendo cita',
      date: '2026-01-02T03:04:05.000Z',
      profileName: 'Gestor',
      profileId: '9',
    };
    expect(json([comment]).posts).toMatchObject([
      {
        key: 'facebook:3',
        kind: 'comment',
        text: 'Vendo cita',
        author: { id: '9', name: 'Gestor' },
        publishedAt: '2026-01-02T03:04:05.000Z',
      },
    ]);
  });

  test('posts beside errors are kept, an empty list is empty', () => {
    const post = {
      facebookUrl: 'https://www.facebook.com/citas',
      postId: '5',
      url: 'https://www.facebook.com/citas/posts/5',
      text: 'a',
      pageName: 'citas',
    };
    expect(json([{ error: 'not_available' }, post])).toMatchObject({ outcome: 'ok', posts: [{ key: 'facebook:5' }] });
    expect(json([]).outcome).toBe('empty');
  });

  test('the Graph API and CrowdTangle give the post’s half of their compound ids', () => {
    const graph = {
      data: [
        { id: '10_20', message: 'Citas', created_time: '2015-03-11T21:35:02+0000', from: { id: '10', name: 'Gestor' } },
      ],
      paging: { next: 'https://graph.facebook.com/next' },
    };
    expect(json(graph)).toMatchObject({
      outcome: 'ok',
      next: 'https://graph.facebook.com/next',
      posts: [{ key: 'facebook:20', publishedAt: '2015-03-11T21:35:02.000Z' }],
    });
    const tangle = {
      status: 200,
      result: {
        posts: [
          {
            platformId: '10_20',
            message: 'Citas',
            date: '2020-01-02 03:04:05',
            account: { platformId: '10', name: 'G', handle: 'g' },
          },
        ],
      },
    };
    expect(json(tangle).posts).toMatchObject([{ key: 'facebook:20', publishedAt: '2020-01-02T03:04:05.000Z' }]);
    expect(json({ error: { code: 190, message: 'x' } }).outcome).toBe('auth_expired');
  });
});

test('ids inside base64 are decoded, and only well-formed ones', () => {
  expect(storyIds('UzpfSTU0NDIxNjc0NDM4OjE1MjI3MDA5MzgwNzI0NzM=')).toEqual({
    actor: '54421674438',
    post: '1522700938072473',
  });
  expect(feedbackPost('ZmVlZGJhY2s6MTQxNjI4MTYxNTk5MTY4NQ==')).toBe('1416281615991685');
  expect(storyIds('hola')).toBeNull();
  expect(storyIds(base64('S:_I0:1'))).toBeNull();
});

test('a script made of braces does not cost more than its length allows', () => {
  const started = performance.now();
  expect([...literals('{"a":'.repeat(40_000))]).toEqual([]);
  expect(performance.now() - started).toBeLessThan(5_000);
});

test('what is neither a page nor known JSON is said so', () => {
  for (const body of ['', 'hola', '{}', '{"a":1}', 'for (;;);', '\u0000', '[1]', '[{}]']) {
    expect(parse({ body })).toMatchObject({ outcome: 'layout_changed', posts: [] });
  }
});
