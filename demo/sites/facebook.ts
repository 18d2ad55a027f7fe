/** www.facebook.com in the demo, logged out: pages, profiles, groups, single posts, listings, and the walls before them. */
import { hash } from '../story/random.ts';
import type { Account, Group, SeenPost } from '../story/story.types.ts';
import { nameAt } from '../story.ts';
import { accountUrl, facebookPostAt, postUrl } from './addresses.ts';
import type { Shown } from './facebook-data.ts';
import { cometPage, errorPage, loginPage } from './facebook-page.ts';
import { html, plain, redirect, type Answer, type Visit } from './site.ts';
import { troubleOf } from './weather.ts';

/** A logged-out visitor sees a few posts of a page; Facebook itself shows one and loads more on scrolling. */
const postsOnPage = 6;
const postsInGroup = 12;

export function facebook(visit: Visit): Answer {
  const { url } = visit;
  if (url.pathname === '/robots.txt') {
    return plain(
      '# Demo. On the real site automated collection needs written permission.\nUser-agent: Vigia\nAllow: /\n\nUser-agent: *\nDisallow: /\n',
    );
  }
  if (url.hostname !== 'www.facebook.com') {
    return redirect(`https://www.facebook.com${url.pathname}${url.search}${url.search ? '&' : '?'}_rdr`);
  }
  const parts = url.pathname.split('/').filter(Boolean);
  if (parts[0] === 'login' || parts.length === 0) return html(loginPage());
  const trouble = troubleOf(visit, { slow: 0.06, server_error: 0.02, broken: 0.03, rate_limited: 0.02 });
  if (trouble === 'server_error') return html('<title>Error</title><h1>Sorry, something went wrong.</h1>', 500);
  if (trouble === 'rate_limited') return html(errorPage(url, { title: 'You’re temporarily blocked', privacy: false }));
  const answer = page(visit, parts);
  if (trouble === 'slow') return { ...answer, waitMs: 3500 };
  if (trouble === 'broken') return { ...answer, breaksAt: Math.floor(answer.body.length / 2) };
  return answer;
}

function page(visit: Visit, parts: string[]): Answer {
  const { url, world } = visit;
  const post = facebookPostAt(url, world);
  if (post) return postPage(visit, post);
  if (namesPost(url, parts)) return html(errorPage(url, { privacy: false }));
  if (parts[0] === 'groups') return groupPage(visit, parts);
  if (parts[0] === 'share') return redirect(login(url));
  const account = accountAt(visit, parts);
  if (!account) return html(errorPage(url, { privacy: false }));
  if (account.ended !== null && account.ended.at <= world.now) return html(errorPage(url, { privacy: true }));
  return accountPage(visit, account);
}

/** Whether an address asks for one post; when that is not there, nothing else is shown in its place. */
const namesPost = (url: URL, parts: string[]): boolean =>
  url.searchParams.has('story_fbid') || parts.some((part) => ['posts', 'permalink', 'item'].includes(part));

const login = (url: URL): string => `https://www.facebook.com/login/?next=${encodeURIComponent(url.href)}`;

function accountAt({ url, world }: Visit, parts: string[]): Account | undefined {
  const id = url.searchParams.get('id') ?? parts.toReversed().find((part) => /^\d{8,}$/.test(part));
  const vanity = parts[0]!.toLowerCase();
  return world.accounts.find(
    (one) => one.platform === 'facebook' && (one.id === id || one.handle?.toLowerCase() === vanity),
  );
}

const shown = (seen: SeenPost, face: string): Shown => ({
  id: seen.post.id,
  text: seen.text,
  at: seen.post.publishedAt,
  edited: seen.version > 1,
  url: postUrl(seen.post, face),
  actor: { id: seen.post.author.id, name: seen.name, url: accountUrl(seen.post.author, seen.name) },
  group: seen.post.group,
});

const visible = ({ ended }: SeenPost): boolean => ended === null;

function accountPage({ world }: Visit, account: Account): Answer {
  const name = nameAt(account, world.now);
  const posts = world.posts.filter(
    (one) => one.post.author === account && one.post.group === null && one.post.kind === 'post' && visible(one),
  );
  return html(
    cometPage({
      kind: account.handle === null ? 'profile' : 'page',
      url: accountUrl(account, name),
      title: name,
      about: account.about,
      entity: account.id,
      posts: posts.slice(0, postsOnPage).map((one) => shown(one, 'page')),
      now: world.now,
    }),
  );
}

function groupPage({ url, world }: Visit, parts: string[]): Answer {
  const group = world.groups.find((one) => one.slug === parts[1] || one.id === parts[1]);
  if (!group) return html(errorPage(url, { privacy: false }));
  if (!group.open) return redirect(login(url));
  const posts = world.posts.filter((one) => one.post.group === group && visible(one));
  return html(
    cometPage({
      kind: 'group',
      url: groupUrl(group),
      title: group.name,
      about: `Grupo público · ${group.members.toLocaleString('es-MX')} miembros`,
      entity: group.id,
      posts: posts.slice(0, postsInGroup).map((one) => shown(one, 'group')),
      now: world.now,
    }),
  );
}

const groupUrl = (group: Group): string => `https://www.facebook.com/groups/${group.slug}/`;

function postPage({ url, world }: Visit, seen: SeenPost): Answer {
  const { post } = seen;
  if (post.group?.open === false) return redirect(login(url));
  if (seen.ended !== null) return html(errorPage(url, { privacy: hash(post.id) % 2 === 0 }));
  return html(
    cometPage({
      kind: post.kind === 'marketplace' ? 'marketplace' : post.group === null ? 'post' : 'group_post',
      url: postUrl(post, 'permalink'),
      title: post.group?.name ?? seen.name,
      about: post.group === null ? post.author.about : 'Publicación en grupo público',
      entity: post.author.id,
      posts: [shown(seen, 'permalink')],
      now: world.now,
      ...(post.price === null ? {} : { price: post.price }),
    }),
  );
}
