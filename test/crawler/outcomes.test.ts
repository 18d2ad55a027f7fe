/**
 * Every outcome, from every platform that can tell it, by a small hand-made payload; and those a platform cannot tell, with the reason.
 */
import { describe, expect, test } from 'vitest';
import { parse } from '../../crawler/parse.ts';
import { outcomes, platforms, type Outcome, type Payload, type Platform } from '../../crawler/source.ts';

const result = '<div id="rso"><div><a href="https://a.example/"><h3>Citas</h3></a></div></div>';
const nothing = '<div id="topstuff"><p>Tu búsqueda - <em>x</em> - no obtuvo ningún resultado.</p></div>';
const route = (props: object): string =>
  `<html id="facebook"><script type="application/json">${JSON.stringify({
    initialRouteInfo: {
      route: { tracePolicy: 'comet.error', rootView: { resource: { __dr: 'CometErrorRoot.react' }, props } },
    },
  })}</script></html>`;
const story = { __typename: 'Story', post_id: '1', message: { text: 'Citas' } };
const tombstone = (said: string): string =>
  JSON.stringify({
    data: { tweetResult: { result: { __typename: 'TweetTombstone', tombstone: { text: { text: said } } } } },
  });
const json = (value: unknown): string => JSON.stringify(value);

type Told = Payload | { never: string };

const told: Record<Platform, Record<Outcome, Told>> = {
  google: {
    ok: { body: `<html>${result}</html>` },
    empty: { body: `<html>${nothing}</html>` },
    login_wall: { body: '<html></html>', url: 'https://accounts.google.com/ServiceLogin?continue=x' },
    captcha: { body: '<html><form id="captcha-form"></form></html>' },
    consent: { body: '<html><form action="https://consent.google.com/save"></form></html>' },
    rate_limited: { body: '<html></html>', status: 403 },
    needs_js: { body: '<html><noscript></noscript></html>' },
    not_available: { body: '<html></html>', status: 404 },
    bad_query: {
      body: json({ kind: 'customsearch#search', error: { code: 400, errors: [{ reason: 'badRequest' }] } }),
    },
    auth_expired: {
      body: json({ kind: 'customsearch#search', error: { code: 403, errors: [{ reason: 'forbidden' }] } }),
    },
    quota_exhausted: {
      body: json({ kind: 'customsearch#search', error: { code: 403, errors: [{ reason: 'dailyLimitExceeded' }] } }),
    },
    layout_changed: { body: '<html><div id="rso"><section>Algo nuevo</section></div></html>' },
    network_error: { body: '<html></html>', status: 502 },
    removed_by_author: { never: 'a results page leaves out what is gone; it does not say that it was there' },
    removed_by_platform: {
      never: 'a removed result is announced at the foot of the page, without saying which one it was',
    },
    author_suspended: { never: 'a page of the web has no account at Google' },
    author_gone: { never: 'a page of the web has no account at Google' },
    protected: { never: 'Google shows only what is public' },
    age_restricted: { never: 'SafeSearch leaves results out without a word' },
    withheld: { never: 'what is withheld in a country is left out; the notice names no result' },
  },
  x: {
    ok: { body: json({ data: [{ id: '1', text: 'a' }] }) },
    empty: { body: json({ meta: { result_count: 0 } }) },
    login_wall: { body: '<html></html>', url: 'https://x.com/i/flow/login?redirect_after_login=%2Fa' },
    captcha: { body: '<html></html>', status: 403, headers: { 'cf-ray': '8c' } },
    rate_limited: { body: json({ title: 'Too Many Requests', status: 429, type: 'about:blank' }) },
    needs_js: { body: '<html><noscript>JavaScript is not available.</noscript></html>' },
    not_available: { body: tombstone('This Post is unavailable.') },
    removed_by_author: { body: tombstone('This Post was deleted by the Post author.') },
    removed_by_platform: { body: tombstone('This Post violated the X Rules.') },
    author_suspended: { body: tombstone('This Post is from a suspended account.') },
    author_gone: { body: tombstone('This Post is from an account that no longer exists.') },
    protected: {
      body: json({
        errors: [{ title: 'Authorization Error', type: 'https://api.x.com/2/problems/not-authorized-for-resource' }],
      }),
    },
    age_restricted: {
      body: json({ data: { tweetResult: { result: { __typename: 'TweetUnavailable', reason: 'NsfwLoggedOut' } } } }),
    },
    withheld: { body: json({ __typename: 'TweetTombstone', tombstone: {} }) },
    bad_query: { body: json({ errors: [{ code: 214, message: 'BadRequest' }], data: {} }) },
    auth_expired: { body: json({ title: 'Unauthorized', status: 401, type: 'about:blank' }) },
    quota_exhausted: {
      body: json({ title: 'UsageCapExceeded', type: 'https://api.x.com/2/problems/usage-capped', status: 429 }),
    },
    layout_changed: { body: json({ data: { nuevo: {} } }) },
    network_error: { body: json({ errors: [{ code: 131, message: 'Dependency' }], data: {} }) },
    consent: { never: 'X lays its cookie banner over the page and shows the posts below it' },
  },
  facebook: {
    ok: { body: json({ data: { node: story } }) },
    empty: { body: '[{"error":"no_items"}]' },
    login_wall: { body: '<html><title>Log into Facebook</title></html>' },
    consent: { body: '<html></html>', url: 'https://www.facebook.com/cookie/consent-page/?next=x' },
    rate_limited: { body: route({ title: "You're Temporarily Blocked" }) },
    needs_js: { body: '<html id="facebook"><script>1</script></html>' },
    not_available: { body: route({ privacy: true }) },
    bad_query: { body: json({ error: { code: 100, message: 'x' } }) },
    auth_expired: { body: json({ error: { code: 190, message: 'x' } }) },
    layout_changed: { body: json({ a: 1 }) },
    network_error: { body: '<html><title>Error</title></html>' },
    captcha: { never: 'Facebook asks for its puzzle inside /checkpoint and /login, which are the login wall' },
    removed_by_author: { never: 'Facebook has one page for private, deleted and restricted (props.privacy)' },
    removed_by_platform: { never: 'Facebook has one page for private, deleted and restricted (props.privacy)' },
    author_suspended: { never: 'a closed account answers with the same page as a deleted post' },
    author_gone: { never: 'a closed account answers with the same page as a deleted post' },
    protected: { never: 'Facebook has one page for private, deleted and restricted (props.privacy)' },
    age_restricted: { never: 'restricted by age answers with the same page as a deleted post' },
    withheld: { never: 'restricted by country answers with the same page as a deleted post' },
    quota_exhausted: {
      never: 'the Graph API speaks of rates alone; what is bought from collectors is metered by them',
    },
  },
};

describe.each(platforms)('%s', (platform) => {
  test.each(outcomes)('%s', (outcome) => {
    const payload = told[platform][outcome];
    if ('never' in payload) expect(payload.never).toMatch(/^[\p{L}].{15,}/u);
    else expect(parse(platform, payload).outcome).toBe(outcome);
  });
});

test('every outcome is told by at least one platform', () => {
  for (const outcome of outcomes) expect(platforms.some((platform) => 'body' in told[platform][outcome])).toBe(true);
});

test('an outcome without posts that needs a person has a plain sentence', () => {
  for (const platform of platforms) {
    const payload = told[platform].layout_changed;
    const { detail } = parse(platform, payload as Payload);
    expect(detail).toMatch(/^[A-Z].+\.$/);
  }
});
