/** Addresses that nobody writes on purpose and everybody pastes; and what must hold for every address of a platform. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aliasOf, identify } from '../../crawler/url.ts';

function named(address: string) {
  const found = identify(address);
  if ('error' in found) throw new Error(`${address}: ${found.error}`);
  return found;
}
const key = (address: string) => named(address).key;

const pfbid = 'pfbid0dcnDxDnFgyioPGkFVUBAmULwCScvaTSzro4YSANJo7NiV9GwMRJqDisVM3hc8c19l';
const onion = 'facebookwkhpilnemxj7asaniu7vnjjbiltxjqhye3mhbshg7kx5tfyd.onion';
const inside = (...addresses: string[]) => addresses.reduceRight((inner, outer) => outer + encodeURIComponent(inner));

describe('one post under every face', () => {
  test.each([
    'https://www.facebook.com/Citas%2Fposts%2F123456',
    'https://www.facebook.com/story.php%3Fstory_fbid%3D123456%26id%3D77',
    'https://WWW.FACEBOOK.COM:443/Citas/posts/123456',
    'http://www.facebook.com./Citas//posts/./123456/',
    `https://www.${onion}/Citas/posts/123456`,
    `https://m.facebookcorewwwi.onion/story.php?story_fbid=123456&id=77`,
    'https://free.facebook.com/story.php?story_fbid=123456&id=77',
    'https://fr-fr.facebook.com/permalink.php?id=77&story_fbid=123456',
    'https://m.facebook.com/story.php?id=77&amp;story_fbid=123456&amp;m_entstream_source=timeline',
    'https://www.facebook.com/story.php?story_fbid=123456&story_fbid=999&id=77',
    'https://www.facebook.com/profile.php?id=77&story_fbid=123456',
    'https://www.facebook.com/?story_fbid=123456&id=77',
    'https://www.facebook.com/77_123456',
    'https://graph.facebook.com/v19.0/77_123456?fields=message',
    'https://www.facebook.com/n/?story.php&story_fbid=123456&id=77&aref=1',
    'https://www.facebook.com/n/?groups/55/permalink/123456/&aref=1',
    'https://www.facebook.com/#!/Citas/posts/123456',
    'https://m.facebook.com/home.php?x=1#!/story.php?story_fbid=123456&id=77',
    'https://www.facebook.com/pages/category/Interest/Citas-123456789/posts/123456',
    'https://www.facebook.com/groups/55/?sale_post_id=123456',
    'https://www.facebook.com/Citas/photos/pcb.123456/55?type=3',
    'https://www.facebook.com/media/set/?set=pcb.123456&type=1',
    'https://www.facebook.com/Citas/posts/123456?rdid=x&share_url=https%3A%2F%2Fwww.facebook.com%2Fshare%2Fp%2Fx%2F',
    inside('https://www.facebook.com/privacy/consent/?next=', 'https://www.facebook.com/Citas/posts/123456'),
    inside('https://www.facebook.com/login/device-based/?next=', 'https://m.facebook.com/77/posts/123456:0'),
    inside(
      'https://www.facebook.com/login/?next=',
      'https://l.facebook.com/l.php?h=AT&u=',
      'https://www.google.com.mx/url?sa=t&url=',
      'https://www.facebook.com/groups/55/permalink/123456/',
    ),
    inside('https://nam12.safelinks.protection.outlook.com/?url=', 'https://fb.com/Citas/posts/123456'),
    'https://m-facebook-com.translate.goog/story.php?story_fbid=123456&id=77&_x_tr_sl=es&_x_tr_tl=en',
  ])('Facebook: %s', (address) => {
    expect(key(address)).toBe('facebook:123456');
  });

  test.each([
    'https://www.facebook.com/watch/live/?ref=watch_permalink&v=123456',
    'https://www.facebook.com/videos/123456',
    'https://www.facebook.com/video/video.php?v=123456',
    'https://www.facebook.com/Citas/videos/vb.100064/123456/?type=2&theater',
    'https://www.facebook.com/reel/?v=123456',
    'https://www.facebook.com/Citas/reels/123456/?s=single_unit',
    'https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2FCitas%2Fvideos%2F123456%2F',
  ])('Facebook, a video: %s', (address) => {
    expect(named(address)).toMatchObject({ kind: 'video', key: 'facebook:123456' });
  });

  test.each([
    'https://x.com/a%2Fstatus%2F1964084223871971826',
    'https://x.com:443/a//status/1964084223871971826?s=20#:~:text=cita',
    'https://mobile.twitter.com/a/statuses/1964084223871971826/retweets/with_comments',
    'https://d.fxtwitter.com/a/status/1964084223871971826.jpg',
    'https://xcancel.com/a/status/1964084223871971826#m',
    'https://twitter3e4tixl4xyajtrzo62zg5vztmjuricljdp2c5kshju4avyoid.onion/a/status/1964084223871971826',
    'https://twitter.com/i/redirect?url=https%3A%2F%2Ftwitter.com%2Fa%2Fstatus%2F1964084223871971826%3Ft%3D1&t=1',
    'https://api.x.com/2/tweets?ids=1964084223871971826',
    'https://api.twitter.com/1.1/statuses/show/1964084223871971826.json',
    'https://x.com/intent/like?tweet_id=1964084223871971826',
    'https://twitter.com/a/status/1964084223871971826…',
    'https://x-com.translate.goog/a/status/1964084223871971826?_x_tr_sl=es&_x_tr_tl=en',
    inside('https://www.google.com/url?q=', 'https://x.com/a/status/1964084223871971826?ref_src=twsrc%5Egoogle'),
  ])('X: %s', (address) => {
    expect(key(address)).toBe('x:1964084223871971826');
  });

  test.each([
    'https://a-b.example.com/x?c=1',
    'https://a--b-example-com.translate.goog/x?c=1&_x_tr_sl=auto&_x_tr_tl=en&_x_tr_pto=sc',
    'https://webcache.googleusercontent.com/search?q=cache:abcDEF123456:https://a-b.example.com/x%3Fc%3D1+citas&cd=1',
    'https://translate.google.com/translate?sl=es&tl=en&u=https%3A%2F%2Fa-b.example.com%2Fx%3Fc%3D1',
    'https://www.google.com/amp/s/a-b.example.com/x?c=1',
    'https://a--b-example-com.cdn.ampproject.org/v/s/a-b.example.com/x?c=1&amp_js_v=0.1&usqp=mq331',
    'https://www.google.co.uk/imgres?imgurl=https%3A%2F%2Fi.example%2F1.jpg&imgrefurl=https%3A%2F%2Fa-b.example.com%2Fx%3Fc%3D1',
    'https://duckduckgo.com/l/?uddg=https%3A%2F%2Fa-b.example.com%2Fx%3Fc%3D1&rut=1',
  ])('a web page: %s', (address) => {
    expect(key(address)).toBe('google:https://a-b.example.com/x?c=1');
  });
});

describe('what has no key says why', () => {
  test.each([
    ['https://t.co/AbC123?amp=1', 'x:share:t.co/AbC123'],
    ['https://www.facebook.com/share/p/1AbC/?mibextid=wwXIfr', 'facebook:share:www.facebook.com/share/p/1AbC'],
    ['https://m.facebook.com/share/1AbC', 'facebook:share:www.facebook.com/share/1AbC'],
    ['https://fb.watch/AbC_-1/?mibextid=1', 'facebook:share:fb.watch/AbC_-1'],
    ['https://share.google/AbC', 'google:share:share.google/AbC'],
    [`https://www.facebook.com/Citas/posts/titulo/${pfbid}`, `facebook:${pfbid}`],
    [`https://www.facebook.com/permalink.php?story_fbid=${pfbid}&id=77`, `facebook:${pfbid}`],
    [`https://www.facebook.com/photo?fbid=55&set=pcb.${pfbid}`, `facebook:${pfbid}`],
    [`https://www.facebook.com/reel/${pfbid}`, `facebook:${pfbid}`],
  ])('%s needs the network, and has the alias %s', (address, alias) => {
    const found = named(address);
    expect(found).toMatchObject({ key: null, needs: 'network' });
    expect(found.detail).toMatch(/^[A-Z].*\.$/);
    expect(aliasOf(found)).toBe(alias);
  });

  test('share links of two kinds do not meet, for nobody says that their codes are of one kind', () => {
    const aliases = ['p', 'v', 'r', 'g'].map((kind) => aliasOf(named(`https://www.facebook.com/share/${kind}/1AbC/`)));
    expect(new Set(aliases).size).toBe(4);
  });

  test('a name needs the network too, but is never an alias: names change hands', () => {
    for (const address of [
      'https://www.facebook.com/Citas.Dallas',
      'https://x.com/gestor',
      'https://www.facebook.com/groups/citas',
    ]) {
      expect(named(address)).toMatchObject({ key: null, needs: 'network' });
      expect(aliasOf(named(address))).toBeNull();
    }
  });

  test('an encrypted redirector is another text each time, so it is no alias', () => {
    expect(aliasOf(named('https://www.google.com/goto?url=CAES'))).toBeNull();
  });

  test.each([
    'https://www.facebook.com/story.php?story_fbid=0123456&id=77',
    'https://www.facebook.com/77/posts/00123456',
    'https://www.facebook.com/77/posts/99999999999999999999999999',
    'https://www.facebook.com/77/algo/123456',
    'https://www.facebook.com/groups/55/for_sale_item/123456',
    'https://www.facebook.com/stories/123456/UzpfSVNDOjEyMw==/',
    'https://x.com/a/status/01964084223871971826',
    'https://x.com/a/status/19640842238719718269999',
    'https://x.com/a/article/1964084223871971826',
  ])('an address with a number that is not its own does not become the account around it: %s', (address) => {
    const found = named(address);
    expect(found.key).toBeNull();
    expect(found.needs).toBeUndefined();
    expect(found.detail).toMatch(/no number/);
    expect(named(found.canonicalUrl)).toMatchObject({ key: null, canonicalUrl: found.canonicalUrl });
  });

  test('a page of the platform itself names no post', () => {
    for (const address of ['https://www.facebook.com/login', 'https://x.com/home', 'https://www.google.com/search?q=a'])
      expect(named(address).detail).toMatch(/names no post/);
  });
});

test.each([
  'https://facebook.com.evil.example/Citas/posts/123456',
  'https://evil.example/www.facebook.com/Citas/posts/123456',
  'https://evil.example/?u=https://www.facebook.com/Citas/posts/123456',
  'https://xfacebook.com/Citas/posts/123456',
  'https://x.com.evil.example/a/status/1964084223871971826',
  'https://max.com/a/status/1964084223871971826',
  'https://google.com.evil.example/url?q=https://www.facebook.com/Citas/posts/123456',
])('a disguised host is a web page like any other: %s', (address) => {
  expect(named(address).platform).toBe('google');
});

test.each([
  'https://www.facebook.com../Citas/posts/1',
  'https://.x.com/a/status/1',
  'https://u@x.com/a/status/1',
  'https://facebook/Citas',
])('refused: %s', (address) => {
  expect(identify(address)).toHaveProperty('error');
});

test('a route behind the fragment is a page of its own, a place within a page is not', () => {
  expect(key('https://app.example.com/#/citas/1')).not.toBe(key('https://app.example.com/#/citas/2'));
  expect(key('https://example.com/a#precios')).toBe(key('https://example.com/a#:~:text=cita'));
});

const id = fc.bigInt({ min: 1n, max: 9_223_372_036_854_775_807n }).map(String);
const facebookHost = fc
  .constantFrom('www.', 'm.', 'mbasic.', 'touch.', 'web.', 'es-la.', 'free.', '')
  .map((sub) => `${sub}facebook.com`);
const xHost = fc.constantFrom(
  'x.com',
  'www.x.com',
  'twitter.com',
  'mobile.twitter.com',
  'vxtwitter.com',
  'nitter.example',
);

/** Each form with two free numbers: the one it is known by, and one that stands around it. */
const faces: [(host: string, own: string, around: string) => string, 'facebook' | 'x'][] = [
  [(host, own, around) => `https://${host}/${around}/posts/${own}`, 'facebook'],
  [(host, own) => `https://${host}/Citas.Dallas/posts/un-titulo/${own}/`, 'facebook'],
  [(host, own, around) => `https://${host}/story.php?story_fbid=${own}&id=${around}`, 'facebook'],
  [(host, own, around) => `https://${host}/permalink.php?id=${around}&story_fbid=${own}`, 'facebook'],
  [(host, own, around) => `https://${host}/groups/${around}/permalink/${own}/`, 'facebook'],
  [(host, own, around) => `https://${host}/groups/${around}/posts/${own}`, 'facebook'],
  [(host, own, around) => `https://${host}/groups/${around}/?multi_permalinks=${own}`, 'facebook'],
  [(host, own, around) => `https://${host}/photo/?fbid=${own}&set=a.${around}`, 'facebook'],
  [(host, own, around) => `https://${host}/photo/?fbid=${around}&set=pcb.${own}`, 'facebook'],
  [(host, own, around) => `https://${host}/Citas/photos/a.${around}/${own}/`, 'facebook'],
  [(host, own) => `https://${host}/watch/?v=${own}`, 'facebook'],
  [(host, own) => `https://${host}/reel/${own}`, 'facebook'],
  [(host, own) => `https://${host}/Citas/videos/titulo/${own}/`, 'facebook'],
  [(host, own) => `https://${host}/events/${own}/`, 'facebook'],
  [(host, own, around) => `https://${host}/events/${around}/permalink/${own}/`, 'facebook'],
  [(host, own) => `https://${host}/marketplace/item/${own}/`, 'facebook'],
  [(host, own, around) => `https://${host}/groups/5/posts/${around}?comment_id=${own}`, 'facebook'],
  [(host, own, around) => `https://${host}/${around}_${own}`, 'facebook'],
  [(host, own) => `https://${host}/alguien/status/${own}`, 'x'],
  [(host, own) => `https://${host}/i/web/status/${own}`, 'x'],
  [(host, own) => `https://${host}/alguien/statuses/${own}/photo/1`, 'x'],
  [(host, own) => `https://${host}/statuses/${own}`, 'x'],
];
const face = fc.constantFrom(...faces).chain(([form, platform]) =>
  fc.record({
    form: fc.constant(form),
    platform: fc.constant(platform),
    host: platform === 'x' ? xHost : facebookHost,
  }),
);
const noise = fc.subarray([
  'fbclid=IwAR0',
  'mibextid=Nif5oz',
  'rdid=abc',
  '__tn__=%2CO%2CP-R',
  '__cft__[0]=AZX',
  '__xts__[0]=68.AR',
  '_ft_=qid.1',
  'refid=17',
  'ref=share',
  'fref=nf',
  'paipv=0',
  'eav=Afb',
  '_rdc=1',
  '_rdr',
  'locale=es_LA',
  's=20',
  't=abc',
  'ref_src=twsrc%5Egoogle',
  'utm_source=x',
]);

describe('for every face and every number', () => {
  test('the key is the platform and the number, as text; the canonical address names the same', () => {
    fc.assert(
      fc.property(face, id, id, ({ form, platform, host }, own, around) => {
        const found = named(form(host, own, around));
        expect(found.key).toBe(`${platform}:${own}`);
        for (const value of Object.values(found.ids)) expect(typeof value).toBe('string');
        const again = named(found.canonicalUrl);
        expect([again.key, again.canonicalUrl]).toEqual([found.key, found.canonicalUrl]);
      }),
      { numRuns: 1500 },
    );
  });

  test('the host’s case, the order of the parameters and what follows a visitor change nothing', () => {
    fc.assert(
      fc.property(face, id, id, noise, fc.boolean(), ({ form, host }, own, around, added, turned) => {
        const plain = form(host, own, around);
        const url = new URL(plain);
        const pairs = [...url.search.slice(1).split('&').filter(Boolean), ...added];
        const query = (turned ? pairs.toReversed() : pairs).join('&');
        const other = `HTTPS://${url.host.toUpperCase()}${url.pathname}${query ? `?${query}` : ''}#x`;
        expect(key(other)).toBe(key(plain));
      }),
      { numRuns: 1500 },
    );
  });

  test('no two numbers and no two things share a key', () => {
    fc.assert(
      fc.property(face, id, id, id, ({ form, host }, one, other, around) => {
        fc.pre(one !== other);
        expect(key(form(host, one, around))).not.toBe(key(form(host, other, around)));
      }),
      { numRuns: 1000 },
    );
  });

  test('the redirectors around it change nothing', () => {
    const wrappers = [
      'https://l.facebook.com/l.php?h=AT&u=',
      'https://lm.facebook.com/l.php?u=',
      'https://www.facebook.com/login/?next=',
      'https://www.google.com.mx/url?sa=t&url=',
      'https://www.google.com/url?q=',
      'https://www.facebook.com/plugins/post.php?href=',
      'https://eur01.safelinks.protection.outlook.com/?url=',
    ];
    fc.assert(
      fc.property(
        face,
        id,
        id,
        fc.array(fc.constantFrom(...wrappers), { maxLength: 4 }),
        ({ form, host }, own, around, around2) => {
          const plain = form(host, own, around);
          expect(key(inside(...around2, plain))).toBe(key(plain));
        },
      ),
      { numRuns: 600 },
    );
  });

  test('a number that could not be one gives no key of something else', () => {
    const odd = fc
      .constantFrom('0', '00', '-1', '1.5', '1e5', '٣٤٥', 'NaN', '0x1F')
      .chain((start) => id.map((rest) => start + rest));
    fc.assert(
      fc.property(face, odd, ({ form, platform, host }, own) => {
        fc.pre(!form(host, own, '77').includes('set=pcb.'));
        const found = identify(form(host, own, '77'));
        if ('error' in found || found.key === null) return;
        /* A part of the address may still be a number of its own: an album, the account of a listing. Never the digits of this one. */
        expect([`${platform}:77`, `${platform}:5`]).not.toContain(found.key);
        expect(found.key).not.toBe(`${platform}:${own.replace(/\D/g, '')}`);
      }),
      { numRuns: 800 },
    );
  });
});
