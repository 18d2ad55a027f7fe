import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { identify } from '../../crawler/url.ts';

function named(address: string) {
  const found = identify(address);
  if ('error' in found) throw new Error(`${address}: ${found.error}`);
  return found;
}
const key = (address: string) => named(address).key;
const refused = (address: string) => 'error' in identify(address);

const pfbid = 'pfbid0dcnDxDnFgyioPGkFVUBAmULwCScvaTSzro4YSANJo7NiV9GwMRJqDisVM3hc8c19l';
const storyId = Buffer.from('S:_I100028295814975:1416281615991685:1416281615991685').toString('base64');

describe('Facebook', () => {
  test.each([
    'https://www.facebook.com/Citas.Dallas/posts/1416281615991685',
    'https://www.facebook.com/Citas.Dallas/posts/citas-disponibles-hoy/1416281615991685/',
    'https://www.facebook.com/100028295814975/posts/citas-disponibles-hoy/1416281615991685/',
    'https://m.facebook.com/100028295814975/posts/1416281615991685:0',
    'https://mbasic.facebook.com/story.php?story_fbid=1416281615991685&id=100028295814975&refid=17&__tn__=%2AW-R',
    'https://touch.facebook.com/story.php?id=100028295814975&story_fbid=1416281615991685',
    'https://m.facebook.com/story.php?story_fbid=1416281615991685&amp;id=100028295814975',
    'https://es-la.facebook.com/permalink.php?story_fbid=1416281615991685&id=100028295814975',
    'https://web.facebook.com/groups/consuladodallas/permalink/1416281615991685/?_rdc=1&_rdr',
    'https://www.facebook.com/groups/1234567890/posts/1416281615991685/?__cft__[0]=AZX',
    'https://www.facebook.com/groups/1234567890/?multi_permalinks=1416281615991685&hoisted_section_header_type=recently_seen',
    'https://m.facebook.com/groups/1234567890?view=permalink&id=1416281615991685',
    'https://www.facebook.com/Citas.Dallas/photos/pcb.1416281615991685/1416281615991000/?type=3',
    'https://www.facebook.com/photo/?fbid=1416281615991000&set=pcb.1416281615991685',
    'https://www.facebook.com/events/526262926343074/permalink/1416281615991685/',
    'https://m.facebook.com/1416281615991685',
    'https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fwww.facebook.com%2FCitas.Dallas%2Fposts%2F1416281615991685',
    `https://www.facebook.com/story/graphql_permalink/?graphql_id=${encodeURIComponent(storyId)}`,
    'https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.facebook.com%2FCitas.Dallas%2Fposts%2F1416281615991685&h=AT0x',
    'https://www.facebook.com/login/?next=https%3A%2F%2Fwww.facebook.com%2FCitas.Dallas%2Fposts%2F1416281615991685',
    'https://www.facebook.com/login.php?next=%2FCitas.Dallas%2Fposts%2F1416281615991685%2F',
    'https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2FCitas.Dallas%2Fposts%2F1416281615991685',
    'https://www.google.com/url?q=https://www.facebook.com/Citas.Dallas/posts/1416281615991685&sa=U&ved=2ah',
    'facebook.com/Citas.Dallas/posts/1416281615991685?fbclid=IwAR0&mibextid=Nif5oz',
    '  <https://www.facebook.com/Citas.Dallas/posts/1416281615991685>\u200b\u200e ',
    'HTTPS://WWW.FACEBOOK.COM/Citas.Dallas/posts/1416281615991685#',
  ])('all faces of a post have one key: %s', (address) => {
    expect(key(address)).toBe('facebook:1416281615991685');
  });

  test.each([
    [
      'photo',
      'https://www.facebook.com/photo.php?fbid=4194934713924283&set=a.271203266297467&type=3',
      '4194934713924283',
    ],
    [
      'photo',
      'https://m.facebook.com/Nintendo/photos/a.271203266297467/4194934713924283/?type=3&_rdr',
      '4194934713924283',
    ],
    ['video', 'https://m.facebook.com/watch/?v=286348296528911&_rdr', '286348296528911'],
    ['video', 'https://www.facebook.com/canalviva/videos/a-amante-do-marido/557432290400735/', '557432290400735'],
    ['video', 'https://www.facebook.com/reel/557432290400735?s=yWDuG2&fs=e', '557432290400735'],
    ['event', 'https://www.facebook.com/events/kbhbj/event-to-test/526262926343074/', '526262926343074'],
    ['marketplace', 'https://www.facebook.com/marketplace/item/3065154550235644/?ref=browse_tab', '3065154550235644'],
    ['profile', 'https://www.facebook.com/profile.php?id=100028295814975&sk=photos', '100028295814975'],
    ['profile', 'https://www.facebook.com/people/P%C3%B3%C5%82-Serio/100028295814975/', '100028295814975'],
    ['profile', 'https://www.facebook.com/p/Citas-Consulado-100064519939797/', '100064519939797'],
    ['page', 'https://www.facebook.com/pages/Citas-Consulado/123456789012345', '123456789012345'],
    ['group', 'https://www.facebook.com/groups/267235963311981/?ref=share', '267235963311981'],
    ['ad', 'https://www.facebook.com/ads/library/?id=1004405436901234', '1004405436901234'],
  ])('a %s is known by its own number: %s', (kind, address, id) => {
    expect(named(address)).toMatchObject({ platform: 'facebook', kind, key: `facebook:${id}` });
  });

  test('a comment is a thing of its own, a reply too, in digits and in base64', () => {
    const post = 'https://www.facebook.com/groups/1/posts/22/';
    expect(named(`${post}?comment_id=333`)).toMatchObject({ kind: 'comment', key: 'facebook:333' });
    expect(key(`${post}?comment_id=333&reply_comment_id=444`)).toBe('facebook:444');
    const encoded = Buffer.from('comment:22_333').toString('base64');
    expect(key(`${post}?comment_id=${encodeURIComponent(encoded)}`)).toBe('facebook:333');
  });

  test.each([
    [`https://www.facebook.com/Citas/posts/${pfbid}`, { pfbid, owner_id: 'Citas' }],
    [
      `https://www.facebook.com/permalink.php?story_fbid=${pfbid}&id=100028295814975`,
      { pfbid, owner_id: '100028295814975' },
    ],
    ['https://www.facebook.com/share/p/1AbCdEfG/?mibextid=wwXIfr', { share: '1AbCdEfG' }],
    ['https://www.facebook.com/share/1AbCdEfG/', { share: '1AbCdEfG' }],
    ['https://fb.watch/v1AbCdEfG/', { share: 'v1AbCdEfG' }],
    ['https://fb.me/e/1AbCdEfG', { share: '1AbCdEfG' }],
    ['https://www.facebook.com/Citas.Dallas', { vanity: 'Citas.Dallas' }],
    ['https://www.facebook.com/pg/Citas.Dallas/about/', { vanity: 'Citas.Dallas' }],
    ['https://www.facebook.com/groups/consuladodallas/', { group: 'consuladodallas' }],
  ])('what only a fetch can tell has no key: %s', (address, ids) => {
    expect(named(address)).toMatchObject({ platform: 'facebook', key: null, ids });
  });

  test("Facebook's own pages are neither accounts nor posts", () => {
    for (const path of [
      '',
      'login',
      'marketplace/',
      'help/contact/319149701968527',
      'settings',
      'home.php',
      'groups/feed',
    ]) {
      expect(key(`https://www.facebook.com/${path}`)).toBeNull();
    }
    expect(named('https://www.facebook.com/search/top/?q=citas%20consulado').kind).toBe('search');
  });
});

describe('X', () => {
  test.each([
    'https://x.com/gestor_mx/status/1964084223871971826',
    'https://twitter.com/Gestor_MX/status/1964084223871971826?s=20&t=abc',
    'https://mobile.twitter.com/gestor_mx/statuses/1964084223871971826/photo/1',
    'https://www.x.com/i/web/status/1964084223871971826',
    'https://x.com/i/status/1964084223871971826?ref_src=twsrc%5Egoogle%7Ctwcamp%5Eserp%7Ctwgr%5Etweet',
    'http://twitter.com/#!/gestor_mx/status/1964084223871971826',
    'https://vxtwitter.com/gestor_mx/status/1964084223871971826',
    'https://fixupx.com/gestor_mx/status/1964084223871971826',
    'https://nitter.example.org/gestor_mx/status/1964084223871971826#m',
    'https://platform.twitter.com/embed/Tweet.html?id=1964084223871971826&theme=light',
    'https://publish.twitter.com/oembed?url=https%3A%2F%2Ftwitter.com%2Fgestor_mx%2Fstatus%2F1964084223871971826',
    'https://x.com/i/flow/login?redirect_after_login=%2Fgestor_mx%2Fstatus%2F1964084223871971826',
    'x.com/gestor_mx/status/1964084223871971826.',
    'https://x.com/gestor_mx/status/1964084223871971826\u200b?s=20',
    'https:\\/\\/x.com\\/gestor_mx\\/status\\/1964084223871971826',
  ])('all faces of a post have one key: %s', (address) => {
    expect(named(address)).toMatchObject({
      platform: 'x',
      kind: 'post',
      key: 'x:1964084223871971826',
      canonicalUrl: 'https://x.com/i/status/1964084223871971826',
    });
  });

  test('a user is known by the number; a handle, which can change hands, is no key', () => {
    expect(key('https://x.com/i/user/2244994945')).toBe('x:user:2244994945');
    expect(key('https://twitter.com/intent/user?user_id=2244994945')).toBe('x:user:2244994945');
    expect(named('https://x.com/XDevelopers/with_replies')).toMatchObject({
      kind: 'profile',
      key: null,
      ids: { handle: 'XDevelopers' },
    });
    expect(named('https://t.co/BrYH55h77F')).toMatchObject({ kind: 'share', key: null });
  });

  test("X's own words are not handles, and what is no number is no post", () => {
    for (const path of [
      'search?q=citas',
      'home',
      'explore',
      'hashtag/citas',
      'settings',
      'messages',
      'notifications',
      'login',
    ]) {
      expect(named(`https://x.com/${path}`).kind).not.toBe('profile');
    }
    expect(key('https://x.com/gestor/status/12a')).toBeNull();
    expect(key('https://x.com/gestor/status/00012')).toBeNull();
    expect(named('https://help.x.com/en/rules-and-policies/authenticity').platform).toBe('google');
  });
});

describe('Google and the web', () => {
  test.each([
    'https://citas-consulado.example.com/dallas?a=1&b=2',
    'https://CITAS-consulado.example.com:443/dallas?b=2&a=1#:~:text=cita%20garantizada',
    'https://www.google.com/url?q=https://citas-consulado.example.com/dallas%3Fa%3D1%26b%3D2&sa=U&ved=2ahUKE&usg=AOv',
    'https://www.google.com.mx/url?sa=t&source=web&url=https%3A%2F%2Fcitas-consulado.example.com%2Fdallas%3Fb%3D2%26a%3D1',
    'https://citas--consulado-example-com.cdn.ampproject.org/c/s/citas-consulado.example.com/dallas?a=1&b=2',
    'https://www.google.com/amp/s/citas-consulado.example.com/dallas/amp?a=1&b=2',
    'https://citas-consulado.example.com/dallas?utm_source=x&a=1&gclid=abc&b=2&srsltid=AfmBO&fbclid=Iw',
    'https://www.googleadservices.com/pagead/aclk?sa=L&adurl=https%3A%2F%2Fcitas-consulado.example.com%2Fdallas%3Fa%3D1%26b%3D2',
  ])('one page is one result: %s', (address) => {
    expect(key(address)).toBe('google:https://citas-consulado.example.com/dallas?a=1&b=2');
  });

  test('a search, the home page and an encrypted redirector have no key', () => {
    expect(named('https://www.google.com/search?q=citas+consulado&ei=abc&ved=x')).toMatchObject({
      kind: 'search',
      key: null,
    });
    expect(named('https://www.google.com/')).toMatchObject({ kind: 'home', key: null });
    expect(named('https://www.google.com/goto?url=CAESabc')).toMatchObject({ kind: 'share', key: null });
  });

  test('Google is told by the label left of the public suffix, and its other services hold people’s pages', () => {
    expect(named('https://google.com.estafa.example.com/search?q=a').kind).toBe('search_result');
    expect(named('https://facebook.com.example.org/a/posts/1').platform).toBe('google');
    expect(key('https://sites.google.com/view/citas-dallas')).toBe('google:https://sites.google.com/view/citas-dallas');
  });

  test('an international name is its ASCII form', () => {
    expect(key('https://ñandú.mx/citas')).toBe('google:https://xn--and-6ma2c.mx/citas');
  });
});

describe('what is refused', () => {
  test.each([
    ['nothing', ''],
    ['a word', 'hola'],
    ['a script', 'javascript:alert(1)'],
    ['a file', 'file:///etc/passwd'],
    ['data', 'data:text/html,hola'],
    ['another scheme', 'ftp://example.com/'],
    ['a user name and password', 'https://usuario:clave@example.com/'],
    ['a disguised host', 'https://www.facebook.com@example.com/a/posts/1'],
    ['more than 2048 characters', `https://example.com/${'a'.repeat(2048)}`],
    ['a control character', 'https://a\u0000b.com/'],
  ])('%s', (_, address) => {
    expect(refused(address)).toBe(true);
  });

  test('redirectors around redirectors end', () => {
    let address = 'https://example.com/';
    for (let n = 0; n < 8; n++) address = `https://www.google.com/url?q=${encodeURIComponent(address)}`;
    expect(refused(address)).toBe(true);
  });
});

const id = fc.bigInt({ min: 1n, max: 9_223_372_036_854_775_807n }).map(String);
const vanity = fc
  .stringMatching(/^[A-Za-z][A-Za-z0-9.]{4,20}$/)
  .filter(
    (name) =>
      !/^(?:posts|pages|groups|events|people|watch|share|story|media|photo|photos|video|reels|search|login|marketplace|commerce|profile)/i.test(
        name,
      ),
  );
const host = fc.constantFrom('www.', 'm.', 'mbasic.', 'web.', 'touch.', 'es-la.', '');
const addresses = fc.oneof(
  fc.tuple(host, vanity, id).map(([sub, who, post]) => `https://${sub}facebook.com/${who}/posts/${post}`),
  fc.tuple(host, id, id).map(([sub, who, post]) => `https://${sub}facebook.com/story.php?story_fbid=${post}&id=${who}`),
  fc.tuple(id, id).map(([group, post]) => `https://www.facebook.com/groups/${group}/posts/${post}`),
  fc.tuple(id, id).map(([post, comment]) => `https://www.facebook.com/groups/1/posts/${post}?comment_id=${comment}`),
  fc.tuple(id, id).map(([photo, set]) => `https://www.facebook.com/photo.php?fbid=${photo}&set=a.${set}`),
  id.map((video) => `https://www.facebook.com/watch/?v=${video}`),
  id.map((event) => `https://www.facebook.com/events/${event}/`),
  id.map((item) => `https://www.facebook.com/marketplace/item/${item}/`),
  id.map((bare) => `https://www.facebook.com/${bare}`),
  id.map((post) => `https://x.com/someone/status/${post}`),
  id.map((user) => `https://x.com/i/user/${user}`),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
);

describe('for any address', () => {
  test('the canonical address names the same thing, and is its own canonical address', () => {
    fc.assert(
      fc.property(addresses, (address) => {
        const once = identify(address);
        if ('error' in once) return;
        const twice = named(once.canonicalUrl);
        expect(twice.key).toBe(once.key);
        expect(twice.canonicalUrl).toBe(once.canonicalUrl);
      }),
      { numRuns: 1000 },
    );
  });

  test('the case of the host and the order of the parameters do not matter', () => {
    fc.assert(
      fc.property(addresses, fc.infiniteStream(fc.boolean()), (address, coin) => {
        const url = new URL(address);
        const pairs = url.search.slice(1).split('&').filter(Boolean);
        const shuffled = pairs.reduce<string[]>(
          (all, pair) => (coin.next().value ? [pair, ...all] : [...all, pair]),
          [],
        );
        const query = shuffled.length > 0 ? `?${shuffled.join('&')}` : '';
        const other = `${url.protocol}//${url.host.toUpperCase()}${url.pathname}${query}${url.hash}`;
        const first = identify(address);
        const second = identify(other);
        if (!('error' in first)) expect('key' in second && second.key).toBe(first.key);
      }),
      { numRuns: 1000 },
    );
  });

  test('two ids never become one key', () => {
    const forms: ((one: string) => string)[] = [
      (one) => `https://www.facebook.com/someone/posts/${one}`,
      (one) => `https://m.facebook.com/story.php?id=7&story_fbid=${one}`,
      (one) => `https://www.facebook.com/groups/7/permalink/${one}/`,
      (one) => `https://www.facebook.com/photo/?fbid=${one}&set=a.7`,
      (one) => `https://www.facebook.com/someone/photos/pcb.${one}/7`,
      (one) => `https://www.facebook.com/groups/7/posts/8?comment_id=${one}`,
      (one) => `https://x.com/someone/status/${one}`,
      (one) => `https://twitter.com/i/web/status/${one}`,
      (one) => `https://example.com/page?id=${one}`,
    ];
    fc.assert(
      fc.property(id, id, fc.constantFrom(...forms), (one, other, form) => {
        fc.pre(one !== other);
        const left = key(form(one));
        expect(left).not.toBeNull();
        expect(left).not.toBe(key(form(other)));
        expect(left).toContain(one);
      }),
      { numRuns: 1000 },
    );
  });

  test('no text whatever makes it throw', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc
        .tuple(
          fc.constantFrom('https://www.facebook.com/', 'x.com/', 'https://www.google.com/url?q=', '%', '//'),
          fc.string({ unit: 'binary' }),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (input) => {
        const found = identify(input);
        expect(found.input).toBe(input);
        expect('error' in found ? typeof found.error : typeof found.canonicalUrl).toBe('string');
      }),
      { numRuns: 2000 },
    );
  });
});
