/** X: what names a post or an account, and the columns of x.csv. */
import type { ConfirmedPost, ItemIds, ReportItem } from './report.types.ts';
import * as part from './columns.ts';

const handleForm = /^[A-Za-z0-9_]{1,15}$/;
const digits = /^\d{1,25}$/;
const hosts = /^(www\.|mobile\.|m\.)?(x|twitter)\.com$/;
const statusPath = /^\/(?:i\/(?:web\/)?|(?<handle>\w{1,20})\/)status(?:es)?\/(?<id>\d{1,25})(?:\/|$)/;
const userPath = /^\/i\/user\/(?<id>\d{1,25})\/?$/;
/** First path segments that are never an account. */
const reserved = new Set(['i', 'search', 'home', 'explore', 'hashtag', 'settings', 'messages', 'login', 'intent']);

function handleOf(post: ConfirmedPost, inUrl: string | undefined): string | undefined {
  const handle = post.author?.handle ?? inUrl;
  return handle && handleForm.test(handle) ? handle : undefined;
}

/** Ids of an X post or account; null where the address is no permalink. Handles change, the numeric id does not: both go out. */
export function xIds(post: ConfirmedPost): ItemIds | null {
  const url = URL.parse(post.post.url);
  if (!url || !hosts.test(url.hostname)) return null;
  const userId =
    post.author?.platformId && digits.test(post.author.platformId) ? { user_id: post.author.platformId } : {};
  const status = statusPath.exec(url.pathname)?.groups;
  if (status?.['id']) {
    const handle = handleOf(post, status['handle']);
    return { kind: 'x_post', post_id: status['id'], ...userId, ...(handle ? { handle } : {}) };
  }
  return post.post.kind === 'profile' ? accountIds(post, url, userId) : null;
}

function accountIds(post: ConfirmedPost, url: URL, userId: { user_id?: string }): ItemIds | null {
  const id = userPath.exec(url.pathname)?.groups?.['id'];
  const name = url.pathname.split('/')[1] ?? '';
  const handle = handleOf(post, reserved.has(name.toLowerCase()) ? undefined : name);
  if (!id && !handle) return null;
  return { kind: 'x_account', ...userId, ...(id ? { user_id: id } : {}), ...(handle ? { handle } : {}) };
}

/** The handle of an address such as `/citas_mx/status/1`, for the check against official accounts. */
export function xHandleInUrl(address: string): string | undefined {
  const path = URL.parse(address)?.pathname ?? '';
  return statusPath.exec(path)?.groups?.['handle'] ?? path.split('/')[1];
}

export function xAuthorUrl(post: ConfirmedPost): string | undefined {
  const handle = handleOf(post, undefined);
  if (handle) return `https://x.com/${handle}`;
  return post.author?.platformId ? `https://x.com/i/user/${post.author.platformId}` : undefined;
}

const contactUrls = (item: ReportItem) =>
  part.joined((item.contact_indicators ?? []).filter(({ type }) => type === 'url').map(({ value }) => value));

export const xColumns: part.Column[] = [
  ...part.heading,
  { name: 'content_type', cell: (item) => (item.ids.kind === 'x_account' ? 'account' : 'post') },
  { name: 'url', width: 60, cell: (item) => item.url },
  { name: 'post_id', width: 22, cell: (item) => part.id(item, 'post_id') },
  { name: 'user_id', width: 22, cell: (item) => part.id(item, 'user_id') },
  { name: 'handle', width: 18, cell: (item) => part.id(item, 'handle') },
  { name: 'profile_url', width: 40, cell: (item) => item.author_url ?? '' },
  { name: 'display_name', width: 30, cell: (item) => item.author_display_name ?? '' },
  // What is copied of the institution (name, avatar, banner, bio_claim, handle, link): for the person who looks at the profile.
  { name: 'identity_elements', cell: () => '' },
  { name: 'posted_at', width: 22, cell: (item) => item.posted_at ?? '' },
  ...part.seen,
  part.violation,
  ...part.policy,
  ...part.summaries,
  ...part.excerpt,
  { name: 'external_links', width: 40, cell: contactUrls },
  { name: 'media_urls', cell: () => '' },
  ...part.pictures,
  { name: 'related_items', cell: () => '' },
  part.previous,
  part.action,
];
