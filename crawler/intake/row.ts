/** One row of a table, read as a person has mapped it: a post with its identity, or why there is none. Pure. */
import { author, found, moment } from '../found.ts';
import { isPublicPlace } from '../guard/place.ts';
import { needsNetwork } from './redirectors.ts';
import { platforms, postKinds, type FoundPost, type Platform, type PostKind } from '../source.ts';
import { identify, type Identified } from '../url.ts';
import { linkOf, plainHeader } from './columns.ts';
import { readDate } from './dates.ts';
import { longestCell, type Cell, type Mapping, type Meaning, type Row, type RowProblem } from './table.types.ts';

/** `undated`: there is a date which cannot be read; the post is taken without it. */
export type ReadRow = { post: FoundPost; undated: boolean } | { problem: RowProblem; meaning: Meaning | null };

type Named = Exclude<Identified, { error: string }>;

const refused = (problem: RowProblem, meaning: Meaning | null = null): ReadRow => ({ problem, meaning });

/** Reads a row. `width` is the number of headers: a row with more cells was cut in the wrong place, and is not guessed at. */
export function readRow({ cells }: Row, width: number, mapping: Mapping, at: Date): ReadRow {
  if (cells.slice(width).some((cell) => cell !== null && cell !== '')) return refused('too_many_cells');
  const cell = (meaning: Meaning): Cell => {
    const place = mapping.columns[meaning];
    return place === undefined ? null : (cells[place] ?? null);
  };
  for (const meaning of ['text', 'url', 'author'] as const) {
    const value = cell(meaning);
    if (typeof value === 'string' && value.length > longestCell) return refused('cell_large', meaning);
  }
  const identity = identityOf(cell, mapping);
  if ('problem' in identity) return identity;
  const published = readDate(cell('published'), mapping.dates, mapping.zone);
  // Who wrote it is only what the table says: the name in an address is decoration that anybody can change.
  const post = found({
    ...identity,
    author: author(null, textOf(cell('handle')) || null, textOf(cell('author')) || null),
    text: textOf(cell('text')),
    publishedAt: moment(published, at),
  });
  return { post, undated: post.publishedAt === null && textOf(cell('published')).trim() !== '' };
}

/** As the cell has it; the apostrophe with which our own lists guard against formulas is not part of it. */
function textOf(cell: Cell): string {
  if (typeof cell === 'string') return cell.replace(/^'(?=[=+\-@])/, '');
  return typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : '';
}

interface Identity {
  platform: Platform;
  key: string;
  kind: PostKind;
  url: string;
  platformId: string | null;
}

/** By the address where that tells; else by the id, where the platform is known and the number is whole. */
function identityOf(
  cell: (meaning: Meaning) => Cell,
  mapping: Mapping,
): Identity | Extract<ReadRow, { problem: RowProblem }> {
  const link = linkOf(textOf(cell('url')));
  const named = link === '' ? null : identify(link);
  const byAddress = named === null || 'error' in named ? null : named;
  if (byAddress && isPublicPlace(byAddress.canonicalUrl) && !needsNetwork(link)) {
    const { key, kind } = byAddress;
    if (key !== null && isPostKind(kind)) return { ...ofAddress(byAddress), key, kind };
  }
  const fromId = ofId(cell, mapping, byAddress);
  if (!('problem' in fromId)) return fromId;
  // What is wrong with the id matters where there is one; else it is the address that names no post.
  if (fromId.problem !== 'no_identity' || link === '') return fromId;
  return { problem: whyNot(byAddress, link), meaning: 'url' };
}

const isPostKind = (kind: string): kind is PostKind => (postKinds as readonly string[]).includes(kind);

const ofAddress = ({ platform, canonicalUrl, key }: Named): Omit<Identity, 'key' | 'kind'> => ({
  platform,
  url: canonicalUrl,
  platformId: platform === 'google' ? null : (key?.split(':').at(-1) ?? null),
});

function whyNot(named: Named | null, link: string): RowProblem {
  if (!named || !isPublicPlace(named.canonicalUrl)) return 'url_unusable';
  if (needsNetwork(link)) return 'url_share';
  if (named.kind === 'search' || named.kind === 'home') return 'url_search';
  return named.kind === 'post' || named.kind === 'group_post' ? 'url_share' : 'url_account';
}

/** Excel and JSON keep 15 to 17 digits of a number: what is longer, or in scientific notation, is another post's id. */
const lostDigits = (cell: Cell): boolean =>
  typeof cell === 'number'
    ? !Number.isSafeInteger(cell)
    : typeof cell === 'string' && /^\d(?:[.,]\d+)?E\+?\d+$/i.test(cell.trim());

function ofId(
  cell: (meaning: Meaning) => Cell,
  mapping: Mapping,
  named: Named | null,
): Identity | Extract<ReadRow, { problem: RowProblem }> {
  const given = cell('id');
  if (given === null || given === '') return { problem: 'no_identity', meaning: null };
  if (lostDigits(given)) return { problem: 'id_lost_digits', meaning: 'id' };
  const platform =
    platformOf(textOf(cell('platform'))) ?? (named && named.platform !== 'google' ? named.platform : mapping.platform);
  if (platform !== 'x' && platform !== 'facebook') return { problem: 'platform_unknown', meaning: 'platform' };
  const text = textOf(given).replace(/^'/, '').trim();
  // CrowdTangle and the Graph API write a Facebook post as `page_post`.
  const [, owner, id] =
    (platform === 'facebook' ? /^(?:([1-9]\d{0,19})_)?([1-9]\d{0,19})$/ : /^()([1-9]\d{0,18})$/).exec(text) ?? [];
  if (id === undefined) return { problem: 'id_malformed', meaning: 'id' };
  const address =
    platform === 'x'
      ? `https://x.com/i/status/${id}`
      : `https://www.facebook.com/${owner ? `${owner}/posts/` : ''}${id}`;
  const read = identify(address);
  if ('error' in read || read.key === null || !isPostKind(read.kind)) return { problem: 'id_malformed', meaning: 'id' };
  return { ...ofAddress(read), key: read.key, kind: read.kind };
}

const platformNames: Record<string, Platform> = {
  fb: 'facebook',
  meta: 'facebook',
  twitter: 'x',
  'x twitter': 'x',
  tweet: 'x',
};

function platformOf(text: string): Platform | null {
  const plain = plainHeader(text);
  return platforms.find((platform) => platform === plain) ?? platformNames[plain] ?? null;
}
