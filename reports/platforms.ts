/** One entry per platform: how it names content, and its list. */
import type { Platform } from '../crawler/source.ts';
import type { Column } from './columns.ts';
import { facebookAuthorUrl, facebookColumns, facebookIds } from './facebook.ts';
import { googleColumns, googleIds } from './google.ts';
import type { ConfirmedPost, ItemIds } from './report.types.ts';
import { xAuthorUrl, xColumns, xIds } from './x.ts';

interface ReportedPlatform {
  /** As report numbers carry it: `SRE-FB-2026-000123`. */
  prefix: 'FB' | 'X' | 'GG';
  name: string;
  addressee: string;
  ids(post: ConfirmedPost): ItemIds | null;
  authorUrl(post: ConfirmedPost): string | undefined;
  columns: Column[];
}

export const reported: Record<Platform, ReportedPlatform> = {
  facebook: {
    prefix: 'FB',
    name: 'Facebook',
    addressee: 'Meta Platforms, Inc.',
    ids: facebookIds,
    authorUrl: facebookAuthorUrl,
    columns: facebookColumns,
  },
  x: { prefix: 'X', name: 'X', addressee: 'X Corp.', ids: xIds, authorUrl: xAuthorUrl, columns: xColumns },
  google: {
    prefix: 'GG',
    name: 'Google',
    addressee: 'Google LLC',
    ids: googleIds,
    authorUrl: () => undefined,
    columns: googleColumns,
  },
};

const maxUrl = 2048;

/**
 * The address as it goes out: ASCII (punycode, percent-encoded), without a fragment. Null where it is no web address,
 * carries a user name, or is too long.
 */
export function exportUrl(address: string): string | null {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return null;
  url.hash = '';
  return url.href.length <= maxUrl ? url.href : null;
}

/** What names the content on its platform; null where nothing does, and then nothing can be asked for. */
export function identify(post: ConfirmedPost): ItemIds | null {
  return exportUrl(post.post.url) === null ? null : reported[post.post.platform].ids(post);
}
