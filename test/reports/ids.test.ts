import { describe, expect, test } from 'vitest';
import { facebookIds } from '../../reports/facebook.ts';
import { googleIds } from '../../reports/google.ts';
import { exportUrl } from '../../reports/platforms.ts';
import type { ConfirmedPost } from '../../reports/report.types.ts';
import { xIds } from '../../reports/x.ts';
import { confirmed } from './confirmed.ts';

type Kind = ConfirmedPost['post']['kind'];
const facebook = 'https://www.facebook.com';
const known = { platformId: '598338556946671', handle: null, name: null };

describe('what names a Facebook post', () => {
  const at = (path: string, kind: Kind = 'post', author: ConfirmedPost['author'] = known) =>
    facebookIds(confirmed('facebook', { author, post: { kind, url: facebook + path, platformId: '22' } }));
  const post = (story_fbid: string, owner_id = '598338556946671') => ({ kind: 'fb_post', story_fbid, owner_id });

  test.each([
    ['/11/posts/22', post('22', '11')],
    ['/CitasMx/posts/un-texto/22/', post('22', 'CitasMx')],
    ['/11/posts/22:0', post('22', '11')],
    ['/permalink.php?story_fbid=22&id=11', post('22', '11')],
    ['/story.php?id=11&story_fbid=22', post('22', '11')],
    ['/photo.php?fbid=33&id=11&set=a.1', post('33', '11')],
    ['/photo/?fbid=33', post('33')],
    ['/watch/?v=44', post('44')],
    ['/CitasMx/videos/titulo/44/', post('44', 'CitasMx')],
    ['/CitasMx/photos/a.1/33/', post('33', 'CitasMx')],
    ['/reel/55', post('55')],
    ['/events/66/', post('66')],
    ['/22', post('22')],
    ['/groups/77/posts/22/', { kind: 'fb_group_post', group: '77', post_id: '22' }],
    ['/groups/paisanos.dallas/permalink/22/', { kind: 'fb_group_post', group: 'paisanos.dallas', post_id: '22' }],
    ['/marketplace/item/88/', { kind: 'fb_marketplace', listing_id: '88' }],
    ['/ads/library/?id=99', { kind: 'fb_ad', ad_archive_id: '99' }],
  ])('%s', (path, ids) => {
    expect(at(path)).toEqual(ids);
  });

  test('of a pfbid is the pfbid with its owner', () => {
    const pfbid = 'pfbid02Hvu5JabcDEF123';
    expect(at(`/permalink.php?story_fbid=${pfbid}&id=11`)).toEqual({ kind: 'fb_post', pfbid, owner_id: '11' });
  });

  test('of an account is its number or its vanity name', () => {
    expect(at('/profile.php?id=11', 'profile')).toEqual({ kind: 'fb_account', entity: 'profile', id: '11' });
    expect(at('/people/Juana-Perez/11/', 'profile')).toEqual({ kind: 'fb_account', entity: 'profile', id: '11' });
    expect(at('/CitasMx', 'page')).toEqual({ kind: 'fb_account', entity: 'page', vanity: 'CitasMx' });
    expect(at('/groups/77/', 'group')).toEqual({ kind: 'fb_account', entity: 'group', id: '77' });
  });

  test.each([
    '/share/p/1AbC/',
    '/',
    '/CitasMx',
    '/search/posts?q=citas',
    '/marketplace/item/abc',
    '/groups/77/posts/pfbid02',
  ])('is not told by %s', (path) => {
    expect(at(path)).toBeNull();
  });

  test('is not told by a number whose owner is unknown, nor by another host', () => {
    expect(at('/22', 'post', null)).toBeNull();
    expect(at('/photo/?fbid=33', 'photo', null)).toBeNull();
    expect(
      facebookIds(confirmed('facebook', { post: { url: 'https://facebook.com.example/11/posts/22' } })),
    ).toBeNull();
  });
});

describe('what names an X post', () => {
  const at = (url: string, kind: Kind = 'post') =>
    xIds(confirmed('x', { author: { platformId: null, handle: null, name: null }, post: { url, kind } }));

  test.each([
    'https://x.com/i/status/22',
    'https://x.com/i/web/status/22',
    'https://twitter.com/i/status/22/photo/1',
    'https://x.com/a_name_of_17_chars/status/22',
  ])('%s', (url) => {
    expect(at(url)).toEqual({ kind: 'x_post', post_id: '22' });
  });

  test('is the id, with the handle beside it', () => {
    expect(at('https://mobile.x.com/citas_mx/status/22')).toEqual({
      kind: 'x_post',
      post_id: '22',
      handle: 'citas_mx',
    });
  });

  test('of an account is its number, or its handle', () => {
    expect(at('https://x.com/i/user/33', 'profile')).toEqual({ kind: 'x_account', user_id: '33' });
    expect(at('https://x.com/citas_mx', 'profile')).toEqual({ kind: 'x_account', handle: 'citas_mx' });
  });

  test.each([
    'https://x.com/home',
    'https://x.com/search?q=citas',
    'https://x.com/citas_mx',
    'https://t.co/abc',
    'https://x.com.example/i/status/22',
  ])('is not told by %s', (url) => {
    expect(at(url)).toBeNull();
  });
});

describe('what names a Google result', () => {
  const at = (url: string) => googleIds(confirmed('google', { post: { url } }));

  test.each([
    'https://www.google.com/search?q=citas',
    'https://www.google.com.mx/url?q=https://a.example',
    'https://google.com/',
  ])('is never Google’s own page %s', (url) => {
    expect(at(url)).toBeNull();
  });

  test('leaves out a place or language that is none, and cuts an overlong search', () => {
    const search = { query: 'ñ'.repeat(400), gl: 'us', hl: 'es-419', rank: null };
    expect(googleIds(confirmed('google', { search }))).toEqual({
      kind: 'gg_search_result',
      query: `${'ñ'.repeat(296)} […]`,
      gl: 'us',
      hl: 'es-419',
    });
    expect(googleIds(confirmed('google', { search: { ...search, gl: 'USA' } }))?.kind).toBe('gg_web_page');
  });
});

describe('addresses that leave', () => {
  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://a.example/',
    'https://user@a.example/',
    'no address',
    `https://a.example/${'x'.repeat(2048)}`,
  ])('are never %s', (url) => {
    expect(exportUrl(url)).toBeNull();
  });

  test('carry no fragment', () => {
    expect(exportUrl('https://a.example/x#:~:text=citas')).toBe('https://a.example/x');
  });
});
