/** Facebook's payloads of all years, and those of who collects them, in small hand-made shapes. */
import { describe, expect, test } from 'vitest';
import { parse } from '../../crawler/facebook/parse.ts';
import { recognise } from '../../crawler/intake/payload.ts';
import type { Payload } from '../../crawler/source.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const pfbid = 'pfbid02Hvu5Jys35PPckFHUQFNbxoT7pK8quieyMMG7D5Kkkwtxb';
const other = 'pfbid0L45BV7SFeSH8Gc3SQvCLHC2VUwqPc7bYtJB7kh1EN12T2u';
const json = (value: unknown, more: Partial<Payload> = {}) => parse({ body: JSON.stringify(value), ...more });
const page = (head: string, inner: string, more: Partial<Payload> = {}) =>
  parse({ body: `<!doctype html><html id="facebook"><head>${head}</head><body>${inner}</body></html>`, ...more });
const sjs = (value: unknown) => `<script type="application/json" data-sjs>${JSON.stringify(value)}</script>`;
const story = (id: string, more: object = {}) => ({
  __typename: 'Story',
  id: base64(`S:_I100064:${id}`),
  post_id: id,
  message: { text: 'Citas hoy' },
  actors: [{ id: '100064', name: 'Gestor' }],
  ...more,
});
const aliases = (value: unknown) => page('', sjs(value)).posts.map((post) => [post.key, post.aliases]);

describe('the other names of a post, each with its proof', () => {
  test('the pfbid in its own address, in the story and in the part with its time', () => {
    const told = story('11', {
      wwwURL: `https://www.facebook.com/gestor/posts/${pfbid}`,
      comet_sections: {
        metadata: [
          {
            story: {
              creation_time: 1_723_573_975,
              url: `https://www.facebook.com/permalink.php?story_fbid=${other}&id=100064`,
            },
          },
        ],
      },
    });
    expect(aliases(told)).toEqual([['facebook:11', [`facebook:${pfbid}`, `facebook:${other}`]]]);
  });

  test('the video or the single photo that its own address opens', () => {
    const video = story('4193752747375813', { wwwURL: 'https://www.facebook.com/gestor/videos/286348296528911/' });
    const photo = story('12', { wwwURL: 'https://www.facebook.com/photo/?fbid=99&set=a.5' });
    expect(aliases([video, photo])).toEqual([
      ['facebook:4193752747375813', ['facebook:286348296528911']],
      ['facebook:12', ['facebook:99']],
    ]);
  });

  test('another number in its story id: that of the page before it became a profile', () => {
    expect(aliases(story('13', { id: base64('S:_I54421674438:1013:1013') }))).toEqual([
      ['facebook:13', ['facebook:1013']],
    ]);
  });

  test('an address of something else gives no name: attachments, links, albums, comments, groups, the writer, a shared post', () => {
    const told = story('14', {
      attachments: [
        {
          media: {
            __typename: 'Photo',
            id: '501',
            creation_time: 1_723_573_975,
            url: 'https://www.facebook.com/photo/?fbid=501',
          },
        },
        {
          media: {
            __typename: 'Video',
            creation_story: { creation_time: 1_723_573_975, url: `https://www.facebook.com/a/posts/${other}` },
          },
        },
        { __typename: 'ExternalUrl', url: 'https://www.facebook.com/a/posts/502' },
      ],
      wwwURL: 'https://www.facebook.com/media/set/?set=a.503',
      url: 'https://www.facebook.com/groups/504',
      permalink_url: `https://www.facebook.com/gestor/posts/${pfbid}?comment_id=505`,
      attached_story: story('15', { wwwURL: `https://www.facebook.com/otra/posts/${pfbid}` }),
    });
    expect(aliases(told)).toEqual([
      ['facebook:14', []],
      ['facebook:15', [`facebook:${pfbid}`]],
    ]);
  });

  test('a name that two posts claim, or that is the key of another, proves nothing', () => {
    const one = story('16', { wwwURL: `https://www.facebook.com/a/posts/${pfbid}` });
    const two = story('17', {
      wwwURL: `https://www.facebook.com/a/posts/${pfbid}`,
      url: 'https://www.facebook.com/watch/?v=16',
    });
    expect(aliases([one, two])).toEqual([
      ['facebook:16', []],
      ['facebook:17', []],
    ]);
  });

  const head = (canonical: string, ogUrl: string) =>
    `<link rel="canonical" href="${canonical}"><meta property="og:url" content="${ogUrl}"><meta property="og:title" content="Gestor"><meta property="og:description" content="Citas hoy">`;
  const post = 'https://www.facebook.com/gestor/posts/citas/18/';

  test('what the head of its own page calls it, and the pfbid the page was opened under', () => {
    const opened = { url: `https://www.facebook.com/gestor/posts/${other}` };
    const found = page(head(post, `https://www.facebook.com/gestor/posts/${pfbid}`), '', opened);
    expect(found.posts).toMatchObject([{ key: 'facebook:18', aliases: [`facebook:${pfbid}`, `facebook:${other}`] }]);
  });

  test('an address that was opened and led to the page of something else proves nothing', () => {
    const opened = { url: `https://www.facebook.com/gestor/posts/${other}` };
    const led = page(
      head('https://www.facebook.com/gestor', 'https://www.facebook.com/gestor'),
      sjs(story('19')),
      opened,
    );
    expect(led.posts).toMatchObject([{ key: 'facebook:19', aliases: [] }]);
    const numbered = page(head(post, post), '', { url: 'https://www.facebook.com/gestor/posts/20' });
    expect(numbered.posts).toMatchObject([{ key: 'facebook:18', aliases: [] }]);
  });
});

describe('Marketplace', () => {
  const listing = {
    id: '555',
    marketplace_listing_title: 'Cita consulado Dallas',
    listing_price: { formatted_amount: 'MX$2,500', amount: '2500.00' },
    marketplace_listing_seller: { __typename: 'User', id: '9', name: 'Gestor' },
  };
  const expected = {
    key: 'facebook:555',
    kind: 'marketplace',
    url: 'https://www.facebook.com/marketplace/item/555/',
    author: { id: '9', name: 'Gestor' },
  };
  const text = 'Cita consulado Dallas\nMX$2,500';

  test.each([
    [
      'in the JSON of a page',
      () => page('', sjs({ node: { listing: { __typename: 'GroupCommerceProductItem', ...listing } } })),
    ],
    ['as MarketplaceListing', () => page('', sjs({ target: { __typename: 'MarketplaceListing', ...listing } }))],
    ['in an answer', () => json({ data: { node: { __typename: 'GroupCommerceProductItem', ...listing } } })],
    [
      'from a collector',
      () =>
        json([
          {
            __isMarketplaceListingRenderable: 'GroupCommerceProductItem',
            ...listing,
            listingUrl: 'https://www.facebook.com/marketplace/item/555/',
          },
        ]),
    ],
    [
      'from a collector, in lines',
      () =>
        parse({
          body: `${JSON.stringify({ ...listing, itemUrl: 'https://www.facebook.com/marketplace/item/555' })}\n${JSON.stringify({ ...listing, id: '556' })}`,
        }),
    ],
  ])('a listing %s', (_, read) => {
    const { outcome, posts } = read();
    expect(outcome).toBe('ok');
    expect(posts[0]).toMatchObject({ ...expected, text });
  });

  test('a listing told in pieces is its fullest piece', () => {
    const piece = { __typename: 'GroupCommerceProductItem', id: '555' };
    const found = page(
      '',
      sjs([
        { ...piece, ...listing },
        { ...piece, ...listing, redacted_description: { text: 'Sin filas' }, creation_time: 1_723_573_975 },
      ]),
    );
    expect(found.posts).toMatchObject([
      { ...expected, text: `${text}\nSin filas`, publishedAt: '2024-08-13T18:32:55.000Z' },
    ]);
  });
});

describe('what collectors for hire write', () => {
  test('a group post with the comments under it', () => {
    const item = {
      facebookUrl: 'https://www.facebook.com/groups/777/',
      url: `https://www.facebook.com/groups/777/permalink/31/`,
      legacyId: '31',
      time: '2026-01-02T03:04:05.000Z',
      user: { id: '9', name: 'Gestor' },
      text: 'Vendo citas',
      topComments: [
        {
          commentUrl: 'https://www.facebook.com/groups/777/permalink/31/?comment_id=32',
          id: base64('comment:31_32'),
          text: 'Inbox',
          profileName: 'Otra',
          profileId: '8',
          date: '2026-01-02T04:00:00.000Z',
        },
      ],
    };
    expect(json([item]).posts).toMatchObject([
      {
        key: 'facebook:31',
        kind: 'group_post',
        url: 'https://www.facebook.com/groups/777/posts/31',
        text: 'Vendo citas',
        author: { id: '9' },
      },
      { key: 'facebook:32', kind: 'comment', text: 'Inbox', author: { id: '8', name: 'Otra' } },
    ]);
  });

  test('a page is a page, never a post of its number', () => {
    const item = {
      facebookUrl: 'https://www.facebook.com/citas.dallas',
      pageId: '100064',
      title: 'Citas Dallas',
      intro: 'Gestoría',
      pageUrl: 'https://www.facebook.com/citas.dallas',
    };
    expect(json([item]).posts).toMatchObject([
      { key: 'facebook:100064', kind: 'profile', text: 'Citas Dallas\nGestoría' },
    ]);
    expect(json([{ facebookUrl: 'https://www.facebook.com/profile.php?id=100064', text: 'sin número' }])).toMatchObject(
      { outcome: 'layout_changed', posts: [] },
    );
  });

  test('a post by a hidden number only is left out and counted', () => {
    const item = {
      facebookUrl: 'https://www.facebook.com/citas',
      url: `https://www.facebook.com/citas/posts/${pfbid}`,
      text: 'a',
    };
    const numbered = { ...item, postId: '33' };
    expect(json([item, numbered])).toMatchObject({
      outcome: 'ok',
      posts: [{ key: 'facebook:33', aliases: [`facebook:${pfbid}`] }],
      detail: 'Left out because they have no number: 1.',
    });
  });

  test('names that other collectors use, times in seconds and milliseconds, ids as numbers beyond 2^53', () => {
    const body = `[{"post_id":9007199254740993,"post_url":"https://facebook.com/citas/posts/9007199254740993","post_text":"Citas","timestamp":1723573975000,"user_id":9,"username":"Gestor"}]`;
    expect(parse({ body }).posts).toMatchObject([
      {
        key: 'facebook:9007199254740993',
        text: 'Citas',
        publishedAt: '2024-08-13T18:32:55.000Z',
        author: { id: '9', name: 'Gestor' },
      },
    ]);
  });

  test('a date that no post can have is none', () => {
    const item = (time: unknown) => ({ postId: '34', url: 'https://www.facebook.com/citas/posts/34', text: 'a', time });
    for (const time of ['0001-01-01T00:00:00Z', '9999-12-31T00:00:00Z', 'ayer', {}, -5, 1e300])
      expect(json([item(time)]).posts).toMatchObject([{ publishedAt: null }]);
  });

  test('CrowdTangle: for a group the account is the group, not the writer; Instagram is left out', () => {
    const one = (more: object) => ({
      platformId: '777_41',
      message: 'Citas',
      date: '2020-01-02 03:04:05',
      account: { platformId: '777', name: 'Grupo' },
      ...more,
    });
    const result = (...posts: object[]) => json({ status: 200, result: { posts } });
    expect(
      result(one({ account: { platformId: '777', name: 'Grupo', accountType: 'facebook_group' } })).posts,
    ).toMatchObject([
      { key: 'facebook:41', kind: 'group_post', author: null, url: 'https://www.facebook.com/groups/777/posts/41' },
    ]);
    expect(result(one({ platform: 'Instagram' })).outcome).toBe('layout_changed');
    expect(result().outcome).toBe('empty');
    expect(json({ status: 429, message: 'Rate limit reached' }).outcome).toBe('rate_limited');
  });

  test('each is recognised as Facebook’s without a hint', () => {
    for (const value of [
      [{ postId: '1', url: 'https://www.facebook.com/a/posts/1' }],
      [{ marketplace_listing_title: 'a', id: '1' }],
      { status: 200, result: { posts: [] } },
      [{ post_id: '1', post_url: 'https://m.facebook.com/story.php?story_fbid=1&id=2' }],
    ])
      expect(recognise(JSON.stringify(value))).toBe('facebook');
  });
});

describe('older and mobile markup', () => {
  test('m.: an article with its numbers in data-ft; human dates tell no time', () => {
    const article = `<article data-ft='{"top_level_post_id":"61","content_owner_id_new":"9","page_id":"9"}'><header><h3><a href="/gestor">Gestor</a></h3><abbr>4 de junio a las 17:33</abbr></header><p>Citas hoy</p><a href="/story.php?story_fbid=61&amp;id=9">Historia completa</a></article>`;
    const expected = {
      outcome: 'ok',
      posts: [
        {
          key: 'facebook:61',
          text: 'Citas hoy',
          publishedAt: null,
          author: { id: '9', name: 'Gestor', handle: 'gestor' },
        },
      ],
    };
    expect(parse({ body: `<html><body>${article}</body></html>` })).toMatchObject(expected);
    const actions = { payload: { actions: [{ cmd: 'append', html: article }] } };
    expect(parse({ body: `for (;;);${JSON.stringify(actions)}` })).toMatchObject(expected);
  });

  test('server-rendered: ld+json with author and post in one identifier', () => {
    const ld = {
      '@type': 'SocialMediaPosting',
      identifier: '9;62;;9',
      articleBody: 'Citas hoy',
      dateCreated: '2023-02-01T10:00:00+0200',
      author: { name: 'Gestor', url: 'https://www.facebook.com/gestor' },
      url: `https://www.facebook.com/gestor/posts/${pfbid}`,
    };
    expect(page('', `<script type="application/ld+json">${JSON.stringify(ld)}</script>`)).toMatchObject({
      outcome: 'ok',
      posts: [{ key: 'facebook:62', publishedAt: '2023-02-01T08:00:00.000Z', aliases: [`facebook:${pfbid}`] }],
    });
  });

  test('chunks are read whether each line has the guard, Windows ends the lines, or nothing does', () => {
    const chunks = ['81', '82'].map((id) => JSON.stringify({ label: 'x$stream$y', data: { node: story(id) } }));
    for (const body of [chunks.map((chunk) => `for (;;);${chunk}`).join('\n'), chunks.join('\r\n'), chunks.join('')])
      expect(parse({ body }).posts.map((post) => post.key)).toEqual(['facebook:81', 'facebook:82']);
  });

  test('an answer that refuses the visitor is no page of a new shape', () => {
    const refused = (error: number, errorSummary: string) =>
      parse({ body: `for (;;);${JSON.stringify({ __ar: 1, error, errorSummary })}` }).outcome;
    expect(refused(1357001, 'Not Logged In')).toBe('login_wall');
    expect(refused(1390008, 'You’re temporarily blocked'.replace('’', "'"))).toBe('rate_limited');
    expect(refused(1357004, 'Sorry, something went wrong')).toBe('network_error');
  });

  test('the title of a group or of a listing is never its writer', () => {
    const head = (url: string) =>
      `<link rel="canonical" href="${url}"><meta property="og:title" content="Citas Dallas"><meta property="og:description" content="Vendo">`;
    expect(page(head('https://www.facebook.com/groups/77/posts/83/'), '').posts).toMatchObject([
      { key: 'facebook:83', kind: 'group_post', author: null, text: 'Vendo' },
    ]);
    expect(page(head('https://www.facebook.com/marketplace/item/84/'), '').posts).toMatchObject([
      { key: 'facebook:84', kind: 'marketplace', author: null, text: 'Citas Dallas\nVendo' },
    ]);
  });

  test('stories that all lack a number are a new layout, not a page that wants JavaScript', () => {
    const found = page('', sjs([{ __typename: 'Story', id: 'x', message: { text: 'a' } }]));
    expect(found).toMatchObject({ outcome: 'layout_changed', posts: [] });
    expect(found.detail).toMatch(/: 1\.$/);
  });
});

test('a page or an answer cut anywhere, or nested without end, ends typed', () => {
  const whole = `<html id="facebook"><body>${sjs({ a: [story('71'), story('72')] })}</body></html>`;
  for (let end = 0; end < whole.length; end += 5)
    for (const post of parse({ body: whole.slice(0, end) }).posts) expect(post.key).toMatch(/^facebook:7[12]$/);
  const chunks = [story('71'), story('72')]
    .map((one) => JSON.stringify({ label: 'x$stream$y', data: { node: one } }))
    .join('\n');
  for (let end = 0; end < chunks.length; end += 5)
    for (const post of parse({ body: chunks.slice(0, end) }).posts) expect(post.key).toMatch(/^facebook:7[12]$/);
  for (const [open, close] of [
    ['{"__typename":"Story","post_id":"1","attached_story":', '}'],
    ['{"node":', '}'],
    ['[', ']'],
  ] as const) {
    const deep = `${open.repeat(10_000)}{}${close.repeat(10_000)}`;
    expect(() => parse({ body: deep })).not.toThrow();
    expect(() => page('', `<script type="application/json">{"__typename":"Story","a":${deep}}</script>`)).not.toThrow();
    expect(() => recognise(deep)).not.toThrow();
  }
});
