/** Facebook: what names a post in Meta's eyes, and the columns of facebook.csv. */
import type { ConfirmedPost, ItemIds, ReportItem } from './report.types.ts';
import * as part from './columns.ts';

const pfbid = /^pfbid[0-9A-Za-z]{10,120}$/;
const digits = /^\d{1,25}$/;
const vanity = /^[\p{L}\p{N}.-]{1,100}$/u;
/** Only the platform knows what these lead to: never exported alone. */
const shortLink = /^\/(share|login|l\.php|checkpoint)(\/|$)/;

function postIds(value: string, owner: string | undefined): ItemIds | null {
  if (!owner) return null;
  if (digits.test(value)) return { kind: 'fb_post', story_fbid: value, owner_id: owner };
  return pfbid.test(value) ? { kind: 'fb_post', pfbid: value, owner_id: owner } : null;
}

function accountIds(entity: 'profile' | 'page' | 'group', value: string): ItemIds {
  return digits.test(value) ? { kind: 'fb_account', entity, id: value } : { kind: 'fb_account', entity, vanity: value };
}

const hosts = /(^|\.)(facebook|fb)\.com$/;
const accountKinds = new Set(['profile', 'page', 'group']);
const pathOf = (url: URL) => url.pathname.split('/').filter(Boolean);

/** Ids of a Facebook post by its address and what the payload told; null where the address is no permalink. */
export function facebookIds({ post, author }: ConfirmedPost): ItemIds | null {
  const url = URL.parse(post.url);
  if (!url || !hosts.test(url.hostname) || shortLink.test(url.pathname)) return null;
  const path = pathOf(url);
  const query = (name: string) => url.searchParams.get(name) ?? undefined;
  const [first, second, third] = path;
  const known = author?.platformId ?? (vanity.test(author?.handle ?? '') ? author?.handle : null) ?? undefined;
  const last = path.at(-1)?.replace(/:\d+$/, '');

  if (first === 'marketplace' && second === 'item' && third) {
    return digits.test(third) ? { kind: 'fb_marketplace', listing_id: third } : null;
  }
  const adId = query('id');
  if (first === 'ads' && second === 'library') {
    return adId && digits.test(adId) ? { kind: 'fb_ad', ad_archive_id: adId } : null;
  }
  if (first === 'groups' && second) {
    if ((third === 'posts' || third === 'permalink') && last && digits.test(last)) {
      return { kind: 'fb_group_post', group: second, post_id: last };
    }
    return third === undefined ? accountIds('group', second) : null;
  }
  if (accountKinds.has(post.kind)) {
    const value = first === 'profile.php' ? query('id') : first === 'people' ? third : first;
    return value ? accountIds(post.kind === 'page' ? 'page' : 'profile', value) : null;
  }
  const story = query('story_fbid') ?? query('fbid') ?? query('v');
  if (story) return postIds(story, query('id') ?? known ?? (second === undefined ? undefined : first));
  if ((first === 'reel' || first === 'events') && second) return postIds(second, known);
  if (path.length >= 3 && first && last && ['posts', 'videos', 'photos'].includes(second ?? '')) {
    return postIds(last, first);
  }
  if (path.length === 1 && post.platformId && last === post.platformId) return postIds(post.platformId, known);
  return null;
}

const kinds: Partial<Record<ItemIds['kind'], string>> = {
  fb_group_post: 'group_post',
  fb_marketplace: 'marketplace_listing',
  fb_ad: 'ad',
};

function contentType(item: ReportItem): string {
  const url = new URL(item.url);
  if (item.ids.kind === 'fb_account') return item.ids.entity ?? 'profile';
  if (url.searchParams.has('comment_id')) return 'comment';
  if (url.pathname.startsWith('/reel/')) return 'reel';
  if (/^\/photo|\/photos\//.test(url.pathname)) return 'photo';
  return kinds[item.ids.kind] ?? 'post';
}

function ownerId(item: ReportItem): string {
  const owner = part.id(item, 'owner_id', 'page_id') || (item.ids.kind === 'fb_account' ? part.id(item, 'id') : '');
  return digits.test(owner) ? owner : '';
}

export const facebookColumns: part.Column[] = [
  ...part.heading,
  { name: 'content_type', cell: contentType },
  { name: 'url', width: 60, cell: (item) => item.url },
  { name: 'content_id', width: 22, cell: (item) => part.id(item, 'story_fbid', 'pfbid', 'post_id') },
  { name: 'owner_id', width: 22, cell: ownerId },
  { name: 'group_id', width: 22, cell: (item) => part.id(item, 'group') },
  { name: 'listing_id', width: 22, cell: (item) => part.id(item, 'listing_id') },
  { name: 'ad_archive_id', width: 22, cell: (item) => part.id(item, 'ad_archive_id') },
  { name: 'author_name', width: 30, cell: (item) => item.author_display_name ?? '' },
  { name: 'author_url', width: 40, cell: (item) => item.author_url ?? '' },
  { name: 'posted_at', width: 22, cell: (item) => item.posted_at ?? '' },
  ...part.seen,
  part.violation,
  ...part.policy,
  ...part.summaries,
  ...part.excerpt,
  {
    name: 'contact_indicator',
    width: 30,
    cell: (item) => part.joined((item.contact_indicators ?? []).map(({ value }) => value)),
  },
  ...part.pictures,
  // Filled by hand until sellers link posts of one network.
  { name: 'related_items', cell: () => '' },
  part.previous,
  part.action,
];

/** Address of the account's page, from the id where it is known: handles change. */
export function facebookAuthorUrl({ author }: ConfirmedPost): string | undefined {
  const name = author?.platformId ?? author?.handle ?? '';
  return vanity.test(name) ? `https://www.facebook.com/${encodeURIComponent(name)}` : undefined;
}
